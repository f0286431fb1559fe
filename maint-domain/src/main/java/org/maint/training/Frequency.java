package org.maint.training;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * How often a training comes back. "Regularly", which the plan says of one without a number, is taken as each quarter:
 * the longest time that can be called regular beside monthly, quarterly and annual ones.
 */
enum Frequency {
    MONTHLY(1),
    QUARTERLY(3),
    ANNUAL(12);

    private final int months;

    Frequency(int months) {
        this.months = months;
    }

    static Frequency of(String every) {
        return switch (every) {
            case "MONTHLY" -> MONTHLY;
            case "ANNUAL" -> ANNUAL;
            default -> QUARTERLY;
        };
    }

    /** The first day of the period in which a day lies. */
    LocalDate begin(LocalDate day) {
        return day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % months);
    }

    /** The last day of the period in which a day lies. */
    LocalDate last(LocalDate day) {
        return begin(day).plusMonths(months).minusDays(1);
    }

    /** By when it is due: the second Friday of the period, for time to take it. */
    LocalDate due(LocalDate day) {
        return begin(day).with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY)).plusWeeks(1);
    }

    /** How long one counts that was taken on a day: to the end of the period after it. */
    LocalDate after(LocalDate taken) {
        return last(last(taken).plusDays(1));
    }
}
