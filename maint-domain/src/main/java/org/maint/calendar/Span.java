package org.maint.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When something is: whole days, or a time.
 *
 * @param firstDay in the plan's zone
 * @param lastDay included; a time that ends at midnight ends on the day before
 * @param from null for whole days
 * @param to null for whole days; the same as {@code from} for a moment
 */
public record Span(LocalDate firstDay, LocalDate lastDay, @Nullable Instant from, @Nullable Instant to) {

    static Span days(LocalDate first, LocalDate last) {
        return new Span(first, last, null, null);
    }

    static Span time(Instant from, Instant to, ZoneId zone) {
        LocalDate first = LocalDate.ofInstant(from, zone);
        return to.isAfter(from)
                ? new Span(first, LocalDate.ofInstant(to.minusNanos(1), zone), from, to)
                : new Span(first, first, from, from);
    }

    public boolean severalDays() {
        return lastDay.isAfter(firstDay);
    }

    public boolean covers(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }

    boolean touches(LocalDate first, LocalDate last) {
        return !firstDay.isAfter(last) && !lastDay.isBefore(first);
    }
}
