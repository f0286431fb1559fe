package org.maint.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maint.metric.Bucket;
import org.maint.target.Uptime.Announced;
import org.maint.target.Uptime.Cause;
import org.maint.target.Uptime.Difference;

/** The three accounts of uptime, against figures that were worked out by hand. */
class UptimeTest {
    private static final Duration FIVE = Duration.ofMinutes(5);
    private static final Instant TEN = Instant.parse("2026-11-10T10:00:00Z");

    /** Up, down for 3 minutes of 5, down. */
    private static final List<Bucket> BUCKETS = List.of(bucket(0, 5, 5), bucket(5, 2, 5), bucket(10, 0, 5));

    private static Bucket bucket(int minute, int up, int number) {
        return new Bucket(TEN.plusSeconds(60L * minute), 0, 1, up, number);
    }

    private static Instant at(int minute) {
        return TEN.plusSeconds(60L * minute);
    }

    @Test
    void raw_counts_every_minute_that_was_measured() {
        Uptime uptime = Uptime.of(BUCKETS, FIVE, List.of(), at -> true, at(60));
        assertThat(uptime.raw().measured()).hasMinutes(15);
        assertThat(uptime.raw().down()).hasMinutes(8);
        assertThat(uptime.raw().percent())
                .hasValueSatisfying(value -> assertThat(value).isCloseTo(46.667, within(0.001)));
        assertThat(uptime.announced()).isEqualTo(uptime.raw());
        assertThat(uptime.service()).isEqualTo(uptime.raw());
        assertThat(uptime.differences()).isEmpty();
    }

    @Test
    void what_was_announced_is_left_out_and_listed() {
        Uptime uptime = Uptime.of(BUCKETS, FIVE, List.of(new Announced(at(7), at(12), "Upgrade")), at -> true, at(60));
        // Left of it: 5 min up; 2 of 5 min of the second, 0.6 of them down; 3 of 5 of the third.
        assertThat(uptime.announced().measured()).hasMinutes(10);
        assertThat(uptime.announced().down()).hasSeconds(252);
        assertThat(uptime.announced().percent()).hasValue(58.0);
        assertThat(uptime.differences())
                .containsExactly(new Difference(at(5), at(15), Duration.ofSeconds(228), Cause.ANNOUNCED, "Upgrade"));
    }

    @Test
    void outside_service_hours_is_left_out_and_listed() {
        Uptime uptime = Uptime.of(BUCKETS, FIVE, List.of(), at -> at.isBefore(at(10)), at(60));
        assertThat(uptime.service().measured()).hasMinutes(10);
        assertThat(uptime.service().down()).hasMinutes(3);
        assertThat(uptime.service().percent()).hasValue(70.0);
        assertThat(uptime.differences())
                .containsExactly(new Difference(at(10), at(15), Duration.ofMinutes(5), Cause.OUTSIDE_SERVICE, null));
    }

    @Test
    void minutes_that_are_not_over_do_not_count() {
        Uptime uptime = Uptime.of(BUCKETS, FIVE, List.of(), at -> true, at(11));
        assertThat(uptime.raw().measured()).hasMinutes(11);
        assertThat(uptime.raw().down()).hasMinutes(4);
    }

    @Test
    void nothing_measured_is_no_figure() {
        assertThat(Uptime.of(List.of(), FIVE, List.of(), at -> true, at(60))
                        .raw()
                        .percent())
                .isEmpty();
    }
}
