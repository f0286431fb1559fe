package org.maint.web.page;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.rota.Roster;
import org.maint.rota.Shift;
import org.maint.rota.Uncovered;

/** The coming weeks of one level as a page shows them: what is the same within a week is one line. */
public final class OnCallWeeks {
    private static final int HOURS = 7 * 24;
    private static final int LANE = 10;

    private final Roster roster;
    private final ZoneId zone;
    private final Instant from;
    private final Instant to;

    OnCallWeeks(Roster roster, ZoneId zone, Instant from, Instant to) {
        this.roster = roster;
        this.zone = zone;
        this.from = from;
        this.to = to;
    }

    /** How a time stands: the name of its words, its state's colour and icon. */
    public enum Look {
        SHIFT("PLANNED"),
        OVERRIDE("INFO"),
        DELEGATE("AWAY"),
        /** Nobody of this rota, but somebody of another. */
        MISSING("WARNING"),
        UNCOVERED("CRITICAL");

        private final String badge;

        Look(String badge) {
            this.badge = badge;
        }

        public String badge() {
            return badge;
        }
    }

    /** One line: a shift, several of the same within one week, or (without a shift) hours outside of all rotas. */
    public record Line(Instant from, Instant to, @Nullable Shift shift, Look look, List<Uncovered> outside) {}

    /** A rectangle of the strip, in hours since the week's Monday. */
    public record Bar(long x, long width, int y, Look look) {}

    public record Week(LocalDate monday, List<Line> lines, List<Bar> bars, int lanes) {}

    List<Week> of(String level) {
        List<Shift> shifts = roster.shifts(level, from, to);
        List<Uncovered> uncovered = roster.uncovered(from, to).stream()
                .filter(each -> each.level().equals(level))
                .toList();
        List<UUID> lanes = shifts.stream().map(Shift::rota).distinct().toList();
        List<Week> weeks = new ArrayList<>();
        LocalDate first = LocalDate.ofInstant(from, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (LocalDate monday = first; start(monday).isBefore(to); monday = monday.plusWeeks(1)) {
            Week week = week(monday, shifts, uncovered, lanes);
            if (!week.lines().isEmpty()) {
                weeks.add(week);
            }
        }
        return weeks;
    }

    private Instant start(LocalDate monday) {
        return monday.atStartOfDay(zone).toInstant();
    }

    private Week week(LocalDate monday, List<Shift> shifts, List<Uncovered> uncovered, List<UUID> lanes) {
        Instant begin = start(monday).isBefore(from) ? from : start(monday);
        Instant end = start(monday.plusWeeks(1)).isAfter(to) ? to : start(monday.plusWeeks(1));
        List<Line> lines = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (UUID rota : lanes) {
            List<Line> own = new ArrayList<>();
            for (Shift shift : shifts) {
                if (shift.rota().equals(rota)
                        && shift.from().isBefore(end)
                        && shift.to().isAfter(begin)) {
                    Look look = look(shift, uncovered);
                    bars.add(bar(monday, shift.from(), shift.to(), lanes.indexOf(rota), look));
                    // A shift that goes on from the week before has its line there.
                    if (!shift.from().isBefore(start(monday)) || begin.equals(from)) {
                        add(own, new Line(shift.from(), shift.to(), shift, look, List.of()));
                    }
                }
            }
            lines.addAll(own);
        }
        List<Uncovered> outside = uncovered.stream()
                .filter(each -> each.missing().isEmpty())
                .filter(each -> !each.from().isBefore(begin) && each.from().isBefore(end))
                .toList();
        uncovered.stream()
                .filter(each -> each.missing().isEmpty())
                .filter(each -> each.from().isBefore(end) && each.to().isAfter(begin))
                .forEach(each -> bars.add(bar(monday, each.from(), each.to(), lanes.size(), Look.UNCOVERED)));
        if (!outside.isEmpty()) {
            lines.add(new Line(
                    outside.get(0).from(), outside.get(outside.size() - 1).to(), null, Look.UNCOVERED, outside));
        }
        lines.sort(Comparator.comparing(Line::from));
        boolean gaps = bars.stream().anyMatch(bar -> bar.y() == lanes.size() * LANE);
        return new Week(monday, List.copyOf(lines), List.copyOf(bars), lanes.size() + (gaps ? 1 : 0));
    }

    private static Look look(Shift shift, List<Uncovered> uncovered) {
        if (shift.gap() != null) {
            return uncovered.stream().anyMatch(each -> each.missing().contains(shift)) ? Look.UNCOVERED : Look.MISSING;
        }
        if (shift.delegated()) {
            return Look.DELEGATE;
        }
        return shift.override() == null ? Look.SHIFT : Look.OVERRIDE;
    }

    private Bar bar(LocalDate monday, Instant begin, Instant end, int lane, Look look) {
        long x = Math.max(0, Duration.between(start(monday), begin).toHours());
        long right = Math.min(HOURS, Duration.between(start(monday), end).toHours());
        return new Bar(x, Math.max(1, right - x), lane * LANE, look);
    }

    private static void add(List<Line> lines, Line more) {
        Line last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
        if (last != null && last.shift() != null && more.shift() != null && same(last.shift(), more.shift())) {
            lines.set(lines.size() - 1, new Line(last.from(), more.to(), last.shift(), last.look(), List.of()));
        } else {
            lines.add(more);
        }
    }

    private static boolean same(Shift one, Shift other) {
        return one.meant().equals(other.meant())
                && Objects.equals(one.person(), other.person())
                && Objects.equals(one.override(), other.override())
                && one.gap() == other.gap();
    }
}
