package org.maint.plan;

import java.time.DayOfWeek;
import java.time.LocalTime;

/** Until when a run is to be signed, counted from the date on which it opens, in the plan's zone. */
public sealed interface Due {
    LocalTime at();

    /** So many calendar days after the opening date; 0 is the same day. */
    record AfterDays(int days, LocalTime at) implements Due {}

    /** So many working days after the opening date. */
    record AfterWorkingDays(int workingDays, LocalTime at) implements Due {}

    /** The first such day of the week on or after the opening date. */
    record OnWeekday(DayOfWeek weekday, LocalTime at) implements Due {}

    /** The first such day of a month on or after the opening date; a day that the month lacks is its last. */
    record OnMonthDay(int monthDay, LocalTime at) implements Due {}
}
