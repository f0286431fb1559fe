package org.maint.rota;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * The hours of the week in which somebody is on call, local times in the plan's zone.
 *
 * @param days on which the hours begin; never empty
 * @param from the first minute
 * @param to the minute after the last one; when it is not later than {@code from} it is on the next day, so that a night
 *     belongs to the day on which it begins, and equal times are a whole day
 * @param notOnHolidays whether the hours that begin on a holiday of the plan are left out
 */
public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to, boolean notOnHolidays) {

    public Hours {
        if (days.isEmpty()) {
            throw Refusal.invalid("/hours/days", Message.of("invalid.rota.hours-days"));
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
        from = from.truncatedTo(ChronoUnit.MINUTES);
        to = to.truncatedTo(ChronoUnit.MINUTES);
    }

    /** Refused when a time is missing. */
    public static Hours of(
            Set<DayOfWeek> days, @Nullable LocalTime from, @Nullable LocalTime to, boolean notOnHolidays) {
        if (from == null || to == null) {
            throw Refusal.invalid(from == null ? "/hours/from" : "/hours/to", Message.of("invalid.missing"));
        }
        return new Hours(days, from, to, notOnHolidays);
    }

    /** Whether they end on the day after the one on which they begin. */
    public boolean overnight() {
        return !to.isAfter(from);
    }
}
