package org.maint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.maint.people.Role;
import org.maint.shared.Text;

/** The edges of the schedule: clocks that jump, days off, and what rolls. */
class ScheduleTest {
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");

    private static final Holidays QUEBEC = new Holidays(
            "CA-QC",
            EnumSet.range(java.time.DayOfWeek.MONDAY, java.time.DayOfWeek.FRIDAY),
            List.of(new Holidays.ClosedDay(LocalDate.of(2026, 7, 20), Text.same("construction holiday"))),
            Set.of(LocalDate.of(2026, 6, 24), LocalDate.of(2026, 11, 28)));

    private static Routine routine(String rule, String opens, Roll roll) {
        return new Routine(
                "r",
                Text.same("r"),
                rule,
                LocalTime.parse(opens),
                new Due.AfterDays(0, LocalTime.of(23, 0)),
                Duration.ZERO,
                roll,
                Role.TECHNICIAN,
                null,
                List.of());
    }

    private static List<Occurrence> between(Routine routine, String from, String to) {
        return new Schedule(routine, TORONTO, new WorkingDays(QUEBEC))
                .between(LocalDate.parse(from), LocalDate.parse(to))
                .toList();
    }

    @Test
    void a_time_that_does_not_exist_is_the_next_valid_minute() {
        // 8 March 2026: from 02:00 to 03:00 there is no time.
        Occurrence night = between(routine("FREQ=DAILY", "02:30", Roll.NONE), "2026-03-08", "2026-03-08")
                .get(0);
        assertThat(night.opensAt()).isEqualTo(Instant.parse("2026-03-08T07:00:00Z"));
    }

    @Test
    void a_time_that_exists_twice_happens_once_and_first() {
        // 1 November 2026: 01:30 comes twice.
        List<Occurrence> night = between(routine("FREQ=DAILY", "01:30", Roll.NONE), "2026-11-01", "2026-11-01");
        assertThat(night).hasSize(1);
        assertThat(night.get(0).opensAt()).isEqualTo(Instant.parse("2026-11-01T05:30:00Z"));
    }

    @Test
    void the_local_time_stays_when_the_clocks_change() {
        List<Occurrence> days = between(routine("FREQ=DAILY", "08:00", Roll.NONE), "2026-03-07", "2026-03-09");
        assertThat(days.stream().map(each -> Duration.between(days.get(0).opensAt(), each.opensAt())
                        .toHours()))
                .containsExactly(0L, 23L, 47L);
    }

    @Test
    void the_date_rolls_and_the_series_does_not() {
        // Thanksgiving 2026 is Monday 12 October.
        List<Occurrence> mondays =
                between(routine("FREQ=WEEKLY;BYDAY=MO", "08:00", Roll.FOLLOWING), "2026-10-05", "2026-10-19");
        assertThat(mondays.stream().map(Occurrence::date).map(LocalDate::toString))
                .containsExactly("2026-10-05", "2026-10-13", "2026-10-19");
        assertThat(mondays.get(1).nominalDate()).isEqualTo("2026-10-12");
    }

    @Test
    void a_roll_may_skip_a_day_off_or_go_back_before_it() {
        assertThat(between(routine("FREQ=WEEKLY;BYDAY=MO", "08:00", Roll.SKIP), "2026-10-05", "2026-10-19"))
                .hasSize(2);
        assertThat(between(routine("FREQ=WEEKLY;BYDAY=FR", "08:00", Roll.PRECEDING), "2026-12-25", "2026-12-25")
                        .get(0)
                        .date())
                .isEqualTo("2026-12-24");
    }

    @Test
    void a_make_up_day_is_worked_and_a_day_off_of_our_own_is_not() {
        WorkingDays days = new WorkingDays(QUEBEC);
        assertThat(days.isWorked(LocalDate.of(2026, 6, 24))).isTrue();
        assertThat(days.isWorked(LocalDate.of(2026, 11, 28))).isTrue();
        assertThat(days.isWorked(LocalDate.of(2026, 7, 20))).isFalse();
        assertThat(days.holiday(LocalDate.of(2026, 7, 20))).contains(Text.same("construction holiday"));
    }

    @Test
    void every_holiday_of_quebec_has_a_name_in_both_languages() {
        WorkingDays days =
                new WorkingDays(new Holidays("CA-QC", EnumSet.allOf(java.time.DayOfWeek.class), List.of(), Set.of()));
        List<Text> names = LocalDate.of(2026, 1, 1)
                .datesUntil(LocalDate.of(2027, 1, 1))
                .flatMap(date -> days.holiday(date).stream())
                .toList();
        assertThat(names).hasSize(9).noneMatch(name -> (name.en() + name.fr()).contains("undefined"));
        assertThat(names).contains(new Text("Québec’s National Holiday", "Fête nationale du Québec"));
    }
}
