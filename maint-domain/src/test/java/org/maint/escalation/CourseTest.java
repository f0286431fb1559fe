package org.maint.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maint.plan.EscalationPolicy;
import org.maint.plan.EscalationPolicy.Clock;
import org.maint.plan.EscalationPolicy.Group;
import org.maint.plan.EscalationPolicy.Step;
import org.maint.plan.Holidays;
import org.maint.plan.Severity;
import org.maint.plan.WorkingDays;

/** When the steps of a policy come due, by the clock on the wall and in business hours. */
class CourseTest {
    private static final ZoneId ZONE = ZoneId.of("America/Toronto");
    private static final WorkingDays DAYS = new WorkingDays(
            new Holidays("CA-QC", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), List.of(), Set.of()));

    private static Course course(Clock clock) {
        return new Course(
                new EscalationPolicy(
                        "x",
                        Severity.WARNING,
                        List.of(),
                        clock,
                        Group.METRIC,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofHours(4),
                        List.of(
                                new Step(Duration.ZERO, List.of("L1")),
                                new Step(Duration.ofHours(1), List.of("L2")),
                                new Step(Duration.ofHours(5), List.of("L3")))),
                ZONE,
                DAYS);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        // Within the day; at closing time the next moment of business is the next opening.
        "2026-11-23T09:00, PT1H, 2026-11-23T10:00",
        "2026-11-23T16:30, PT30M, 2026-11-24T08:00",
        "2026-11-23T16:30, PT1H, 2026-11-24T08:30",
        // Before opening, after closing, over a week-end.
        "2026-11-23T06:00, PT1H, 2026-11-23T09:00",
        "2026-11-23T20:00, PT1H, 2026-11-24T09:00",
        "2026-11-20T16:00, PT2H, 2026-11-23T09:00",
        // Christmas is a Friday in 2026: from Thursday it goes on with Monday.
        "2026-12-24T16:00, PT2H, 2026-12-28T09:00",
        // Both changes of the clocks are on Sundays, when there is no business.
        "2026-10-30T16:30, PT1H, 2026-11-02T08:30",
        "2026-03-06T16:30, PT1H, 2026-03-09T08:30",
        // More than one day.
        "2026-11-23T08:00, PT20H, 2026-11-25T10:00",
    })
    void business_time_goes_on_in_business_hours_alone(String from, String time, String to) {
        assertThat(course(Clock.BUSINESS).plus(at(from), Duration.parse(time))).isEqualTo(at(to));
    }

    @Test
    void real_time_goes_on_all_day_also_when_the_clocks_change() {
        Instant before = at("2026-10-31T23:30");
        assertThat(course(Clock.REAL).plus(before, Duration.ofHours(4))).isEqualTo(before.plus(Duration.ofHours(4)));
    }

    @Test
    void what_came_due_together_is_told_together_and_then_it_repeats() {
        Course course = course(Clock.REAL);
        Instant anchor = at("2026-11-23T09:00");
        assertThat(course.levels(anchor, 0, anchor)).containsExactly("L1");
        assertThat(course.levels(anchor, 0, anchor.plus(Duration.ofHours(6)))).containsExactly("L1", "L2", "L3");
        assertThat(course.next(anchor, 0, anchor.plus(Duration.ofHours(6)))).isEqualTo(3);
        assertThat(course.levels(anchor, 3, anchor.plus(Duration.ofHours(10)))).containsExactly("L1", "L2", "L3");
        assertThat(course.coming(anchor, 1, anchor.plus(Duration.ofHours(1)), 4))
                .extracting(each -> each.at() + " " + each.levels() + " " + each.again())
                .containsExactly(
                        anchor.plus(Duration.ofHours(1)) + " [L2] false",
                        anchor.plus(Duration.ofHours(5)) + " [L3] false",
                        anchor.plus(Duration.ofHours(9)) + " [L1, L2, L3] true",
                        anchor.plus(Duration.ofHours(13)) + " [L1, L2, L3] true");
    }
}
