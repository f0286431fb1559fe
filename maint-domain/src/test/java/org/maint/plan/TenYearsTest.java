package org.maint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.Recur;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.installation.Installation;

/**
 * Ten years of every routine against an implementation that shares nothing with ours: the series by ical4j instead of
 * lib-recur, the holidays by the Gregorian computus and plain rules instead of jollyday.
 */
class TenYearsTest {
    private static final ZoneId ZONE = ZoneId.of("America/Toronto");
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final LocalDate TO = LocalDate.of(2033, 12, 31);
    private static final PublishedPlan PLAN =
            new PublishedPlan(1, PlanReader.read(Installation.firstPlan(), Locale.ENGLISH));

    private record Expected(LocalDate nominal, LocalDate date, String opensAt, String dueAt) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daily-morning",
                "daily-evening",
                "weekly-monday",
                "weekly-friday",
                "monthly",
                "quarterly",
                "annual"
            })
    void agrees_with_an_independent_oracle(String routine) {
        List<Expected> ours = PLAN.schedule(routine)
                .between(FROM, TO)
                .map(each -> new Expected(
                        each.nominalDate(),
                        each.date(),
                        each.opensAt().atZone(ZONE).toLocalDateTime().toString(),
                        each.dueAt().atZone(ZONE).toLocalDateTime().toString()))
                .toList();
        List<Expected> oracle = oracle(routine);
        assertThat(ours).isNotEmpty().hasSameSizeAs(oracle);
        // Only what differs, rather than ten years twice.
        assertThat(IntStream.range(0, ours.size())
                        .filter(i -> !ours.get(i).equals(oracle.get(i)))
                        .mapToObj(i -> ours.get(i) + " rather than " + oracle.get(i)))
                .isEmpty();
    }

    @Test
    void the_calendar_of_twenty_years_has_every_run_once() {
        List<Occurrence> all = PLAN.calendar(FROM, FROM.plusYears(20).minusDays(1));
        long days = ChronoUnit.DAYS.between(FROM, FROM.plusYears(20));
        assertThat(all.stream().filter(each -> each.routine().equals("daily-morning")))
                .hasSize((int) days);
        assertThat(all.stream().map(each -> each.routine() + each.nominalDate()))
                .doesNotHaveDuplicates();
        assertThat(all).isSortedAccordingTo((a, b) -> a.opensAt().compareTo(b.opensAt()));
    }

    private static List<Expected> oracle(String routine) {
        return switch (routine) {
            case "daily-morning" -> each("FREQ=DAILY", date -> at(date, date, "08:00", date, "10:00"));
            case "daily-evening" -> each("FREQ=DAILY", date -> at(date, date, "17:00", date, "19:00"));
            case "weekly-monday" -> each("FREQ=WEEKLY;BYDAY=MO", date -> {
                LocalDate rolled = forward(date);
                return at(date, rolled, "08:00", rolled, "12:00");
            });
            case "weekly-friday" -> each("FREQ=WEEKLY;BYDAY=FR", date -> {
                LocalDate rolled = back(date);
                return at(date, rolled, "13:00", rolled, "17:00");
            });
            case "monthly" -> each("FREQ=MONTHLY;BYDAY=1MO", date -> {
                LocalDate rolled = forward(date);
                return at(date, rolled, "08:00", forward(rolled.plusDays(1)), "17:00");
            });
            case "quarterly" -> Stream.iterate(FROM, date -> date.isBefore(TO), date -> date.plusMonths(3))
                    .map(month -> month.with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)))
                    .map(date -> {
                        LocalDate rolled = forward(date);
                        return at(
                                date,
                                rolled,
                                "08:00",
                                rolled.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY)),
                                "17:00");
                    })
                    .toList();
            default -> Stream.iterate(FROM, date -> date.isBefore(TO), date -> date.plusYears(1))
                    .map(newYear -> {
                        LocalDate first = newYear.getDayOfWeek().getValue() > 5
                                ? newYear.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                                : newYear;
                        LocalDate rolled = forward(newYear);
                        return at(first, rolled, "08:00", newYear.withDayOfMonth(31), "17:00");
                    })
                    .toList();
        };
    }

    private static List<Expected> each(String rule, java.util.function.Function<LocalDate, Expected> expectation) {
        return new Recur<LocalDate>(rule)
                .getDates(FROM, FROM, TO).stream().map(expectation).toList();
    }

    private static Expected at(LocalDate nominal, LocalDate date, String opens, LocalDate dueDate, String due) {
        return new Expected(
                nominal,
                date,
                date.atTime(LocalTime.parse(opens)).toString(),
                dueDate.atTime(LocalTime.parse(due)).toString());
    }

    private static LocalDate forward(LocalDate date) {
        return worked(date) ? date : forward(date.plusDays(1));
    }

    private static LocalDate back(LocalDate date) {
        return worked(date) ? date : back(date.minusDays(1));
    }

    private static boolean worked(LocalDate date) {
        return date.getDayOfWeek().getValue() < 6 && !holidays(date.getYear()).contains(date);
    }

    /** The public holidays of Québec (Act respecting labour standards, s. 60; National Holiday Act). */
    private static List<LocalDate> holidays(int year) {
        LocalDate easter = easter(year);
        LocalDate canadaDay = LocalDate.of(year, 7, 1);
        return List.of(
                LocalDate.of(year, 1, 1),
                easter.minusDays(2),
                easter.plusDays(1),
                LocalDate.of(year, 5, 25).with(TemporalAdjusters.previous(DayOfWeek.MONDAY)),
                LocalDate.of(year, 6, 24),
                canadaDay.getDayOfWeek() == DayOfWeek.SUNDAY ? canadaDay.plusDays(1) : canadaDay,
                LocalDate.of(year, Month.SEPTEMBER, 1).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)),
                LocalDate.of(year, Month.OCTOBER, 1).with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.MONDAY)),
                LocalDate.of(year, 12, 25));
    }

    /** The anonymous Gregorian computus. */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = b / 4;
        int e = b % 4;
        int g = (8 * b + 13) / 25;
        int h = (19 * a + b - d - g + 15) % 30;
        int i = c / 4;
        int k = c % 4;
        int l = (32 + 2 * e + 2 * i - h - k) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int month = (h + l - 7 * m + 114) / 31;
        int day = (h + l - 7 * m + 114) % 31 + 1;
        return LocalDate.of(year, month, day);
    }
}
