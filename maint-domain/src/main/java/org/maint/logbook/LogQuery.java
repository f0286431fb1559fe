package org.maint.logbook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.WorkType;
import org.maint.people.PersonId;
import org.maint.shared.Words;

/**
 * Which entries; null means any.
 *
 * @param from the earliest time, included
 * @param to the latest time, excluded
 * @param words a part of the title or of any text of the content, whatever its case and accents; up to 200 characters
 * @param person who signed, or took part in what was signed
 */
public record LogQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable WorkType type,
        @Nullable LogEvent event,
        @Nullable String words,
        @Nullable PersonId person) {
    public static final LogQuery ALL = new LogQuery(null, null, null, null, null, null);

    static final int LONGEST_WORDS = 200;

    public LogQuery {
        words = Words.optional(words, "/words", LONGEST_WORDS);
    }

    public LogQuery(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable WorkType type,
            @Nullable LogEvent event,
            @Nullable String words) {
        this(from, to, type, event, words, null);
    }
}
