package org.maint.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides when one routine opens and until when it is due. The date rolls, never the series: the next occurrence is
 * computed from the unrolled one.
 */
public final class Schedule {
    private final Routine routine;
    private final Recurrence recurrence;
    private final ZoneId zone;
    private final WorkingDays workingDays;

    public Schedule(Routine routine, ZoneId zone, WorkingDays workingDays) {
        this.routine = routine;
        this.recurrence = new Recurrence(routine.recurrence());
        this.zone = zone;
        this.workingDays = workingDays;
    }

    /** The occurrences whose nominal dates lie from {@code from} to {@code to}, both included, in order. */
    public Stream<Occurrence> between(LocalDate from, LocalDate to) {
        return recurrence.between(from, to).flatMap(nominal -> occurrence(nominal).stream());
    }

    private Optional<Occurrence> occurrence(LocalDate nominal) {
        if (routine.roll() == Roll.SKIP && !workingDays.isWorked(nominal)) {
            return Optional.empty();
        }
        LocalDate date =
                switch (routine.roll()) {
                    case NONE, SKIP -> nominal;
                    case FOLLOWING -> workingDays.onOrAfter(nominal);
                    case PRECEDING -> workingDays.onOrBefore(nominal);
                };
        Instant opensAt = instant(date, routine.opens(), zone);
        Instant dueAt = instant(dueDate(date), routine.due().at(), zone);
        return Optional.of(new Occurrence(routine.key(), nominal, date, opensAt, dueAt));
    }

    private LocalDate dueDate(LocalDate opening) {
        // instanceof rather than a switch over patterns, which Java 17 does not have.
        Due due = routine.due();
        if (due instanceof Due.AfterDays after) {
            return opening.plusDays(after.days());
        }
        if (due instanceof Due.AfterWorkingDays after) {
            return workingDays.after(opening, after.workingDays());
        }
        if (due instanceof Due.OnWeekday on) {
            return opening.with(TemporalAdjusters.nextOrSame(on.weekday()));
        }
        return nextMonthDay(opening, ((Due.OnMonthDay) due).monthDay());
    }

    private static LocalDate nextMonthDay(LocalDate opening, int monthDay) {
        LocalDate date = inMonth(YearMonth.from(opening), monthDay);
        return date.isBefore(opening) ? inMonth(YearMonth.from(opening).plusMonths(1), monthDay) : date;
    }

    private static LocalDate inMonth(YearMonth month, int monthDay) {
        return month.atDay(Math.min(monthDay, month.lengthOfMonth()));
    }

    /**
     * A local time that does not exist (the clocks go forward over it) is the next valid minute; one that exists twice
     * is the first of the two.
     */
    public static Instant instant(LocalDate date, LocalTime time, ZoneId zone) {
        LocalDateTime local = date.atTime(time);
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition != null && transition.isGap()) {
            return transition.getInstant();
        }
        return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
