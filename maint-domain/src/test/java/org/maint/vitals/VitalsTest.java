package org.maint.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.Role;
import org.maint.plan.Tier;
import org.maint.shared.Correlation;
import org.maint.testing.TestClock;
import org.maint.testing.World;
import org.maint.vitals.Vitals.Reading;

class VitalsTest {
    private static Reading look(World world) {
        return world.in(services -> {
            Vitals vitals = new Vitals(services.em(), world.clock());
            assertThat(vitals.latest()).as("before the first look").isEmpty();
            vitals.look();
            return vitals.latest().orElseThrow();
        });
    }

    @Test
    void a_reading_that_is_too_old_is_none(@TempDir Path home) {
        try (World world = World.at("2026-11-24T09:00", home)) {
            world.act(services -> {
                Vitals vitals = new Vitals(services.em(), world.clock());
                vitals.look();
                world.clock().advance(Duration.ofSeconds(19));
                assertThat(vitals.latest()).isPresent();
                world.clock().advance(Duration.ofSeconds(2));
                assertThat(vitals.latest()).isEmpty();
            });
        }
    }

    @Test
    void what_waits_and_what_is_late_is_counted(@TempDir Path home) {
        try (World world = World.at("2026-11-24T07:59", home)) {
            world.act(services -> services.dueRuns().openDue(Tier.DAILY));
            Reading before = look(world);
            assertThat(before.runsLate()).isZero();
            assertThat(before.outboxWaiting()).isZero();
            world.clock().advance(Duration.ofMinutes(2));
            world.person("leo", Role.LEAD);
            world.act(services -> services.dueRuns().openDue(Tier.DAILY));
            Reading open = look(world);
            assertThat(open.runsOpened()).isEqualTo(before.runsOpened() + 1);
            assertThat(open.runsOpen()).isEqualTo(before.runsOpen() + 1);
            // Its due time is 10:00; nobody has signed it by noon.
            world.clock().advance(Duration.ofHours(4));
            assertThat(look(world).runsLate()).isPositive();
        }
    }

    @Test
    void the_oldest_message_that_is_due_says_how_old_it_is(@TempDir Path home) {
        try (World world = World.at("2026-11-24T09:00", home).withMail()) {
            world.person("leo", Role.LEAD);
            try (Correlation.Scope scope = Correlation.begin("a-request")) {
                world.act(services -> services.passwordResets().ask("leo", "192.0.2.1"));
            }
            List<?> correlations = world.in(services -> services.em()
                    .createQuery("select n.correlation from Notification n where n.kind like 'account%'")
                    .getResultList());
            assertThat(correlations).isNotEmpty().allMatch("a-request"::equals);
            world.clock().advance(Duration.ofSeconds(40));
            assertThat(look(world).outboxSeconds()).isBetween(39.0, 41.0);
        }
    }

    @Test
    void timers_that_have_not_ticked_for_two_minutes_stand_still() {
        TestClock clock = new TestClock("2026-11-24T09:00");
        Ticks ticks = new Ticks(clock);
        assertThat(ticks.standsStillSince()).as("before the first tick").isEmpty();
        assertThat(ticks.secondsSince("DailyTimer")).isNaN();
        ticks.note("DailyTimer", 2_000_000);
        clock.advance(Duration.ofSeconds(90));
        assertThat(ticks.secondsSince("DailyTimer")).isEqualTo(90);
        assertThat(ticks.secondsOf("DailyTimer")).isEqualTo(0.002);
        assertThat(ticks.standsStillSince()).isEmpty();
        clock.advance(Duration.ofSeconds(31));
        assertThat(ticks.standsStillSince()).contains(clock.instant().minusSeconds(121));
        ticks.note("Sweep", 1);
        assertThat(ticks.standsStillSince()).isEmpty();
    }

    @Test
    void the_database_is_there_while_it_answers_and_a_plan_is_published(@TempDir Path home) {
        try (World world = World.at("2026-11-24T09:00", home)) {
            DatabaseSighting sighting = new DatabaseSighting(world.in(services -> services.plans()), world.clock());
            assertThat(sighting.trouble()).contains("NOT_ASKED");
            assertThatThrownBy(sighting::look)
                    .as("its entity manager is closed")
                    .isInstanceOf(RuntimeException.class);
            assertThat(sighting.trouble()).isPresent();
            world.act(services -> {
                DatabaseSighting open = new DatabaseSighting(services.plans(), world.clock());
                open.look();
                assertThat(open.trouble()).isEmpty();
                world.clock().advance(Duration.ofSeconds(6));
                assertThat(open.trouble().orElseThrow()).startsWith("NO_ANSWER_SINCE");
                open.look();
                assertThat(open.trouble()).isEmpty();
            });
        }
    }
}
