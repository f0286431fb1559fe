package org.maint.calendar;

import org.jspecify.annotations.Nullable;
import org.maint.checklist.WorkType;
import org.maint.people.PersonId;
import org.maint.shared.Text;

/**
 * One thing on the calendar.
 *
 * @param key names it among those of its kind: a run's or a window's id, a task's number, a date
 * @param late its time has passed and it still waits
 * @param link where it is to be seen, below the context root; null when nowhere
 * @param person whose it is; null when nobody's in particular
 * @param movable whether who asks may put it on another day
 * @param version the version to name when it is changed; 0 where there is none
 * @param type what kind of work; null for what is no run
 */
public record CalendarEntry(
        Kind kind,
        String key,
        Text title,
        Span span,
        State state,
        boolean late,
        @Nullable String link,
        @Nullable PersonId person,
        boolean movable,
        int version,
        @Nullable WorkType type) {

    /** What it is, in the order in which a day lists what has no time. */
    public enum Kind {
        HOLIDAY,
        ABSENCE,
        WINDOW,
        TASK,
        /** It is open or over. */
        RUN,
        /** The plan says that it will be. */
        PLANNED
    }

    /** Where it stands. */
    public enum State {
        /** Holidays and absences just are. */
        NONE,
        PLANNED,
        OPEN,
        IN_PROGRESS,
        SIGNED,
        SKIPPED,
        MISSED,
        DONE,
        DROPPED,
        ENDED,
        CANCELLED
    }

    /** Whether it comes round every day: what a month shows small, lest it drown the rest. */
    public boolean daily() {
        return type == WorkType.DAILY;
    }
}
