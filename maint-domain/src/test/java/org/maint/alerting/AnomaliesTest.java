package org.maint.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.testing.World;

/** What is unusual against its own past, by the two rules of the plan. */
class AnomaliesTest {
    private static final ZoneId ZONE = ZoneId.of("America/Toronto");

    /** A Monday; the clocks went back on the first of November. */
    private static final ZonedDateTime EIGHT =
            LocalDateTime.parse("2026-11-23T08:00").atZone(ZONE);

    private static World world;
    private static Actor machine;

    @BeforeAll
    static void install(@TempDir Path home) {
        world = World.at("2026-11-23T08:00", home);
        machine = world.person("machine", Role.INGEST);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void nothing_yet() {
        world.act(services -> {
            for (String table : List.of(
                    "alert_line",
                    "alert_reason",
                    "alert",
                    "rule_condition",
                    "arrival",
                    "sample",
                    "series",
                    "rollup_five_minutes")) {
                services.em().createNativeQuery("delete from " + table).executeUpdate();
            }
        });
    }

    private static void push(List<Sample> samples) {
        world.act(services -> services.samples().accept(machine, samples));
    }

    private static void evaluateAt(String localTime) {
        world.clock().set(localTime);
        world.act(services -> services.evaluations().evaluate(true));
    }

    /** Five minutes of the past of the only line of numbers. */
    private static void rolledUp(ZonedDateTime at, double total, int number) {
        world.act(services -> services.em()
                .createNativeQuery("insert into rollup_five_minutes (series_id, at, least, most, total, number)"
                        + " select id, ?1, ?2 / ?3, ?2 / ?3, ?2, ?3 from series")
                .setParameter(1, LocalDateTime.ofInstant(at.toInstant(), ZoneOffset.UTC))
                .setParameter(2, total)
                .setParameter(3, number)
                .executeUpdate());
    }

    /** "since/fired/until" in minutes after eight; a dash for what is not; what was withdrawn in brackets. */
    private static String reasons(String rule) {
        return world.in(services -> {
            List<String> all = new ArrayList<>();
            for (Object row : services.em()
                    .createNativeQuery(
                            "select since, fired_at, until_at, withdrawn from alert_reason where ref = ?1 order by since")
                    .setParameter(1, rule)
                    .getResultList()) {
                Object[] columns = (Object[]) row;
                String words = minutes(columns[0]) + "/" + minutes(columns[1]) + "/" + minutes(columns[2]);
                boolean withdrawn = Boolean.TRUE.equals(columns[3]);
                all.add(withdrawn ? "(" + words + ")" : words);
            }
            return String.join(" ", all);
        });
    }

    private static String minutes(Object column) {
        if (column == null) {
            return "-";
        }
        Instant at = column instanceof LocalDateTime time
                ? time.toInstant(ZoneOffset.UTC)
                : ((java.sql.Timestamp) column).toLocalDateTime().toInstant(ZoneOffset.UTC);
        return Long.toString(Duration.between(EIGHT.toInstant(), at).toMinutes());
    }

    /** "0-30=1.6 35=2": from eight to half past, every five minutes, 1.6; at 35 minutes past, 2. */
    private static List<Sample> responseTimes(String words) {
        List<Sample> samples = new ArrayList<>();
        for (String each : words.split(" ")) {
            String[] pair = each.split("=");
            String[] ends = pair[0].split("-");
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int minute = Integer.parseInt(ends[0]); minute <= last; minute += 5) {
                samples.add(Sample.of(
                        "platform.response-time", EIGHT.plusMinutes(minute).toInstant(), Double.parseDouble(pair[1])));
            }
        }
        return samples;
    }

    @ParameterizedTest(name = "{0} averages before; {1} → {2}")
    @CsvSource({
        // Ninety-nine are too few to know what is usual.
        "99, 0-40=4, ''",
        "100, 0-40=4, 0/30/-",
        // Half as much again is not more than that; "for 30 minutes" is not more than 30 minutes.
        "100, 0-40=1.5, ''",
        "100, 0-25=1.51, 0/-/-",
        "100, 0-30=1.51, 0/30/-",
        // One that is usual begins the time anew, or ends it.
        "100, 0-10=1.6 15=1.5 20-45=1.6, 20/-/-",
        "100, 0-30=1.6 35=1.5, 0/30/35",
        "100, 0-30=1.6 35=1.5 40-70=1.6, 0/30/35 40/70/-",
        // What is slow enough for a warning is the warning's.
        "100, 0-30=5, 0/30/-",
        "100, 0-40=5.01, ''",
        "100, 0-30=3 35=5.01, 0/30/35",
    })
    void performance_is_unusual_when_it_is_slower_than_half_as_much_again(int before, String samples, String expected) {
        world.clock().set("2026-11-23T09:30");
        push(responseTimes(samples));
        for (int i = 0; i < before; i++) {
            rolledUp(EIGHT.minusDays(1).plusMinutes(5L * i), 3, 3);
        }
        evaluateAt("2026-11-23T09:30");
        assertThat(reasons("performance-degradation")).isEqualTo(expected);
    }

    @Test
    void what_is_usual_is_what_the_four_weeks_before_the_day_were() {
        world.clock().set("2026-11-23T09:30");
        push(responseTimes("0-30=2"));
        for (int i = 0; i < 100; i++) {
            // Today, and the day before the four weeks, say nothing.
            rolledUp(EIGHT.withHour(0).plusMinutes(5L * i).minusHours(i < 50 ? 0 : 24 * 29), 1, 1);
        }
        evaluateAt("2026-11-23T09:30");
        assertThat(reasons("performance-degradation")).isEmpty();
    }

    private static Sample use(ZonedDateTime at, double number) {
        return Sample.of("feature.usage", at.toInstant(), number, "platform", Map.of("feature", "gps"));
    }

    /** The uses between seven and eight, on Mondays one, two … weeks before; a dash for none. */
    private static void history(String weeks) {
        String[] each = weeks.split(" ");
        for (int week = 1; week <= each.length; week++) {
            if (!each[week - 1].equals("-")) {
                double uses = Double.parseDouble(each[week - 1]);
                ZonedDateTime seven = EIGHT.minusHours(1).minusWeeks(week);
                rolledUp(seven, uses / 2, 1);
                rolledUp(seven.plusMinutes(55), uses / 2, 1);
                // What is beside the hour belongs to another one, of which too little is known.
                if (week <= 3) {
                    rolledUp(seven.minusMinutes(5), 1_000, 1);
                    rolledUp(seven.plusMinutes(60), 1_000, 1);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} in the weeks before, {1} now: unusual {2}")
    @CsvSource({
        // At least four weeks, of the last eight.
        "10 10 10, 100, false",
        "10 10 10 10, 100, true",
        "- - - - 10 10 10 10, 100, true",
        "- - - - - 10 10 10 10, 100, false",
        // By more than three, and by more than half of the median.
        "10 10 10 10, 15, false",
        "10 10 10 10, 15.5, true",
        "10 10 10 10, 5, false",
        "10 10 10 10, 4.5, true",
        "2 2 2 2, 5, false",
        "2 2 2 2, 5.5, true",
        // Three times the spread: the deviations from 20 are 20 10 0 10 20, their median 10, times 1.4826.
        "0 10 20 30 40, 64, false",
        "0 10 20 30 40, 65, true",
        // That nobody uses it is unusual too, where somebody did.
        "10 10 10 10, -, true",
        "0 0 0 0, -, false",
    })
    void use_is_unusual_against_the_same_hour_of_the_weeks_before(String weeks, String now, boolean unusual) {
        world.clock().set("2026-11-23T08:00");
        ZonedDateTime seven = EIGHT.minusHours(1);
        push(List.of(use(seven.minusMinutes(30), 1)));
        history(weeks);
        if (!now.equals("-")) {
            push(List.of(
                    use(seven, Double.parseDouble(now) / 2), use(EIGHT.minusSeconds(1), Double.parseDouble(now) / 2)));
        }
        world.clock().set("2026-11-23T08:10");
        world.clock().advance(Duration.ofMillis(-1));
        world.act(services -> services.evaluations().evaluate(true));
        // What belongs to the hour has ten minutes to arrive.
        assertThat(reasons("feature-usage-anomaly")).isEmpty();
        evaluateAt("2026-11-23T08:10");
        assertThat(reasons("feature-usage-anomaly")).isEqualTo(unusual ? "0/0/-" : "");
        // The next hour is judged by itself, and nothing is known of its past.
        evaluateAt("2026-11-23T09:09");
        assertThat(reasons("feature-usage-anomaly")).isEqualTo(unusual ? "0/0/-" : "");
        evaluateAt("2026-11-23T09:10");
        assertThat(reasons("feature-usage-anomaly")).isEqualTo(unusual ? "0/0/60" : "");
    }

    @ParameterizedTest(name = "found at {0}, withdrawn by what comes later")
    @CsvSource({"2026-11-23T08:30", "2026-11-23T09:30", "2026-11-23T14:30", "2026-11-24T06:30"})
    void uses_that_come_late_are_counted_before_they_are_rolled_up(String later) {
        world.clock().set("2026-11-23T08:00");
        ZonedDateTime seven = EIGHT.minusHours(1);
        push(List.of(use(seven.minusMinutes(30), 1)));
        history("10 10 10 10");
        push(List.of(use(seven, 4)));
        evaluateAt("2026-11-23T08:10");
        assertThat(reasons("feature-usage-anomaly")).isEqualTo("0/0/-");
        evaluateAt(later);
        push(List.of(use(EIGHT.minusSeconds(1), 6)));
        world.act(services -> services.evaluations().evaluate(false));
        assertThat(reasons("feature-usage-anomaly")).isEqualTo(later.contains("T08") ? "(0/0/30)" : "(0/0/60)");
    }

    @Test
    void an_hour_that_has_been_judged_is_left_until_something_late_comes() {
        world.clock().set("2026-11-23T08:00");
        push(List.of(use(EIGHT.minusMinutes(90), 1)));
        evaluateAt("2026-11-23T08:10");
        String judged = conditions();
        push(List.of(use(EIGHT.plusMinutes(9), 1)));
        world.act(services -> services.evaluations().evaluate(false));
        assertThat(conditions()).isEqualTo(judged);
        evaluateAt("2026-11-23T09:09");
        assertThat(conditions()).isEqualTo(judged);
        evaluateAt("2026-11-23T09:10");
        assertThat(conditions()).isNotEqualTo(judged);
    }

    private static String conditions() {
        return world.in(services -> services.em()
                .createQuery(
                        "select c from RuleCondition c where c.id.ruleKey = 'feature-usage-anomaly'",
                        RuleCondition.class)
                .getResultStream()
                .map(condition -> condition.evaluatedTo().toString())
                .collect(Collectors.joining()));
    }
}
