package org.maint.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maint.metric.Heartbeat;
import org.maint.metric.Point;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.PlanDocument.Threshold;
import org.maint.plan.Severity;
import org.maint.shared.Text;

/** Tables of samples and the transitions that are expected of them. Times are minutes after noon. */
class RuleTest {
    private static final Instant NOON = Instant.parse("2026-11-23T17:00:00Z");

    private static Threshold threshold(String metric, Comparison when, @Nullable Integer value, String lasting) {
        return new Threshold(
                "rule",
                Text.same("Rule"),
                Severity.CRITICAL,
                metric,
                when,
                value == null ? null : BigDecimal.valueOf(value),
                Duration.parse(lasting),
                Duration.ofMinutes(5),
                null,
                Duration.ZERO,
                null);
    }

    private static Instant minute(double minutes) {
        return NOON.plusMillis(Math.round(minutes * 60_000));
    }

    /** "0=1 1=0": at minute 0 the value 1, at minute 1 the value 0. */
    private static List<Point> points(String words) {
        return Arrays.stream(words.split(" "))
                .map(each -> each.split("="))
                .map(pair -> new Point(minute(Double.parseDouble(pair[0])), Double.parseDouble(pair[1])))
                .toList();
    }

    /** "since/fired/until" of each episode in minutes; a dash for what is not. */
    private static String episodes(Rule rule, List<Judged> judged) {
        return Fold.START.through(rule, judged).episodes().stream()
                .map(each -> minutes(each.since()) + "/" + minutes(each.firedAt()) + "/" + minutes(each.until()))
                .collect(Collectors.joining(" "));
    }

    private static String minutes(@Nullable Instant at) {
        if (at == null) {
            return "-";
        }
        double minutes = Duration.between(NOON, at).toMillis() / 60_000.0;
        return minutes == Math.rint(minutes) ? Long.toString(Math.round(minutes)) : Double.toString(minutes);
    }

    private static String run(Rule rule, String samples) {
        return episodes(rule, rule.judge(points(samples), NOON.minusSeconds(3_600), NOON.plusSeconds(86_400)));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        // Five minutes are not more than five minutes.
        "0=0 1=0 2=0 3=0 4=0 5=0, 0/-/-",
        "0=0 1=0 2=0 3=0 4=0 5=0 5.001=0, 0/5.001/-",
        "0=0 1=0 2=0 3=0 4=0 5=0 6=0 7=1, 0/6/7",
        // One good sample begins the time anew.
        "0=0 2=0 4=1 5=0 6=0 9=0 10=0, 0/-/4 5/-/-",
        "0=0 2=0 4=1 5=0 6=0 9=0 10=0 11=0 12=1, 0/-/4 5/11/12",
        // A hole in the data is no recovery.
        "0=0 20=0 21=1, 0/20/21",
        "0=1 1=1, ''",
    })
    void the_platform_is_down_for_more_than_five_minutes(String samples, String expected) {
        assertThat(run(new Rule(threshold("platform.up", Comparison.EQUAL, 0, "PT5M")), samples))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "0=5, ''",
        "0=5.0001, 0/0/-",
        // The average of five minutes counts: 1 and 8 are 4.5, 8 and 8 and 1 are 5.67.
        "0=1 1=8 2=8, 2/2/-",
        "0=6 1=6 6=1, 0/0/6",
        // The sample of five minutes ago is no longer in the window.
        "0=90 5=1, 0/0/5",
    })
    void the_error_rate_is_the_average_of_five_minutes_and_strictly_greater(String samples, String expected) {
        assertThat(run(new Rule(threshold("platform.error-rate", Comparison.ABOVE, 5, "PT0M")), samples))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({"0=20, ''", "0=19.99, 0/0/-", "0=10 1=20, 0/0/1"})
    void disk_space_is_strictly_less_and_the_newest_counts(String samples, String expected) {
        assertThat(run(new Rule(threshold("host.disk-free", Comparison.BELOW, 20, "PT0M")), samples))
                .isEqualTo(expected);
    }

    @Test
    void the_response_time_is_the_95th_percentile_of_the_window() {
        Rule rule = new Rule(threshold("platform.response-time", Comparison.ABOVE, 10, "PT0M"));
        List<Point> nineteen = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            nineteen.add(new Point(minute(i / 10.0), 1));
        }
        nineteen.add(new Point(minute(1.95), 60));
        // 19 of 20 samples are 95 %: the slow one does not count yet.
        assertThat(episodes(rule, rule.judge(nineteen, NOON.minusSeconds(1), NOON.plusSeconds(600))))
                .isEmpty();
        nineteen.add(new Point(minute(1.96), 60));
        assertThat(episodes(rule, rule.judge(nineteen, NOON.minusSeconds(1), NOON.plusSeconds(600))))
                .isEqualTo("1.96/1.96/-");
    }

    @Test
    void what_is_counted_runs_out_with_its_window() {
        Rule rule = new Rule(threshold("security.failed-logins", Comparison.AT_LEAST, 5, "PT0M"));
        // The fifth comes in the fourth minute; the first of five leaves the window at the fifth.
        assertThat(run(rule, "0=1 1=1 2=1 3=1 4=1")).isEqualTo("4/4/5");
        assertThat(run(rule, "0=1 1=1 2=1 3=1 6=1")).isEmpty();
        List<Point> burst = points("0=5");
        assertThat(episodes(rule, rule.judge(burst, NOON.minusSeconds(1), minute(4))))
                .isEqualTo("0/0/-");
        assertThat(episodes(rule, rule.judge(burst, NOON.minusSeconds(1), minute(5))))
                .isEqualTo("0/0/5");
    }

    @Test
    void a_recovery_threshold_and_a_time_to_keep_firing_damp_chatter() {
        Threshold plain = threshold("host.memory-used", Comparison.ABOVE, 80, "PT0M");
        Rule recovery = new Rule(new Threshold(
                "rule",
                plain.title(),
                plain.severity(),
                plain.metric(),
                plain.when(),
                plain.value(),
                plain.lasting(),
                plain.window(),
                BigDecimal.valueOf(70),
                Duration.ZERO,
                null));
        assertThat(run(recovery, "0=81 1=79 2=71 3=70 4=81")).isEqualTo("0/0/3 4/4/-");
        Rule keeps = new Rule(new Threshold(
                "rule",
                plain.title(),
                plain.severity(),
                plain.metric(),
                plain.when(),
                plain.value(),
                plain.lasting(),
                plain.window(),
                null,
                Duration.ofMinutes(3),
                null));
        assertThat(run(keeps, "0=81 1=10 2=81 3=10 4=10 5=10")).isEqualTo("0/0/5");
    }

    @Test
    void what_changes_all_the_time_flaps_and_is_over_only_when_it_is_steady() {
        Rule rule = new Rule(threshold("host.memory-used", Comparison.ABOVE, 80, "PT0M"));
        StringBuilder samples = new StringBuilder("0=10");
        for (int i = 1; i <= 20; i++) {
            samples.append(' ').append(i).append('=').append(i % 2 == 0 ? 10 : 90);
        }
        String chattering = run(rule, samples.toString());
        assertThat(chattering.split(" ")).hasSizeLessThan(6);
        assertThat(chattering).endsWith("/-");
        for (int i = 21; i <= 60; i++) {
            samples.append(' ').append(i).append("=10");
        }
        assertThat(run(rule, samples.toString())).doesNotEndWith("/-");
    }

    @Test
    void a_sign_of_life_that_fails_or_does_not_come_is_noticed() {
        Threshold day = threshold("backup", Comparison.FAILED_OR_ABSENT, null, "PT0M");
        Rule rule = new Rule(new Threshold(
                "backup-failed",
                day.title(),
                day.severity(),
                day.metric(),
                day.when(),
                null,
                Duration.ZERO,
                Duration.ofHours(24),
                null,
                Duration.ZERO,
                null));
        List<Heartbeat> beats = new ArrayList<>(List.of(beat(0, true)));
        assertThat(heartbeats(rule, beats, 24 * 60 - 1)).isEmpty();
        assertThat(heartbeats(rule, beats, 24 * 60)).isEqualTo("1440/1440/-");
        beats.add(beat(60, false));
        assertThat(heartbeats(rule, beats, 70)).isEqualTo("60/60/-");
        beats.add(beat(90, true));
        assertThat(heartbeats(rule, beats, 100)).isEqualTo("60/60/90");
        // A failed one is no sign that the backup is there.
        assertThat(heartbeats(rule, List.of(beat(0, false)), 10)).isEqualTo("0/0/-");
    }

    @Test
    void signs_of_life_of_a_month_by_the_minute_are_judged_in_no_time() {
        Threshold minutely = threshold("backup", Comparison.FAILED_OR_ABSENT, null, "PT0M");
        List<Heartbeat> month = new ArrayList<>();
        int minutes = 30 * 24 * 60;
        for (int i = 0; i < minutes; i++) {
            if (i < 1_000 || i > 1_010) {
                month.add(beat(i, i != 2_000));
            }
        }
        Rule rule = new Rule(minutely);
        String episodes =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> heartbeats(rule, month, minutes + 10));
        assertThat(episodes).isEqualTo("1004/1004/1011 2000/2000/2001 " + (minutes + 4) + "/" + (minutes + 4) + "/-");
    }

    @Test
    void a_finished_backup_is_told_and_over_by_itself() {
        Rule rule = new Rule(threshold("backup", Comparison.COMPLETED, null, "PT0M"));
        assertThat(heartbeats(rule, List.of(beat(0, true), beat(60, false)), 120))
                .isEqualTo("0/0/5");
    }

    private static Heartbeat beat(int minute, boolean ok) {
        return new Heartbeat("backup", minute(minute), ok, 1L, 1.0, null);
    }

    private static String heartbeats(Rule rule, List<Heartbeat> beats, int horizon) {
        return episodes(rule, rule.judgeHeartbeats(beats, NOON.minusSeconds(60), minute(horizon)));
    }
}
