package org.maint.search;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

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
     */
    record Match(SearchDocument document, boolean named) {}

    /**
     * What has all the words among the newest of each kind, and what is named by its key, which comes before all others
     * of its kind. Takes a few milliseconds, however common the words are.
     *
     * @param asked with at least one term
     * @param most of each kind
     * @return by kind; in each, what has the words as they were typed before what has longer ones, the newer before the
     *     older
     */
    List<Match> newest(Asked asked, Set<Kind> kinds, int most, Instant now);

    /** As {@link #newest} among all there are, without regard to a key; it takes the longer the more there are. */
    List<Match> best(Asked asked, Set<Kind> kinds, int most, Instant now);

    /** Runs of which, or of whose items, a document is missing, by id. */
    List<UUID> runsWithout(UUID after, int most);

    /** Log entries without a document, in order. */
    List<Long> entriesWithout(long after, int most);

    /** Tasks without a document, in order. */
    List<Long> tasksWithout(long after, int most);

    /** Incidents without a document, in order. */
    List<Long> incidentsWithout(long after, int most);

    /** Incidents whose post-mortem has no document, in order. */
    List<Long> postMortemsWithout(long after, int most);

    /** Keeps the incident as it is until the transaction ends. */
    void holdIncident(long number);

    /** Keeps the post-mortem as it is until the transaction ends. */
    void holdPostMortem(long incident);

    /** Keeps the run as it is until the transaction ends. */
    void holdRun(UUID id);

    /** Keeps the task as it is until the transaction ends. */
    void holdTask(long number);
}
