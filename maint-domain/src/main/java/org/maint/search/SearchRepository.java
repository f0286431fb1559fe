package org.maint.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the documents. */
public interface SearchRepository {
    /** In place of the one of the same thing, if there is one. */
    void write(SearchDocument document);

    /** Unless there is one of the same thing: what is there is newer. */
    void writeIfAbsent(SearchDocument document);

    void remove(Kind kind, String ref);

    /**
     * A document that was found.
     *
     * @param named whether by its key
     * @param total how many of its kind were found
     */
    record Ranked(SearchDocument document, boolean named, long total) {}

    /**
     * What has all the words, of each kind the best: what has them as they were typed before what has longer ones, and the
     * newer before the older. What is named by its key comes before all.
     *
     * @param asked with at least one term
     * @param only the one kind that is asked for; null for all
     */
    List<Ranked> best(Asked asked, @Nullable Kind only, int most, Instant now);

    /**
     * Runs of which, or of whose items, a document is missing, by id, locked against change until the transaction ends.
     */
    List<UUID> runsWithout(UUID after, int most);

    /** Log entries without a document, in order. */
    List<Long> entriesWithout(long after, int most);

    /** Tasks without a document, in order, locked against change until the transaction ends. */
    List<Long> tasksWithout(long after, int most);
}
