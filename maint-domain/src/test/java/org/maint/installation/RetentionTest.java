package org.maint.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.activity.ErrorReport;
import org.maint.installation.Retention.Swept;
import org.maint.notification.Attempted;
import org.maint.notification.Channels;
import org.maint.notification.Delivery;
import org.maint.notification.Via;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.setting.Retained;
import org.maint.testing.World;

/** What is removed when it is over age, and what never is. */
class RetentionTest {
    @TempDir
    static Path home;

    private static Swept sweep(World world) {
        return world.in(services -> services.retention().sweep());
    }

    private static UUID delivered(World world, Actor person) {
        UUID id = world.in(services -> services.notifications().test(person));
        world.act(services -> services.notifications().claim(Channels.PORTAL, 10, Via.SWEEP));
        world.act(services -> services.notifications()
                .record(
                        List.of(new Attempted(
                                id, 1, world.clock().instant(), 1, Via.SWEEP, new Delivery.Delivered("portal"))),
                        List.of()));
        return id;
    }

    private static long count(World world, String table) {
        return world.in(services -> ((Number) services.em()
                        .createNativeQuery("select count(*) from " + table)
                        .getSingleResult())
                .longValue());
    }

    @Test
    void delivered_notifications_and_ended_sessions_go_when_they_are_old_enough() {
        try (World world = World.at("2026-11-23T09:00", home)) {
            Actor admin = world.person("root", Role.ADMIN);
            delivered(world, admin);
            UUID waiting = world.in(services -> services.notifications().test(admin));
            UUID session = world.in(services -> services.sessions()
                    .begin(admin.id(), "192.0.2.1", "Firefox")
                    .id());
            world.act(services -> services.sessions().end(admin, session));
            assertThat(sweep(world)).isEqualTo(new Swept(0, 0));
            world.clock().advance(Duration.ofDays(91));
            assertThat(sweep(world)).isEqualTo(new Swept(0, 1));
            world.act(services -> services.settings().changeDays(admin, Retained.NOTIFICATIONS, 0, 30));
            assertThat(sweep(world)).isEqualTo(new Swept(1, 0));
            // What was not delivered stays, however old.
            List<?> left = world.in(services -> services.em()
                    .createNativeQuery("select cast(id as char) from notification")
                    .getResultList());
            assertThat(left.toString()).isEqualTo("[" + waiting + "]");
        }
    }

    @Test
    void a_session_that_nobody_ended_ends_by_itself_and_goes_later() {
        try (World world = World.at("2026-11-23T09:00", home)) {
            Actor person = world.viewer();
            world.in(services -> services.sessions().begin(person.id(), "192.0.2.1", "Firefox"));
            world.clock().advance(Duration.ofHours(2));
            sweep(world);
            List<?> why = world.in(services -> services.em()
                    .createNativeQuery("select ended_why from portal_session")
                    .getResultList());
            assertThat(why.toString()).isEqualTo("[EXPIRED]");
            world.clock().advance(Duration.ofDays(90).plusMinutes(1));
            assertThat(sweep(world).sessions()).isEqualTo(1);
        }
    }

    @Test
    void error_events_and_what_probes_saw_go_when_they_are_old_enough() {
        try (World world = World.at("2026-11-23T09:00", home)) {
            Actor machine = world.person("machine", Role.INGEST);
            world.act(services -> services.errors()
                    .accept(
                            machine,
                            List.of(new ErrorReport(
                                    world.clock().instant(), "error", "Printer 7 is out of paper", null, "jobs", 1))));
            world.act(services -> services.em()
                    .createNativeQuery(
                            "insert into probe_check (probe_key, observed_at, recorded_at, ok, seconds, finding)"
                                    + " select min(probe_key), ?1, ?1, true, 1, '{}' from probe")
                    .setParameter(1, LocalDateTime.ofInstant(world.clock().instant(), ZoneOffset.UTC))
                    .executeUpdate());
            world.clock().advance(Duration.ofDays(30).minusSeconds(1));
            sweep(world);
            assertThat(count(world, "probe_check")).isEqualTo(1);
            world.clock().advance(Duration.ofSeconds(2));
            sweep(world);
            assertThat(count(world, "probe_check")).isZero();
            assertThat(count(world, "error_event")).isEqualTo(1);
            world.clock().advance(Duration.ofDays(366));
            sweep(world);
            assertThat(count(world, "error_event")).isZero();
        }
    }

    @Test
    void it_takes_all_of_them_in_batches() {
        try (World world = World.at("2026-11-23T09:00", home)) {
            Actor person = world.viewer();
            int many = 2 * Retention.BATCH + 1;
            world.act(services -> {
                for (int i = 0; i < many; i++) {
                    services.sessions().begin(person.id(), "192.0.2.1", "Firefox");
                }
            });
            world.clock().advance(Duration.ofHours(2));
            sweep(world);
            world.clock().advance(Duration.ofDays(91));
            assertThat(sweep(world).sessions()).isEqualTo(many);
            assertThat(count(world, "portal_session")).isZero();
        }
    }

    @Test
    void the_log_runs_plan_versions_and_the_audit_trail_are_kept_for_ever() {
        try (World world = World.at("2026-11-23T09:00", home)) {
            world.tick();
            var run = world.newest("daily-morning");
            world.answerAll(world.technician(), run);
            world.sign(world.technician(), run.id());
            List<String> tables = List.of("log_entry", "run", "run_item", "plan_version", "audit_entry");
            List<Long> before =
                    tables.stream().map(table -> count(world, table)).toList();
            world.clock().advance(Duration.ofDays(365 * 30));
            sweep(world);
            assertThat(tables.stream().map(table -> count(world, table)).toList())
                    .isEqualTo(before);
        }
    }
}
