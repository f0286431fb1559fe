package org.maint.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.checklist.Run;
import org.maint.people.Role;
import org.maint.plan.MalformedPlan;
import org.maint.rota.Roster;
import org.maint.rota.Rota;
import org.maint.rota.Rotas;
import org.maint.shared.Messages;
import org.maint.testing.MariaDb;
import org.maint.testing.TestClock;
import org.maint.testing.World;

/** The database: migrations, UTC whatever the zones around it, and the demo. */
class PersistenceTest {
    @TempDir
    static Path home;

    @Test
    void instants_and_dates_are_kept_in_utc_in_any_zone_of_the_session_and_of_the_machine() throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try {
            String url = MariaDb.get().fresh() + "&sessionVariables=time_zone='-07:00'";
            try (World world = new World(url, new TestClock("2026-11-23T21:30"), home).installed()) {
                world.tick();
                Run evening = world.newest("daily-evening");
                assertThat(evening.nominalDate()).isEqualTo("2026-11-23");
                assertThat(evening.opensAt()).isEqualTo(Instant.parse("2026-11-23T22:00:00Z"));
                List<?> stored = world.in(services -> services.em()
                        .createNativeQuery("select concat(opens_at, ' ', nominal_date, ' ', opened_at) from run"
                                + " where routine_key = 'daily-evening'")
                        .getResultList());
                assertThat(String.valueOf(stored.get(0)))
                        .isEqualTo("2026-11-23 22:00:00.000000 2026-11-23 2026-11-24 02:30:00.000000");
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void installing_twice_changes_nothing() throws Exception {
        try (World world = new World(MariaDb.get().fresh(), new TestClock("2026-11-23T09:00"), home)) {
            boolean first = world.in(services ->
                    services.installation(Optional.empty()).install().isPresent());
            boolean second = world.in(services ->
                    services.installation(Optional.empty()).install().isPresent());
            int version = world.in(services -> services.plans().published().number());
            assertThat(List.of(first, second, version)).isEqualTo(List.of(true, false, 1));
        }
    }

    @Test
    void the_first_plan_is_meant_in_the_zone_of_the_installation() throws Exception {
        try (World world = new World(MariaDb.get().fresh(), new TestClock("2026-11-23T09:00"), home)) {
            assertThatThrownBy(() -> world.act(services -> services.installation(Optional.of("Europe/Atlantis"))
                            .install()))
                    .isInstanceOf(MalformedPlan.class);
            world.act(services ->
                    services.installation(Optional.of("Europe/Paris")).install());
            String zone =
                    world.in(services -> services.plans().published().zone().getId());
            assertThat(zone).isEqualTo("Europe/Paris");
        }
    }

    @Test
    void an_export_of_the_plan_imports_to_the_same_thing() {
        try (World world = World.at("2026-11-23T09:00", home)) {
            String exported = world.in(services -> services.plans().find(1).document());
            int second = world.in(
                    services -> services.plans().publish(exported, world.everyRole(), java.util.Locale.ENGLISH));
            assertThat(world.in(services -> services.plans().version(second)).document())
                    .isEqualTo(world.in(services -> services.plans().version(1)).document());
        }
    }

    @Test
    void the_demo_fills_an_empty_installation_with_three_months_that_verify() throws Exception {
        String url = MariaDb.get().fresh();
        Demo.Filled filled = Demo.fill(
                new org.mariadb.jdbc.MariaDbDataSource(url),
                home.toString(),
                Optional.empty(),
                Instant.parse("2026-11-23T15:00:00Z"),
                Demo.DAYS);
        assertThat(filled.people().lines()).hasSize(6);
        try (World world = new World(url, new TestClock("2026-11-23T10:00"), home)) {
            var verdict = world.in(services -> services.logbook().verify(world.person("verifier", Role.VIEWER)));
            assertThat(verdict.intact()).isTrue();
            assertThat(verdict.entries()).isGreaterThan(180);
            Instant newest = world.in(services -> services.logbook().newestAt().orElseThrow());
            assertThat(newest).isBefore("2026-11-23T15:00:00Z");
            Roster roster = world.in(services -> services.rotas()
                    .roster(
                            world.viewer(),
                            world.clock().instant(),
                            world.clock().instant().plus(Rotas.AHEAD)));
            Instant end = world.clock().instant().plus(Rotas.AHEAD);
            assertThat(roster.rotas()).extracting(Rota::level).containsExactlyInAnyOrder("L1", "L2", "L3");
            assertThat(roster.uncovered(world.clock().instant(), end))
                    .singleElement()
                    .satisfies(gap ->
                            assertThat(Duration.between(gap.from(), gap.to())).isEqualTo(Duration.ofDays(2)));
            assertThat(roster.shifts("L1", world.clock().instant(), end))
                    .filteredOn(shift -> shift.override() != null)
                    .hasSize(1);
            // Yesterday, last week, October and the third quarter lie in its history; last year does not.
            int reports = world.in(services -> services.reports().writeDue());
            assertThat(reports).isEqualTo(4);
        }
    }

    @Test
    void every_message_is_there_in_both_languages() {
        assertThat(Messages.bundle(java.util.Locale.FRENCH).keySet())
                .isEqualTo(Messages.bundle(java.util.Locale.ENGLISH).keySet());
    }
}
