package org.maint.rota;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Schedule;

/**
 * When one rota is handed over and in which hours it counts. Local times become instants as everywhere in the plan: one
 * that does not exist is the next valid minute, one that exists twice is the first of the two.
 */
final class Turns {
    private final Rota rota;
    private final ZoneId zone;
    private final Predicate<LocalDate> holiday;
    private final LocalDate anchor;
    private final List<PersonId> members;
    private final @Nullable Hours hours;
    private final LocalTime handOver;
    private final Instant start;

    /** A time without anybody. */
    record Stretch(Instant from, Instant to) {}

    /** Whose turn it is, before anybody asks for hours, overrides and absences. */
    record Turn(Instant from, Instant to, PersonId member) {}

    Turns(Rota rota, ZoneId zone, Predicate<LocalDate> holiday) {
        this.rota = rota;
        this.zone = zone;
        this.holiday = holiday;
        DayOfWeek weekday = rota.weekday();
        // A weekly one that does not start on its day begins with a short turn.
        this.anchor =
                weekday == null ? rota.startsOn() : rota.startsOn().with(TemporalAdjusters.previousOrSame(weekday));
        this.members = rota.members();
        this.hours = rota.hours();
        this.handOver = rota.handOver();
        this.start = Schedule.instant(rota.startsOn(), handOver, zone);
    }

    /** From which moment it is used. */
    Instant begin() {
        return start;
    }

    private Instant begin(long turn) {
        return turn == 0 ? begin() : Schedule.instant(anchor.plusDays(turn * rota.days()), handOver, zone);
    }

    /** All of the turns that share a moment with this time, whole. */
    List<Turn> between(Instant from, Instant to) {
        long days = ChronoUnit.DAYS.between(anchor, LocalDate.ofInstant(from, zone));
        List<Turn> turns = new ArrayList<>();
        // One turn earlier, for a moment of the day before the hand-over.
        long first = Math.max(0, Math.floorDiv(days, (long) rota.days()) - 1);
        Instant begin = begin(first);
        for (long turn = first; begin.isBefore(to); turn++) {
            Instant end = begin(turn + 1);
            if (end.isAfter(from) && begin.isBefore(end)) {
                turns.add(new Turn(begin, end, members.get((int) (turn % members.size()))));
            }
            begin = end;
        }
        return turns;
    }

    /** The parts of a time in which it counts: within its hours, after its start and before it was archived. */
    List<Stretch> counting(Instant from, Instant to, boolean beyondHours) {
        Instant begin = from.isBefore(begin()) ? begin() : from;
        Instant archived = rota.archivedAt();
        Instant end = archived != null && archived.isBefore(to) ? archived : to;
        if (!begin.isBefore(end)) {
            return List.of();
        }
        return hours == null || beyondHours ? List.of(new Stretch(begin, end)) : within(hours, begin, end);
    }

    private List<Stretch> within(Hours hours, Instant from, Instant to) {
        List<Stretch> stretches = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(to, zone);
        // Hours that began the day before may still last.
        for (LocalDate day = LocalDate.ofInstant(from, zone).minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            Stretch on = on(hours, day);
            if (on != null && on.from().isBefore(to) && on.to().isAfter(from)) {
                stretches.add(new Stretch(
                        on.from().isBefore(from) ? from : on.from(), on.to().isAfter(to) ? to : on.to()));
            }
        }
        return stretches;
    }

    private @Nullable Stretch on(Hours hours, LocalDate day) {
        if (!hours.days().contains(day.getDayOfWeek()) || hours.notOnHolidays() && holiday.test(day)) {
            return null;
        }
        Instant from = Schedule.instant(day, hours.from(), zone);
        Instant to = Schedule.instant(hours.overnight() ? day.plusDays(1) : day, hours.to(), zone);
        return from.isBefore(to) ? new Stretch(from, to) : null;
    }
}
