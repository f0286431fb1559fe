package org.maint.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Which numbers are accepted, and what becomes of them. */
class SamplesTest {
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

    private static Instant now() {
        return world.clock().instant();
    }

    private static int push(Sample... samples) {
        return world.in(services -> services.samples().accept(machine, List.of(samples)));
    }

    private static long stored() {
        return world.in(services -> ((Number) services.em()
                        .createNativeQuery("select count(*) from sample")
                        .getSingleResult())
                .longValue());
    }

    private static Refusal refused(Sample... samples) {
        return catchThrowableOfType(Refusal.class, () -> push(samples));
    }

    @Test
    void the_same_sample_again_changes_nothing_and_another_value_is_refused() {
        Instant at = now().minusSeconds(3);
        Sample one = Sample.of("host.bandwidth", at, 12, "a", Map.of("interface", "eth0"));
        push(one);
        long before = stored();
        push(one, one);
        assertThat(stored()).isEqualTo(before);
        Refusal refusal = refused(
                Sample.of("host.bandwidth", at.minusSeconds(1), 1),
                Sample.of("host.bandwidth", at, 13, "a", Map.of("interface", "eth0")));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refusal.faults()).extracting(Refusal.Fault::pointer).containsExactly("/1/value");
        assertThat(stored()).isEqualTo(before);
        assertThat(refused(
                                Sample.of("host.bandwidth", at.plusSeconds(1), 1),
                                Sample.of("host.bandwidth", at.plusSeconds(1), 2))
                        .faults())
                .extracting(Refusal.Fault::pointer)
                .containsExactly("/1/value");
    }

    @Test
    void each_fault_of_a_batch_has_its_place_and_nothing_is_stored() {
        long before = stored();
        Refusal refusal = refused(
                Sample.of("host.bandwidth", now(), 1),
                Sample.of("no.such-metric", now(), 1),
                Sample.of("platform.up", now(), 0.5),
                Sample.of("platform.error-rate", now(), 101),
                Sample.of("host.bandwidth", now(), Double.NaN),
                Sample.of("host.bandwidth", now(), Double.POSITIVE_INFINITY),
                Sample.of("host.bandwidth", now().plusSeconds(301), 1),
                Sample.of("host.bandwidth", now().minus(Duration.ofDays(30)).minusSeconds(1), 1),
                Sample.of("host.bandwidth", now(), 1, "", Map.of("Bad Name", "x")));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
        assertThat(refusal.faults())
                .extracting(Refusal.Fault::pointer)
                .containsExactly(
                        "/1/metric",
                        "/2/value",
                        "/3/value",
                        "/4/value",
                        "/5/value",
                        "/6/at",
                        "/7/at",
                        "/8/labels/Bad Name");
        assertThat(stored()).isEqualTo(before);
        // The edges themselves are fine.
        push(
                Sample.of("host.bandwidth", now().plusSeconds(300), 1),
                Sample.of("host.bandwidth", now().minus(Duration.ofDays(30)), 1));
    }

    @Test
    void only_machines_push_in_and_no_more_than_five_thousand() {
        assertThat(catchThrowableOfType(
                                Refusal.class,
                                () -> world.in(services -> services.samples()
                                        .accept(world.technician(), List.of(Sample.of("platform.up", now(), 1)))))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        List<Sample> many = new ArrayList<>();
        for (int i = 0; i <= Samples.MOST; i++) {
            many.add(Sample.of("platform.requests", now().minusMillis(i), 1, "many", Map.of()));
        }
        assertThat(catchThrowableOfType(
                                Refusal.class,
                                () -> world.in(services -> services.samples().accept(machine, many)))
                        .kind())
                .isEqualTo(Refusal.Kind.TOO_LARGE);
        int accepted = world.in(services -> services.samples().accept(machine, many.subList(0, Samples.MOST)));
        assertThat(accepted).isEqualTo(5_000);
    }

    @Test
    void rollups_are_the_same_however_late_a_sample_comes() {
        Instant hour = Instant.parse("2026-11-20T15:00:00Z");
        push(
                Sample.of("platform.invoices", hour.plusSeconds(10), 1),
                Sample.of("platform.invoices", hour.plusSeconds(20), 5));
        rollUp();
        push(
                Sample.of("platform.invoices", hour.plusSeconds(15), 3),
                Sample.of("platform.invoices", hour.plusSeconds(301), 7));
        rollUp();
        List<Bucket> fives = series(hour, hour.plusSeconds(600), Duration.ofMinutes(5));
        assertThat(fives).containsExactly(new Bucket(hour, 1, 5, 9, 3), new Bucket(hour.plusSeconds(300), 7, 7, 7, 1));
        Instant day = Instant.parse("2026-11-20T05:00:00Z");
        assertThat(series(day, day.plus(Duration.ofDays(1)), Duration.ofDays(1)))
                .containsExactly(new Bucket(day, 1, 7, 16, 4));
        // Coarse steps come from the rollups alone.
        world.act(services -> services.em()
                .createNativeQuery("delete from sample where at < '2026-11-21'")
                .executeUpdate());
        assertThat(series(hour.minus(Duration.ofDays(3)), hour.plus(Duration.ofDays(3)), Duration.ofHours(6)))
                .extracting(Bucket::number)
                .containsExactly(4L);
    }

    @Test
    void lines_that_came_together_are_rolled_up_together_and_each_for_itself() {
        Instant evening = Instant.parse("2026-11-21T04:57:00Z");
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            Map<String, String> labels = Map.of("host", "h" + i);
            all.add(Sample.of("platform.invoices", evening, i, "many", labels));
            // Every third goes on after midnight in Montréal, where another step and another day begin.
            if (i % 3 == 0) {
                all.add(Sample.of("platform.invoices", evening.plusSeconds(240), 2.0 * i, "many", labels));
            }
        }
        world.act(services -> services.samples().accept(machine, all));
        rollUp();
        for (int i : List.of(0, 1, 3, 251, 298, 299, 798, 799)) {
            Map<String, String> labels = Map.of("host", "h" + i);
            Instant step = Instant.parse("2026-11-21T04:55:00Z");
            List<Bucket> fives = series(step, step.plusSeconds(600), Duration.ofMinutes(5), labels);
            Instant day = Instant.parse("2026-11-20T05:00:00Z");
            List<Bucket> days = series(day, day.plus(Duration.ofDays(2)), Duration.ofDays(1), labels);
            Bucket before = new Bucket(step, i, i, i, 1);
            Bucket today = new Bucket(day, i, i, i, 1);
            if (i % 3 == 0) {
                double twice = 2.0 * i;
                assertThat(fives).containsExactly(before, new Bucket(step.plusSeconds(300), twice, twice, twice, 1));
                assertThat(days)
                        .containsExactly(today, new Bucket(day.plus(Duration.ofDays(1)), twice, twice, twice, 1));
            } else {
                assertThat(fives).containsExactly(before);
                assertThat(days).containsExactly(today);
            }
        }
    }

    private static void rollUp() {
        world.act(services -> services.evaluations().evaluate(false));
        world.act(services -> services.rollups().rollUp());
    }

    private static List<Bucket> series(Instant from, Instant to, Duration step) {
        return series(from, to, step, Map.of());
    }

    private static List<Bucket> series(Instant from, Instant to, Duration step, Map<String, String> labels) {
        return world.in(
                services -> services.charts().series(world.viewer(), "platform.invoices", from, to, step, labels));
    }

    @Test
    void a_heartbeat_is_known_by_the_plan_and_the_same_one_again_changes_nothing() {
        Heartbeat beat = new Heartbeat("backup", now().minusSeconds(60), true, 100L, 2.5, "fine");
        world.act(services -> services.samples().beat(machine, beat));
        world.act(services -> services.samples().beat(machine, beat));
        Optional<Heartbeat> newest = world.in(services -> services.charts().newestHeartbeat(world.viewer(), "backup"));
        assertThat(newest).contains(beat);
        Heartbeat other = new Heartbeat("backup", beat.at(), false, 100L, 2.5, "fine");
        assertThat(catchThrowableOfType(
                                Refusal.class,
                                () -> world.act(services -> services.samples().beat(machine, other)))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        Heartbeat unknown = new Heartbeat("pulse", now(), true, null, null, null);
        assertThat(catchThrowableOfType(
                                Refusal.class,
                                () -> world.act(services -> services.samples().beat(machine, unknown)))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
    }
}
