package org.maint.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maint.installation.Installation;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.testing.World;

/** That nothing comes is something of its own, where the plan says so: free disk space silent for ten minutes. */
class NoDataTest {
    private static final String SILENT = "no data host.disk-free";
    private static final String RULE = "metric: host.disk-free, when: BELOW, value: 20, window: PT5M";

    private static World world;
    private static Actor machine;

    @BeforeAll
    static void install(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        machine = world.person("machine", Role.INGEST);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void patient() {
        world.clock().advance(Duration.ofDays(1));
        world.act(services -> {
            for (String table :
                    List.of("alert_line", "alert_reason", "alert", "rule_condition", "arrival", "sample", "series")) {
                services.em().createNativeQuery("delete from " + table).executeUpdate();
            }
        });
        publish(", noData: PT10M");
    }

    private static void publish(String more) {
        String plan = Installation.firstPlan();
        assertThat(plan).contains(RULE + "}");
        world.act(services ->
                services.plans().publish(plan.replace(RULE + "}", RULE + more + "}"), null, Locale.ENGLISH));
    }

    private static void push(double value, String source) {
        Instant now = world.clock().instant();
        world.act(services ->
                services.samples().accept(machine, List.of(Sample.of("host.disk-free", now, value, source, Map.of()))));
    }

    private static void evaluate(boolean timed) {
        world.act(services -> services.evaluations().evaluate(timed));
    }

    private static void after(String time) {
        world.clock().advance(Duration.parse(time));
        evaluate(true);
    }

    /** "fingerprint STATE" of each alert, by number. */
    private static String alerts() {
        return world.in(services ->
                services.alerts().list(world.viewer(), new AlertQuery(Set.of(), null, null), 0, 100).items().stream()
                        .sorted((a, b) -> Long.compare(a.number(), b.number()))
                        .map(alert -> alert.fingerprint() + " " + alert.state())
                        .toList()
                        .toString());
    }

    private static String silent(String state) {
        return "[" + SILENT + " " + state + "]";
    }

    @ParameterizedTest(name = "{0} after the newest sample: {1}")
    @CsvSource({"PT0S, []", "PT9M59S, []", "PT10M, []", "PT10M0.000001S, FIRING", "P2D, FIRING"})
    void it_is_silent_when_nothing_has_come_for_longer_than_its_patience(String silence, String expected) {
        push(50, "host");
        evaluate(true);
        after(silence);
        assertThat(alerts()).isEqualTo(expected.equals("FIRING") ? silent("FIRING") : "[]");
    }

    @Test
    void what_has_never_said_anything_is_not_silent() {
        after("PT1H");
        assertThat(alerts()).isEqualTo("[]");
    }

    @Test
    void silence_is_a_warning_since_the_last_sample_and_over_with_the_next_one_at_once() {
        push(50, "host");
        Instant last = world.clock().instant();
        after("PT11M");
        after("PT5S");
        assertThat(alerts()).isEqualTo(silent("FIRING"));
        Alert alert = world.in(services -> services.alerts()
                .list(world.viewer(), new AlertQuery(Set.of(), null, null), 0, 1)
                .items()
                .get(0));
        assertThat(alert.severity()).isEqualTo(Severity.WARNING);
        assertThat(alert.since()).isEqualTo(last);
        push(50, "host");
        evaluate(false);
        assertThat(alerts()).isEqualTo(silent("RESOLVED"));
        after("PT10M");
        assertThat(alerts()).isEqualTo(silent("RESOLVED"));
        // The next silence is another alert.
        after("PT1S");
        assertThat(alerts()).isEqualTo("[" + SILENT + " RESOLVED, " + SILENT + " FIRING]");
    }

    @Test
    void a_sample_that_is_late_ends_it_only_when_it_is_recent() {
        push(50, "host");
        after("PT30M");
        Instant now = world.clock().instant();
        for (long minutesAgo : new long[] {20, 11}) {
            world.act(services -> services.samples()
                    .accept(
                            machine,
                            List.of(Sample.of(
                                    "host.disk-free",
                                    now.minus(Duration.ofMinutes(minutesAgo)),
                                    50,
                                    "host",
                                    Map.of()))));
            evaluate(true);
            assertThat(alerts()).isEqualTo(silent("FIRING"));
        }
        world.act(services -> services.samples()
                .accept(
                        machine,
                        List.of(Sample.of("host.disk-free", now.minus(Duration.ofMinutes(9)), 50, "host", Map.of()))));
        evaluate(true);
        assertThat(alerts()).isEqualTo(silent("RESOLVED"));
    }

    @Test
    void what_holds_and_is_silent_are_two_alerts_and_silence_mends_nothing() {
        push(5, "host");
        evaluate(true);
        assertThat(alerts()).isEqualTo("[host.disk-free FIRING]");
        after("PT11M");
        assertThat(alerts()).isEqualTo("[host.disk-free FIRING, " + SILENT + " FIRING]");
        push(5, "host");
        evaluate(true);
        assertThat(alerts()).isEqualTo("[host.disk-free FIRING, " + SILENT + " RESOLVED]");
        world.clock().advance(Duration.ofSeconds(1));
        push(50, "host");
        evaluate(true);
        assertThat(alerts()).isEqualTo("[host.disk-free RESOLVED, " + SILENT + " RESOLVED]");
    }

    @Test
    void of_two_hosts_the_one_that_is_silent_is_noticed_and_both_are_one_alert() {
        push(50, "one");
        push(50, "two");
        world.clock().advance(Duration.ofMinutes(6));
        push(50, "two");
        after("PT5M");
        assertThat(alerts()).isEqualTo(silent("FIRING"));
        after("PT6M");
        assertThat(alerts()).isEqualTo(silent("FIRING"));
        push(50, "one");
        evaluate(true);
        assertThat(alerts()).isEqualTo(silent("FIRING"));
        push(50, "two");
        evaluate(true);
        assertThat(alerts()).isEqualTo(silent("RESOLVED"));
    }

    @Test
    void a_back_test_finds_the_silences_that_there_were_and_the_one_that_goes_on() {
        Instant begin = world.clock().instant();
        push(50, "host");
        for (int minutes : new int[] {10, 25, 5}) {
            world.clock().advance(Duration.ofMinutes(minutes));
            push(50, "host");
        }
        world.clock().advance(Duration.ofMinutes(12));
        Backtests.Result result = world.in(services -> services.backtests()
                .run(
                        world.lead(),
                        services.backtests().rules(world.lead()).stream()
                                .filter(rule -> rule.noData() != null)
                                .findFirst()
                                .orElseThrow(),
                        begin.plus(Duration.ofMinutes(1)),
                        null,
                        Duration.ofDays(1)));
        assertThat(result.episodes())
                .extracting(found -> found.subject() + " "
                        + Duration.between(begin, found.episode().since()).toMinutes() + " "
                        + Duration.between(begin, found.episode().firedAt()).toMinutes() + " "
                        + (found.episode().until() == null
                                ? "-"
                                : Duration.between(begin, found.episode().until())
                                        .toMinutes()))
                .containsExactly(SILENT + " 10 20 35", SILENT + " 40 50 -");
        assertThat(alerts()).as("nothing is raised by asking").isEqualTo("[]");
    }

    @Test
    void a_person_who_resolves_it_is_not_told_of_the_same_silence_again() {
        push(50, "host");
        after("PT11M");
        long number = world.in(services -> services.alerts()
                .list(world.viewer(), new AlertQuery(Set.of(), null, null), 0, 1)
                .items()
                .get(0)
                .number());
        world.act(services -> services.alerts().resolve(world.technician(), number, "Switched off"));
        after("PT1H");
        assertThat(alerts()).isEqualTo(silent("RESOLVED"));
    }

    @Test
    void a_plan_without_patience_or_with_more_of_it_ends_the_silence() {
        push(50, "host");
        after("PT11M");
        publish("");
        evaluate(true);
        assertThat(alerts()).isEqualTo(silent("RESOLVED"));
        publish(", noData: PT10M");
        evaluate(true);
        assertThat(alerts()).isEqualTo("[" + SILENT + " RESOLVED, " + SILENT + " FIRING]");
        publish(", noData: PT1H");
        evaluate(true);
        assertThat(alerts()).isEqualTo("[" + SILENT + " RESOLVED, " + SILENT + " RESOLVED]");
    }
}
