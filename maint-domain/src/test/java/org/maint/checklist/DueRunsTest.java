package org.maint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.installation.Installation;
import org.maint.plan.Tier;
import org.maint.testing.World;

/** What the clock opens, and that no run ever vanishes. */
class DueRunsTest {
    @TempDir
    static Path home;

    private static List<String> all(World world) {
        return world.in(services -> services.runs().summaries(world.viewer(), RunQuery.ALL, 500).stream()
                .map(run -> run.routineKey() + " " + run.nominalDate() + " " + run.state())
                .sorted()
                .toList());
    }

    @Test
    void a_run_opens_in_the_second_in_which_it_is_due_and_once() {
        try (World world = World.at("2026-11-24T07:59:59", home)) {
            world.tick();
            assertThat(all(world)).isEmpty();
            world.clock().advance(Duration.ofSeconds(1));
            world.tick();
            world.tick();
            assertThat(all(world)).containsExactly("daily-morning 2026-11-24 OPEN");
        }
    }

    @Test
    void who_installs_at_noon_finds_this_mornings_checklist() {
        try (World world = World.at("2026-11-23T12:00", home)) {
            world.tick();
            assertThat(all(world)).containsExactly("daily-morning 2026-11-23 OPEN", "weekly-monday 2026-11-23 OPEN");
        }
    }

    @Test
    void opening_is_idempotent_on_any_number_of_nodes_at_once() throws Exception {
        try (World world = World.at("2026-11-23T08:00", home)) {
            ExecutorService nodes = Executors.newFixedThreadPool(8);
            Callable<Integer> node = () -> {
                int opened = 0;
                for (Tier tier : Tier.values()) {
                    opened += world.in(
                            services -> services.dueRuns().openDue(tier).size());
                }
                return opened;
            };
            int opened = 0;
            for (Future<Integer> each : nodes.invokeAll(java.util.Collections.nCopies(24, node))) {
                opened += each.get();
            }
            nodes.shutdown();
            assertThat(opened).isEqualTo(2);
            assertThat(all(world)).containsExactly("daily-morning 2026-11-23 OPEN", "weekly-monday 2026-11-23 OPEN");
        }
    }

    @Test
    void what_nobody_signed_is_missed_when_the_next_opens_and_what_was_entered_stays() {
        try (World world = World.at("2026-11-24T08:00", home)) {
            world.tick();
            Run morning = world.newest("daily-morning");
            world.enter(world.technician(), morning.id(), "login-functioning", ItemEntry.of(Outcome.PASS));
            world.clock().set("2026-11-25T08:00");
            world.tick();
            Run missed = world.run(morning.id());
            assertThat(missed.state()).isEqualTo(RunState.MISSED);
            assertThat(missed.missedCause()).isEqualTo(MissedCause.NOT_SIGNED);
            assertThat(missed.item("login-functioning").outcome()).isEqualTo(Outcome.PASS);
            assertThat(world.newest("daily-morning").nominalDate()).isEqualTo("2026-11-25");
        }
    }

    @Test
    void after_a_downtime_daily_runs_open_for_today_and_the_others_are_missed_with_the_cause() {
        try (World world = World.at("2026-11-24T08:00", home)) {
            world.act(services -> services.dueRuns().alive("node"));
            world.tick();
            world.clock().set("2026-11-24T09:00");
            world.act(services -> services.dueRuns().alive("node"));
            world.sign(world.technician(), signedRun(world));
            // Down from Tuesday 09:00 to Friday 12:00.
            world.clock().set("2026-11-27T12:00");
            world.act(services -> services.dueRuns().alive("node"));
            world.tick();
            assertThat(all(world))
                    .containsExactly(
                            "daily-evening 2026-11-24 MISSED",
                            "daily-evening 2026-11-25 MISSED",
                            "daily-evening 2026-11-26 MISSED",
                            "daily-morning 2026-11-24 SIGNED",
                            "daily-morning 2026-11-25 MISSED",
                            "daily-morning 2026-11-26 MISSED",
                            "daily-morning 2026-11-27 OPEN");
            Run missed = world.in(services -> services.runs()
                    .list(world.viewer(), new RunQuery(null, null, "daily-evening", null), 0, 10)
                    .items()
                    .get(0));
            assertThat(missed.missedCause()).isEqualTo(MissedCause.DOWN);
            assertThat(missed.downFrom()).isEqualTo("2026-11-24T14:00:00Z");
            assertThat(missed.downTo()).isEqualTo("2026-11-27T17:00:00Z");
        }
    }

    private static RunId signedRun(World world) {
        Run run = world.newest("daily-morning");
        world.answerAll(world.technician(), run);
        return run.id();
    }

    @Test
    void after_weeks_of_downtime_a_weekly_routine_opens_one_run_to_catch_up() {
        try (World world = World.at("2026-11-02T12:00", home)) {
            world.act(services -> services.dueRuns().alive("node"));
            world.tick();
            world.clock().set("2026-11-25T12:00");
            world.act(services -> services.dueRuns().alive("node"));
            world.tick();
            assertThat(all(world).stream().filter(run -> run.startsWith("weekly-monday")))
                    .containsExactly(
                            "weekly-monday 2026-11-02 MISSED",
                            "weekly-monday 2026-11-09 MISSED",
                            "weekly-monday 2026-11-16 MISSED",
                            "weekly-monday 2026-11-23 OPEN");
        }
    }

    @Test
    void every_missed_run_stands_in_the_log() {
        try (World world = World.at("2026-11-24T08:00", home)) {
            world.tick();
            world.clock().set("2026-11-26T12:00");
            world.tick();
            long missed =
                    all(world).stream().filter(run -> run.endsWith("MISSED")).count();
            long logged = world.in(services -> services.logbook()
                    .list(world.viewer(), org.maint.logbook.LogQuery.ALL, 0, 100)
                    .total());
            assertThat(missed).isPositive().isEqualTo(logged);
        }
    }

    @Test
    void a_new_plan_version_changes_future_runs_only() {
        try (World world = World.at("2026-11-24T08:00", home)) {
            world.tick();
            world.act(services -> services.plans()
                    .publish(
                            Installation.firstPlan().replace("Login functioning", "Sign-in works"),
                            world.everyRole(),
                            java.util.Locale.ENGLISH));
            world.clock().set("2026-11-25T08:00");
            world.tick();
            Run before = world.in(services -> services.runs()
                    .list(world.viewer(), new RunQuery(null, null, "daily-morning", null), 1, 1)
                    .items()
                    .get(0));
            Run after = world.newest("daily-morning");
            assertThat(before.planVersion()).isEqualTo(1);
            assertThat(before.item("login-functioning").title().en()).isEqualTo("Login functioning");
            assertThat(after.planVersion()).isEqualTo(2);
            assertThat(after.item("login-functioning").title().en()).isEqualTo("Sign-in works");
        }
    }

    @Test
    void who_starts_early_opens_todays_run_ahead_of_its_time_and_the_clock_does_not_open_it_again() {
        try (World world = World.at("2026-11-24T16:00", home)) {
            world.act(services -> services.dueRuns().openEarly(world.technician(), "daily-evening"));
            world.clock().set("2026-11-24T17:00");
            world.tick();
            assertThat(all(world).stream().filter(run -> run.startsWith("daily-evening")))
                    .containsExactly("daily-evening 2026-11-24 OPEN");
        }
    }
}
