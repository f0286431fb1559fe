package org.maint.logbook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.WorkType;

/**
 * Which entries; null means any.
 *
 * @param from the earliest time, included
 * @param to the latest time, excluded
 * @param words a part of the title or of the content, in any case
 */
public record LogQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable WorkType type,
        @Nullable LogEvent event,
        @Nullable String words) {
    public static final LogQuery ALL = new LogQuery(null, null, null, null, null);
}
