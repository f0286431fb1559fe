package org.maint.web.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.calendar.CalendarEntry;
import org.maint.calendar.CalendarEntry.Kind;

/**
 * Lays entries out on weeks of seven days. What lasts several days keeps one lane through the week; what comes every day
 * is small marks, and holidays are named beside the date, so that neither takes room from the rest.
 */
final class CalendarGrid {
    private static final int DAYS = 7;

    private CalendarGrid() {}

    /** A row of the grid. */
    public record Week(List<Cell> cells) {}

    /**
     * A day.
     *
     * @param marks what comes every day, by time
     * @param lanes what else there is, with gaps where a longer thing of the week passes elsewhere
     * @param more how many there are that have no lane
     * @param total everything of the day but its holiday
     * @param rest what is not on a lane that spans days: the day's own things by time, daily ones included
     */
    public record Cell(
            LocalDate date,
            @Nullable CalendarEntry holiday,
            List<CalendarEntry> marks,
            List<Lane> lanes,
            int more,
            int total,
            List<CalendarEntry> rest,
            List<String> dots) {}

    /**
     * A place in a day.
     *
     * @param entry null for a gap
     * @param starts whether the words stand here
     * @param days over how many days of this week they may run
     * @param before whether it comes from the day before
     * @param after whether it goes on tomorrow
     */
    public record Lane(@Nullable CalendarEntry entry, boolean starts, int days, boolean before, boolean after) {
        private static final Lane GAP = new Lane(null, false, 0, false, false);
    }

    /**
     * @param from the first day of a week
     * @param room how many lines a day has; the last one says how many more there are
     * @param longOnly whether only what lasts several days gets a lane
     */
    static List<Week> of(List<CalendarEntry> entries, LocalDate from, int weeks, int room, boolean longOnly) {
        List<Week> grid = new ArrayList<>();
        for (int week = 0; week < weeks; week++) {
            LocalDate first = from.plusDays((long) week * DAYS);
            grid.add(week(entries, first, room, longOnly));
        }
        return grid;
    }

    private static Week week(List<CalendarEntry> entries, LocalDate first, int room, boolean longOnly) {
        LocalDate last = first.plusDays(DAYS - 1);
        List<CalendarEntry> laned = entries.stream()
                .filter(entry -> touches(entry, first, last) && entry.kind() != Kind.HOLIDAY)
                .filter(entry -> longOnly ? entry.span().severalDays() : !entry.daily())
                .sorted(Comparator.comparing(
                        (CalendarEntry entry) -> !entry.span().severalDays()))
                .toList();
        Map<CalendarEntry, Integer> lanes = lanes(laned, first, last);
        List<Cell> cells = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            cells.add(cell(entries, lanes, day, first, last, room, longOnly));
        }
        return new Week(cells);
    }

    private static boolean touches(CalendarEntry entry, LocalDate first, LocalDate last) {
        return !entry.span().firstDay().isAfter(last) && !entry.span().lastDay().isBefore(first);
    }

    /** Each gets the highest lane that is free on all of its days; the longer ones, which come first, the highest. */
    private static Map<CalendarEntry, Integer> lanes(List<CalendarEntry> laned, LocalDate first, LocalDate last) {
        Map<CalendarEntry, Integer> lanes = new HashMap<>();
        List<boolean[]> taken = new ArrayList<>();
        for (CalendarEntry entry : laned) {
            int from = Math.max(0, (int) (entry.span().firstDay().toEpochDay() - first.toEpochDay()));
            int to = DAYS
                    - 1
                    - Math.max(
                            0, (int) (last.toEpochDay() - entry.span().lastDay().toEpochDay()));
            int lane = 0;
            while (lane < taken.size() && anyTaken(taken.get(lane), from, to)) {
                lane++;
            }
            if (lane == taken.size()) {
                taken.add(new boolean[DAYS]);
            }
            java.util.Arrays.fill(taken.get(lane), from, to + 1, true);
            lanes.put(entry, lane);
        }
        return lanes;
    }

    private static boolean anyTaken(boolean[] days, int from, int to) {
        for (int day = from; day <= to; day++) {
            if (days[day]) {
                return true;
            }
        }
        return false;
    }

    private static Cell cell(
            List<CalendarEntry> entries,
            Map<CalendarEntry, Integer> lanes,
            LocalDate day,
            LocalDate first,
            LocalDate last,
            int room,
            boolean longOnly) {
        List<CalendarEntry> all =
                entries.stream().filter(entry -> entry.span().covers(day)).toList();
        List<CalendarEntry> laned = all.stream().filter(lanes::containsKey).toList();
        int height = laned.stream().mapToInt(lanes::get).max().orElse(-1) + 1;
        int shown = height <= room ? height : room - 1;
        Lane[] places = new Lane[shown];
        java.util.Arrays.fill(places, Lane.GAP);
        int more = 0;
        for (CalendarEntry entry : laned) {
            int lane = java.util.Objects.requireNonNull(lanes.get(entry));
            if (lane < shown) {
                places[lane] = lane(entry, day, first, last);
            } else {
                more++;
            }
        }
        CalendarEntry holiday = all.stream()
                .filter(entry -> entry.kind() == Kind.HOLIDAY)
                .findFirst()
                .orElse(null);
        List<CalendarEntry> rest = all.stream()
                .filter(entry -> entry.kind() != Kind.HOLIDAY && !(longOnly && lanes.containsKey(entry)))
                .toList();
        return new Cell(
                day,
                holiday,
                longOnly ? List.of() : all.stream().filter(CalendarEntry::daily).toList(),
                List.of(places),
                more,
                (int) all.stream().filter(entry -> entry.kind() != Kind.HOLIDAY).count(),
                rest,
                all.stream()
                        .filter(entry -> entry.kind() != Kind.HOLIDAY && !entry.daily())
                        .map(entry -> entry.kind().name())
                        .distinct()
                        .toList());
    }

    private static Lane lane(CalendarEntry entry, LocalDate day, LocalDate first, LocalDate last) {
        LocalDate from = entry.span().firstDay();
        LocalDate to = entry.span().lastDay();
        boolean starts = day.equals(from) || day.equals(first);
        LocalDate end = to.isAfter(last) ? last : to;
        return new Lane(
                entry, starts, (int) (end.toEpochDay() - day.toEpochDay()) + 1, day.isAfter(from), day.isBefore(to));
    }
}
