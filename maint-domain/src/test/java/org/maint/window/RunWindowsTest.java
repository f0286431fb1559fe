package org.maint.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.checklist.Run;
import org.maint.people.Actor;
import org.maint.shared.Refusal;
import org.maint.testing.World;

class RunWindowsTest {
    private World world;
    private Run run;

    @BeforeEach
    void begin(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        world.tick();
        run = world.newest("daily-morning");
    }

    @AfterEach
    void end() {
        world.close();
    }

    private MaintenanceWindow open(Actor actor, int minutes) {
        return world.in(services -> services.runWindows().open(actor, run.id(), minutes, "Deploying", List.of()));
    }

    private WindowState state(MaintenanceWindow window) {
        return get(window).state(world.clock().instant());
    }

    private MaintenanceWindow get(MaintenanceWindow window) {
        return world.in(services -> services.windows().get(world.viewer(), window.id()));
    }

    private static void refused(Refusal.Kind kind, ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind())
                .isEqualTo(kind));
    }

    @Test
    void who_works_on_a_run_opens_its_window_and_it_ends_after_its_time_at_the_latest() {
        MaintenanceWindow window = open(world.technician(), 45);
        assertThat(state(window)).isEqualTo(WindowState.OPEN);
        assertThat(window.run()).isEqualTo(run.id());
        assertThat(world.in(services -> services.runWindows().openOf(world.viewer(), run.id()))
                        .isPresent())
                .isTrue();
        world.clock().advance(Duration.ofMinutes(45));
        assertThat(state(window)).isEqualTo(WindowState.ENDED);
        assertThat(world.in(services -> services.runWindows().openOf(world.viewer(), run.id()))
                        .isPresent())
                .isFalse();
        assertThat(state(open(world.lead(), 10))).as("another one may follow").isEqualTo(WindowState.OPEN);
    }

    @Test
    void it_ends_when_the_run_is_signed() {
        MaintenanceWindow window = open(world.technician(), 120);
        world.clock().advance(Duration.ofMinutes(20));
        world.answerAll(world.technician(), run);
        world.sign(world.technician(), run.id());
        assertThat(state(window)).isEqualTo(WindowState.ENDED);
        assertThat(get(window).to()).isEqualTo(world.clock().instant());
        refused(Refusal.Kind.CONFLICT, () -> open(world.technician(), 10));
    }

    @Test
    void it_ends_when_the_run_is_skipped() {
        MaintenanceWindow window = open(world.technician(), 120);
        world.clock().advance(Duration.ofMinutes(1));
        world.act(services -> services.runs().skip(world.lead(), run.id(), "Not today"));
        assertThat(state(window)).isEqualTo(WindowState.ENDED);
    }

    @Test
    void it_ends_when_the_run_is_missed() {
        world.clock().set("2026-11-24T07:50");
        MaintenanceWindow window = open(world.technician(), 120);
        world.clock().set("2026-11-24T08:00");
        world.tick();
        assertThat(world.run(run.id()).missedCause()).isNotNull();
        assertThat(get(window).to()).isEqualTo(world.clock().instant());
    }

    @Test
    void a_technician_ends_it_but_none_that_a_lead_has_planned() {
        MaintenanceWindow born = open(world.technician(), 60);
        world.clock().advance(Duration.ofMinutes(5));
        refused(
                Refusal.Kind.FORBIDDEN,
                () -> world.act(services -> services.windows().end(world.viewer(), born.id(), null)));
        world.act(services -> services.windows().end(world.technician(), born.id(), born.version()));
        assertThat(state(born)).isEqualTo(WindowState.ENDED);
        Instant now = world.clock().instant();
        MaintenanceWindow planned = world.in(services -> services.windows()
                .plan(world.lead(), WindowWish.of("Planned", "Why", now, now.plus(Duration.ofHours(1)))));
        refused(
                Refusal.Kind.FORBIDDEN,
                () -> world.act(services -> services.windows().end(world.technician(), planned.id(), null)));
    }

    @Test
    void bad_minutes_no_reason_and_viewers_are_refused() {
        refused(Refusal.Kind.INVALID, () -> open(world.technician(), 0));
        refused(Refusal.Kind.INVALID, () -> open(world.technician(), RunWindows.LONGEST_MINUTES + 1));
        refused(Refusal.Kind.FORBIDDEN, () -> open(world.viewer(), 10));
        refused(
                Refusal.Kind.INVALID,
                () -> world.act(
                        services -> services.runWindows().open(world.technician(), run.id(), 10, " ", List.of())));
        refused(
                Refusal.Kind.NOT_FOUND,
                () -> world.act(services -> services.runWindows()
                        .open(world.technician(), org.maint.checklist.RunId.create(), 10, "Why", List.of())));
    }

    @Test
    void of_two_people_at_once_one_opens_it() throws Exception {
        Actor one = world.technician();
        Actor other = world.lead();
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<MaintenanceWindow>> attempts = new ArrayList<>();
            for (Actor actor : List.of(one, other)) {
                attempts.add(people.submit(() -> {
                    start.await();
                    return open(actor, 30);
                }));
            }
            start.countDown();
            int opened = 0;
            for (Future<MaintenanceWindow> attempt : attempts) {
                try {
                    attempt.get();
                    opened++;
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind())
                            .isEqualTo(Refusal.Kind.CONFLICT));
                }
            }
            assertThat(opened).isEqualTo(1);
        } finally {
            people.shutdownNow();
        }
    }
}
