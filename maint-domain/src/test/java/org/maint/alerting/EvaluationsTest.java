package org.maint.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.installation.Installation;
import org.maint.metric.Heartbeat;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** From a sample that arrives to the alert, on a real database. */
class EvaluationsTest {
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
    void later() {
        world.act(services -> {
            services.em().createNativeQuery("update alert set held_by = null").executeUpdate();
            for (String table : List.of(
                    "alert_line",
                    "alert_reason",
                    "alert",
                    "rule_condition",
                    "arrival",
                    "sample",
                    "series",
                    "heartbeat")) {
                services.em().createNativeQuery("delete from " + table).executeUpdate();
            }
        });
    }

    private static Instant now() {
        return world.clock().instant();
    }

    private static void push(Sample... samples) {
        push(List.of(samples));
    }

    private static void push(List<Sample> samples) {
        // A store of its own each time, as on another node: the test empties the tables between.
        world.act(services -> services.samples().accept(machine, samples));
    }

    private static Sample up(Instant at, int value) {
        return Sample.of("platform.up", at, value);
    }

    private static void evaluate() {
        world.act(services -> services.evaluations().evaluate(true));
    }

    private static List<Alert> alerts() {
        return world.in(services -> services.alerts()
                .list(world.viewer(), new AlertQuery(Set.of(), null, null), 0, 100)
                .items());
    }

    private static List<AlertLine.Kind> lines(Alert alert) {
        return world.in(services -> services.alerts().whole(world.viewer(), alert.number()).lines().stream()
                .map(AlertLine::kind)
                .toList());
    }

    @Test
    void an_outage_is_pending_then_fires_then_is_over_and_each_of_it_is_on_record() {
        Instant begin = now().minus(Duration.ofMinutes(10));
        push(up(begin, 0));
        evaluate();
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.PENDING);
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.fingerprint()).isEqualTo("platform.up");
        });
        push(up(begin.plusSeconds(300), 0));
        evaluate();
        assertThat(alerts().get(0).state()).isEqualTo(AlertState.PENDING);
        push(up(begin.plusSeconds(301), 0));
        evaluate();
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.FIRING);
            assertThat(alert.since()).isEqualTo(begin);
            assertThat(alert.firedAt()).isEqualTo(begin.plusSeconds(301));
        });
        push(up(begin.plusSeconds(400), 1));
        evaluate();
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
            assertThat(alert.resolvedAt()).isEqualTo(begin.plusSeconds(400));
            assertThat(lines(alert))
                    .containsExactly(
                            AlertLine.Kind.PENDING,
                            AlertLine.Kind.FIRING,
                            AlertLine.Kind.LEFT,
                            AlertLine.Kind.RESOLVED);
        });
        // The next one is another alert.
        push(up(begin.plusSeconds(401), 0), up(begin.plusSeconds(402), 1));
        evaluate();
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void what_is_wrong_with_one_thing_is_one_alert_and_takes_the_worst_severity() {
        Instant at = now().minusSeconds(60);
        push(Sample.of("platform.error-rate", at, 3));
        evaluate();
        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.severity())
                .isEqualTo(Severity.WARNING));
        push(Sample.of("platform.error-rate", at.plusSeconds(10), 90));
        evaluate();
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(lines(alert)).contains(AlertLine.Kind.JOINED, AlertLine.Kind.WORSE);
        });
    }

    @Test
    void an_alert_is_as_bad_as_what_fires_and_not_as_what_may_come_to_nothing() {
        String plan = Installation.firstPlan();
        String critical = "metric: platform.error-rate, when: ABOVE, value: 5, window: PT5M";
        assertThat(plan).contains(critical);
        publish(plan.replace(critical, critical + ", for: PT10M"));
        try {
            Instant at = now().minus(Duration.ofMinutes(20));
            push(Sample.of("platform.error-rate", at, 90));
            evaluate();
            // The critical one waits its ten minutes, the warning does not.
            assertThat(alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.state()).isEqualTo(AlertState.FIRING);
                assertThat(alert.severity()).isEqualTo(Severity.WARNING);
                assertThat(alert.title().en()).isEqualTo("Error rate > 2%");
                assertThat(lines(alert)).doesNotContain(AlertLine.Kind.WORSE);
            });
            push(Sample.of("platform.error-rate", at.plusSeconds(601), 90));
            evaluate();
            assertThat(alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
                assertThat(lines(alert)).containsOnlyOnce(AlertLine.Kind.WORSE);
            });
        } finally {
            publish(plan);
        }
    }

    private static void publish(String plan) {
        world.act(services -> services.plans().publish(plan, null, Locale.ENGLISH));
    }

    @Test
    void a_sample_that_is_a_little_late_is_judged_from_the_kept_state() {
        Instant begin = now().minus(Duration.ofHours(9));
        List<Sample> samples = new ArrayList<>();
        for (int minute = 0; minute <= 9 * 60; minute++) {
            samples.add(up(begin.plusSeconds(60L * minute), minute > 9 * 60 - 9 ? 0 : 1));
            if (minute % 90 == 0) {
                push(samples);
                samples.clear();
                evaluate();
            }
        }
        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.state())
                .isEqualTo(AlertState.FIRING));
        Instant kept = kept();
        assertThat(kept).isBetween(now().minus(Duration.ofHours(4)), now().minus(Duration.ofMinutes(15)));
        // Up in between, and it arrives eight minutes late: it had not been down for long enough.
        push(up(now().minusSeconds(270), 1));
        evaluate();
        assertThat(kept()).isEqualTo(kept);
        assertThat(alerts())
                .extracting(Alert::state)
                .containsExactlyInAnyOrder(AlertState.RESOLVED, AlertState.PENDING);
        // One that is later than what is kept begins a month ago.
        push(up(kept.minusSeconds(30), 1));
        evaluate();
        assertThat(kept()).isBetween(now().minus(Duration.ofHours(4)), now().minus(Duration.ofMinutes(15)));
    }

    private static Instant kept() {
        return world.in(services -> services.em()
                .createQuery("select c from RuleCondition c where c.id.ruleKey = 'platform-down'", RuleCondition.class)
                .getSingleResult()
                .baseTo());
    }

    @Test
    void what_rules_think_of_what_is_long_silent_is_forgotten_unless_it_holds() {
        Instant at = now().minusSeconds(60);
        push(
                Sample.of("security.failed-logins", at, 1, "it", Map.of("account", "brute")),
                Sample.of("host.disk-free", at, 5, "it", Map.of("mount", "/full")),
                Sample.of("host.disk-free", at, 50, "it", Map.of("mount", "/fine")));
        evaluate();
        // Of signs of life there are few.
        world.act(services -> services.em()
                .createNativeQuery("delete from rule_condition where rule_key like 'backup%'")
                .executeUpdate());
        assertThat(conditions()).hasSize(3);
        try {
            world.clock().advance(Duration.ofDays(31).minusSeconds(60));
            assertThat(forget()).isZero();
            // What is counted was judged anew when it left its window.
            world.clock().advance(Duration.ofMinutes(20));
            assertThat(forget()).isEqualTo(2);
            assertThat(conditions()).containsExactly("it host.disk-free{mount=\"/full\"}");
            assertThat(forget()).isZero();
            // With a new sample it begins anew.
            push(Sample.of("host.disk-free", now(), 5, "it", Map.of("mount", "/fine")));
            evaluate();
            assertThat(alerts())
                    .extracting(Alert::fingerprint)
                    .contains("host.disk-free{mount=\"/fine\"}", "host.disk-free{mount=\"/full\"}");
        } finally {
            world.clock().set("2026-11-23T08:30");
        }
    }

    private static int forget() {
        return world.in(services -> services.evaluations().forget(100));
    }

    private static List<String> conditions() {
        return world.in(services -> services.em()
                .createQuery("select c from RuleCondition c order by c.id.groupKey", RuleCondition.class)
                .getResultStream()
                .map(RuleCondition::groupKey)
                .toList());
    }

    @Test
    void while_the_platform_is_down_what_follows_from_it_is_held_back_and_says_so() {
        Instant begin = now().minus(Duration.ofMinutes(10));
        push(up(begin, 0), up(begin.plusSeconds(301), 0));
        evaluate();
        push(Sample.of("platform.response-time", begin.plusSeconds(302), 30));
        evaluate();
        Alert slow = alerts().stream()
                .filter(alert -> alert.fingerprint().equals("platform.response-time"))
                .findFirst()
                .orElseThrow();
        assertThat(slow.heldBy()).isNotNull();
        assertThat(lines(slow)).contains(AlertLine.Kind.HELD);
    }

    @Test
    void what_is_still_wrong_when_the_platform_is_up_again_is_no_longer_held_back() {
        Instant begin = now().minus(Duration.ofMinutes(10));
        push(up(begin, 0), up(begin.plusSeconds(301), 0));
        evaluate();
        push(Sample.of("platform.error-rate", begin.plusSeconds(302), 50, "it", Map.of("region", "east")));
        evaluate();
        push(up(begin.plusSeconds(400), 1));
        evaluate();
        Alert errors = alerts().stream()
                .filter(alert -> alert.fingerprint().startsWith("platform.error-rate"))
                .findFirst()
                .orElseThrow();
        assertThat(errors.state()).isEqualTo(AlertState.FIRING);
        assertThat(errors.heldBy()).isNull();
        assertThat(lines(errors)).contains(AlertLine.Kind.HELD, AlertLine.Kind.RELEASED);
    }

    @Test
    void an_episode_that_late_samples_lengthen_past_its_alert_is_told_once_more_and_no_oftener() {
        Instant begin = now().minus(Duration.ofMinutes(40));
        push(Sample.of("platform.error-rate", begin, 9), Sample.of("platform.error-rate", begin.plusSeconds(400), 1));
        evaluate();
        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.state())
                .isEqualTo(AlertState.RESOLVED));
        // With what came late the average at the 400th second is 20, and it goes on.
        push(Sample.of("platform.error-rate", begin.plusSeconds(390), 39));
        evaluate();
        for (int second = 410; second < 460; second += 10) {
            push(Sample.of("platform.error-rate", begin.plusSeconds(second), 39));
            evaluate();
        }
        assertThat(alerts()).hasSize(2);
        assertThat(alerts().get(0).state()).isEqualTo(AlertState.FIRING);
        assertThat(alerts().stream().flatMap(alert -> lines(alert).stream())).doesNotContain(AlertLine.Kind.WITHDRAWN);
    }

    @Test
    void long_labels_stop_no_rule() {
        String long1 = "\"".repeat(140);
        push(Sample.of("host.disk-free", now().minusSeconds(50), 1, "it", Map.of("a", long1, "b", "\\".repeat(140))));
        push(up(now().minusSeconds(900), 0), up(now().minusSeconds(500), 0));
        evaluate();
        assertThat(alerts()).hasSize(2).allSatisfy(alert -> assertThat(alert.state())
                .isEqualTo(AlertState.FIRING));
        assertThatThrownBy(() -> push(Sample.of(
                        "host.disk-free", now(), 1, "it", Map.of("a", "x".repeat(160), "b", "y".repeat(160)))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void failed_sign_ins_are_counted_for_each_account_whatever_the_address() {
        Instant at = now().minusSeconds(300);
        List<Sample> attempts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            attempts.add(Sample.of(
                    "security.failed-logins",
                    at.plusSeconds(i),
                    1,
                    "platform",
                    Map.of("account", "bob", "address", "192.0.2." + i)));
        }
        push(attempts);
        evaluate();
        assertThat(alerts()).extracting(Alert::fingerprint).containsExactly("security.failed-logins{account=\"bob\"}");
    }

    @Test
    void a_missing_backup_is_noticed_when_the_time_is_up_and_a_finished_one_is_told() {
        Instant day = now().minus(Duration.ofHours(25));
        world.act(services -> services.samples().beat(machine, new Heartbeat("backup", day, true, 10L, 2.0, null)));
        evaluate();
        assertThat(alerts())
                .extracting(alert -> alert.fingerprint() + " " + alert.state())
                .containsExactlyInAnyOrder("backup FIRING", "backup-completed backup RESOLVED");
        world.act(services -> services.samples().beat(machine, new Heartbeat("backup", now(), true, 10L, 2.0, null)));
        evaluate();
        assertThat(alerts())
                .filteredOn(alert -> alert.fingerprint().equals("backup"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.state()).isEqualTo(AlertState.RESOLVED));
    }

    @Test
    void a_late_sample_corrects_what_is_on_record_with_a_remark() {
        Instant begin = now().minus(Duration.ofMinutes(20));
        push(up(begin, 0), up(begin.plusSeconds(400), 0));
        evaluate();
        Alert fired = alerts().get(0);
        assertThat(fired.state()).isEqualTo(AlertState.FIRING);
        // It was up in between: it had not been down for more than five minutes.
        push(up(begin.plusSeconds(200), 1));
        evaluate();
        Alert now = world.in(services ->
                services.alerts().whole(world.viewer(), fired.number()).alert());
        assertThat(lines(fired)).containsAnyOf(AlertLine.Kind.CORRECTED, AlertLine.Kind.WITHDRAWN);
        assertThat(now.state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void acknowledging_resolving_and_noting_are_different_things() {
        Instant at = now().minusSeconds(60);
        push(Sample.of("host.disk-free", at, 5, "host", Map.of("mount", "/")));
        evaluate();
        long number = alerts().get(0).number();
        assertThatThrownBy(() -> world.in(services -> services.alerts().acknowledge(world.viewer(), number, null)))
                .isInstanceOf(Refusal.class);
        Alert mine = world.in(services -> services.alerts().acknowledge(world.technician(), number, "On it"));
        assertThat(mine.state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(mine.assignee()).isEqualTo(world.technician().id());
        assertThatThrownBy(() -> world.in(services -> services.alerts().acknowledge(world.technician(), number, null)))
                .isInstanceOf(Refusal.class);
        world.act(services -> services.alerts().resolve(world.technician(), number, "Cleaned"));
        // It still holds: that is the same trouble, and no second alert.
        push(Sample.of("host.disk-free", at.plusSeconds(10), 5, "host", Map.of("mount", "/")));
        evaluate();
        assertThat(alerts()).hasSize(1);
        push(Sample.of("host.disk-free", at.plusSeconds(20), 50, "host", Map.of("mount", "/")));
        push(Sample.of("host.disk-free", at.plusSeconds(30), 5, "host", Map.of("mount", "/")));
        evaluate();
        assertThat(alerts()).hasSize(2);
    }

    @Test
    void a_failed_item_opens_an_alert_and_the_same_item_ends_it_when_it_is_good_again() {
        world.tick();
        Run morning = world.newest("daily-morning");
        world.enter(world.technician(), morning.id(), "can-send-test-message", ItemEntry.of(Outcome.FAIL, "No answer"));
        Alert alert = alerts().get(0);
        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        assertThat(alert.severity()).isEqualTo(Severity.WARNING);
        world.enter(world.technician(), morning.id(), "can-send-test-message", ItemEntry.of(Outcome.FAIL, "Still"));
        assertThat(alerts()).hasSize(1);
        world.enter(world.technician(), morning.id(), "can-send-test-message", ItemEntry.of(Outcome.PASS));
        assertThat(alerts().get(0).state()).isEqualTo(AlertState.RESOLVED);
    }

    /** However samples are portioned, reordered or repeated, the episodes on record are the same in the end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void the_order_of_arrival_makes_no_difference(long seed) {
        Random random = new Random(seed);
        Instant begin = now().minus(Duration.ofHours(5));
        List<Sample> samples = new ArrayList<>();
        int value = 1;
        for (int i = 0; i < 150; i++) {
            value = random.nextInt(9) == 0 ? 1 - value : value;
            samples.add(up(begin.plusSeconds(i * 100L + random.nextInt(60)), value));
        }
        push(samples);
        evaluate();
        String inOrder = episodes();
        later();
        List<Sample> mixed = new ArrayList<>(samples);
        mixed.addAll(samples.subList(0, 60));
        Collections.shuffle(mixed, random);
        for (int from = 0; from < mixed.size(); ) {
            int to = Math.min(mixed.size(), from + 1 + random.nextInt(40));
            push(mixed.subList(from, to));
            if (random.nextBoolean()) {
                evaluate();
            }
            from = to;
        }
        evaluate();
        assertThat(episodes()).isEqualTo(inOrder);
    }

    private static String episodes() {
        return world.in(services -> {
            List<?> rows = services.em()
                    .createNativeQuery(
                            "select concat(since, ' ', fired_at, ' ', coalesce(until_at, '-')) from alert_reason"
                                    + " where withdrawn = false and fired_at is not null order by since")
                    .getResultList();
            return rows.toString();
        });
    }

    @Test
    void a_back_test_says_what_would_have_been_raised() {
        Instant begin = now().minus(Duration.ofHours(2));
        push(up(begin, 0), up(begin.plusSeconds(400), 0), up(begin.plusSeconds(500), 1));
        Backtests.Result result = world.in(services -> services.backtests()
                .run(
                        world.lead(),
                        services.backtests().rule(world.lead(), "platform-down"),
                        begin.minusSeconds(60),
                        null,
                        Duration.ofDays(7)));
        assertThat(result.exact()).isTrue();
        assertThat(result.episodes()).singleElement().satisfies(found -> {
            assertThat(found.episode().since()).isEqualTo(begin);
            assertThat(found.episode().firedAt()).isEqualTo(begin.plusSeconds(400));
            assertThat(found.episode().until()).isEqualTo(begin.plusSeconds(500));
        });
        assertThat(alerts()).isEmpty();
    }

    private static com.fasterxml.jackson.databind.JsonNode written(String json) {
        return Canonical.parse(json);
    }

    @Test
    void the_ledger_counts_what_each_rule_fired_in_and_how_much_of_it_nobody_needed() {
        Instant begin = now().minus(Duration.ofHours(1));
        push(
                Sample.of("platform.error-rate", begin, 90),
                Sample.of("platform.error-rate", begin.plusSeconds(400), 1),
                Sample.of("platform.error-rate", begin.plusSeconds(800), 3));
        evaluate();
        Alert open = alerts().get(0);
        world.act(services -> services.alerts().acknowledge(world.technician(), open.number(), null));
        List<Backtests.Noise> ledger =
                world.in(services -> services.backtests().noise(world.viewer(), begin.minus(Duration.ofDays(30))));
        assertThat(ledger).hasSize(14);
        assertThat(ledger)
                .filteredOn(row -> row.fired() > 0)
                .satisfiesExactlyInAnyOrder(
                        row -> {
                            assertThat(row.rule().key()).isEqualTo("error-rate-critical");
                            assertThat(row.fired()).isEqualTo(1);
                            assertThat(row.unseen()).isEqualTo(1);
                            assertThat(row.brief()).isZero();
                        },
                        row -> {
                            assertThat(row.rule().key()).isEqualTo("error-rate-warning");
                            assertThat(row.fired()).isEqualTo(2);
                            assertThat(row.unseen()).isEqualTo(1);
                        });
    }

    @Test
    void a_threshold_that_nobody_has_saved_is_back_tested_beside_the_published_one() {
        Instant begin = now().minus(Duration.ofHours(2));
        push(up(begin, 0), up(begin.plusSeconds(400), 0), up(begin.plusSeconds(500), 1));
        push(up(begin.plusSeconds(1000), 0), up(begin.plusSeconds(1090), 0), up(begin.plusSeconds(1100), 1));
        String wish =
                "{\"key\":\"platform-down\",\"severity\":\"CRITICAL\",\"title\":{\"en\":\"Down\",\"fr\":\"Panne\"},"
                        + "\"metric\":\"platform.up\",\"when\":\"EQUAL\",\"value\":0,\"for\":\"PT1M\",\"window\":\"PT1M\"}";
        Backtests.Considered considered = world.in(services -> services.backtests()
                .consider(world.lead(), written(wish), null, null, Duration.ofDays(30), Locale.ENGLISH));
        assertThat(considered.wish().exact()).isTrue();
        assertThat(considered.wish().from()).isEqualTo(now().minus(Duration.ofDays(30)));
        assertThat(considered.wish().episodes()).hasSize(2).allSatisfy(found -> {
            assertThat(found.subject()).isEqualTo("platform.up");
            assertThat(found.group()).endsWith("platform.up");
        });
        assertThat(considered.wish().episodes().get(1).episode()).satisfies(episode -> {
            assertThat(episode.since()).isEqualTo(begin.plusSeconds(1000));
            assertThat(episode.firedAt()).isEqualTo(begin.plusSeconds(1090));
            assertThat(episode.until()).isEqualTo(begin.plusSeconds(1100));
        });
        // More than five minutes, as the plan has it now, was only the first.
        assertThat(considered.published()).isNotNull();
        assertThat(considered.published().episodes()).hasSize(1);
        Backtests.Considered unknown = world.in(services -> services.backtests()
                .consider(
                        world.lead(),
                        written(wish.replace("platform-down", "down-sooner")),
                        now().minus(Duration.ofDays(60)),
                        now(),
                        Duration.ofDays(30),
                        Locale.ENGLISH));
        assertThat(unknown.published()).isNull();
        assertThat(unknown.wish().exact()).isFalse();
        assertThat(alerts()).isEmpty();
    }

    @Test
    void what_is_added_up_is_also_added_up_where_only_steps_of_five_minutes_are_left() {
        Instant begin = now().minus(Duration.ofHours(1)).truncatedTo(java.time.temporal.ChronoUnit.HOURS);
        for (int i = 0; i < 6; i++) {
            push(Sample.of("security.failed-logins", begin.plusSeconds(10 + i), 1));
        }
        evaluate();
        world.act(services -> services.rollups().rollUp());
        String wish = "{\"key\":\"x\",\"severity\":\"WARNING\",\"title\":{\"en\":\"x\",\"fr\":\"x\"},"
                + "\"metric\":\"security.failed-logins\",\"when\":\"AT_LEAST\",\"value\":5,\"window\":\"PT10M\"}";
        Backtests.Result coarse = world.in(services -> services.backtests()
                        .consider(world.lead(), written(wish), null, null, Duration.ofDays(40), Locale.ENGLISH))
                .wish();
        assertThat(coarse.exact()).isFalse();
        assertThat(coarse.episodes()).hasSize(1);
    }

    @Test
    void a_threshold_that_makes_no_sense_is_not_back_tested_and_each_fault_has_its_place() {
        String senseless = "{\"key\":\"Down!\",\"severity\":\"BAD\",\"title\":{\"en\":\"x\",\"fr\":\"x\"},"
                + "\"metric\":\"platform.up\",\"when\":\"EQUAL\",\"value\":\"none\",\"window\":\"PT1M\",\"colour\":1}";
        assertThat(faults(senseless)).contains("/key", "/severity", "/value", "/colour");
        String timeless = "{\"key\":\"x\",\"severity\":\"INFO\",\"title\":{\"en\":\"x\",\"fr\":\"x\"},\"metric\":"
                + "\"platform.up\",\"when\":\"EQUAL\",\"value\":0,\"for\":\"PT\",\"window\":\"PT99999999999999999999H\","
                + "\"keepFiring\":\"PT745H\"}";
        assertThat(faults(timeless)).containsExactlyInAnyOrder("/for", "/window", "/keepFiring");
        assertThat(faults(timeless.replace("\"PT\"", "\"PT0S\"")
                        .replace("PT99999999999999999999H", "PT1M")
                        .replace("PT745H", "PT1M")
                        .replace("platform.up", "no.such")))
                .containsExactly("/metric");
        assertThat(faults("[]")).containsExactly("");
        assertThatThrownBy(() -> world.act(services -> services.backtests()
                        .consider(
                                world.technician(),
                                written(senseless),
                                null,
                                null,
                                Duration.ofDays(30),
                                Locale.ENGLISH)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    private static List<String> faults(String threshold) {
        try {
            world.act(services -> services.backtests()
                    .consider(world.lead(), written(threshold), null, null, Duration.ofDays(30), Locale.FRENCH));
            return List.of();
        } catch (Refusal refusal) {
            return refusal.faults().stream().map(Refusal.Fault::pointer).toList();
        }
    }
}
