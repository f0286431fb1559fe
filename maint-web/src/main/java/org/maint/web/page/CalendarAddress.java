package org.maint.web.page;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.calendar.CalendarEntry.Kind;
import org.maint.calendar.CalendarFilter;

/**
 * What the calendar's address says: which view, around which date, what of it, and which day's list is open. What cannot
 * be understood counts as not said.
 *
 * @param day whose list is open; null for none
 * @param first the day on which weeks begin
 */
record CalendarAddress(
        View view, LocalDate date, @Nullable LocalDate day, Set<Show> shown, boolean mine, DayOfWeek first) {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2998;
    private static final int LIST_DAYS = 28;
    private static final int WEEK_DAYS = 7;

    /** How it is shown. */
    enum View {
        MONTH,
        WEEK,
        LIST
    }

    /** What can be shown or left out. */
    enum Show {
        RUNS(Kind.RUN, Kind.PLANNED),
        TASKS(Kind.TASK),
        WINDOWS(Kind.WINDOW),
        ABSENCES(Kind.ABSENCE),
        HOLIDAYS(Kind.HOLIDAY);

        private final Set<Kind> kinds;

        Show(Kind... kinds) {
            this.kinds = Set.of(kinds);
        }
    }

    static CalendarAddress of(
            @Nullable String view,
            @Nullable String date,
            @Nullable String day,
            @Nullable String show,
            @Nullable String mine,
            LocalDate today,
            DayOfWeek first) {
        View shownAs = Arrays.stream(View.values())
                .filter(each -> lower(each).equals(view))
                .findFirst()
                .orElse(View.MONTH);
        LocalDate open = date(day);
        LocalDate around = date(date);
        return new CalendarAddress(
                shownAs,
                around != null ? around : open != null ? open : today,
                open,
                shown(show),
                "true".equals(mine),
                first);
    }

    private static Set<Show> shown(@Nullable String show) {
        if (show == null || show.isBlank()) {
            return EnumSet.allOf(Show.class);
        }
        Set<String> wanted = Set.copyOf(new LinkedHashSet<>(Arrays.asList(show.split(",", -1))));
        return Arrays.stream(Show.values())
                .filter(each -> wanted.contains(lower(each)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Show.class)));
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            LocalDate date = text == null ? null : LocalDate.parse(text);
            return date == null || date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR ? null : date;
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    CalendarFilter filter() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        shown.forEach(each -> kinds.addAll(each.kinds));
        return new CalendarFilter(kinds, mine);
    }

    /** The first day that is shown. */
    LocalDate from() {
        return switch (view) {
            case MONTH -> weekOf(date.withDayOfMonth(1));
            case WEEK -> weekOf(date);
            case LIST -> date;
        };
    }

    /** The last day that is shown. */
    LocalDate to() {
        return switch (view) {
            case MONTH -> weekOf(date.with(TemporalAdjusters.lastDayOfMonth())).plusDays(WEEK_DAYS - 1L);
            case WEEK -> from().plusDays(WEEK_DAYS - 1L);
            case LIST -> date.plusDays(LIST_DAYS - 1L);
        };
    }

    int weeks() {
        return (int) (ChronoUnit.DAYS.between(from(), to()) + 1) / WEEK_DAYS;
    }

    private LocalDate weekOf(LocalDate each) {
        return each.with(TemporalAdjusters.previousOrSame(first));
    }

    CalendarAddress step(int steps) {
        LocalDate next =
                switch (view) {
                    case MONTH -> date.withDayOfMonth(1).plusMonths(steps);
                    case WEEK -> date.plusWeeks(steps);
                    case LIST -> date.plusDays((long) steps * LIST_DAYS);
                };
        return new CalendarAddress(view, next, null, shown, mine, first);
    }

    CalendarAddress at(LocalDate another) {
        return new CalendarAddress(view, another, null, shown, mine, first);
    }

    CalendarAddress as(View another) {
        return new CalendarAddress(another, date, null, shown, mine, first);
    }

    CalendarAddress open(@Nullable LocalDate another) {
        return new CalendarAddress(view, date, another, shown, mine, first);
    }

    /** What {@code show} is to be after this one was pressed. */
    String toggled(Show each) {
        Set<Show> next = EnumSet.copyOf(shown.isEmpty() ? EnumSet.noneOf(Show.class) : shown);
        if (!next.remove(each)) {
            next.add(each);
        }
        return words(next);
    }

    private static String words(Set<Show> some) {
        return some.isEmpty()
                ? "none"
                : Arrays.stream(Show.values())
                        .filter(some::contains)
                        .map(CalendarAddress::lower)
                        .collect(Collectors.joining(","));
    }

    /** What {@code show} is now; empty for everything. */
    String show() {
        return shown.size() == Show.values().length ? "" : words(shown);
    }

    /** Below the context root, without a slash. */
    String path() {
        StringBuilder path = new StringBuilder("calendar?view=")
                .append(lower(view))
                .append("&date=")
                .append(date);
        if (!show().isEmpty()) {
            path.append("&show=").append(show());
        }
        if (mine) {
            path.append("&mine=true");
        }
        if (day != null) {
            path.append("&day=").append(day);
        }
        return path.toString();
    }
}
