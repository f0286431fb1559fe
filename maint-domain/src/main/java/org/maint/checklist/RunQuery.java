package org.maint.checklist;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which runs; null means any.
 *
 * @param from the first nominal date, included
 * @param to the last nominal date, included
 */
public record RunQuery(
        @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String routine, @Nullable RunState state) {
    public static final RunQuery ALL = new RunQuery(null, null, null, null);
}
