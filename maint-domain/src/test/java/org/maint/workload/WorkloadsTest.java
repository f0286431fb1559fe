package org.maint.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.RunItem;
import org.maint.checklist.SignOff;
import org.maint.people.Actor;
import org.maint.plan.Tier;
import org.maint.task.Priority;
import org.maint.task.TaskWish;
import org.maint.testing.World;

/** How much work the plan makes, against numbers worked out by hand. */
class WorkloadsTest {
    @Test
    void twelve_mornings_say_how_long_they_take_what_never_fails_and_what_is_never_done(@TempDir Path home) {
        try (World world = World.at("2026-11-02T07:00", home)) {
            Actor tech = world.technician();
            for (int i = 0; i < 12; i++) {
                LocalDate day = LocalDate.of(2026, 11, 2).plusDays(i);
                world.clock().set(day + "T08:00:30");
                world.act(services -> services.dueRuns().openDue(Tier.DAILY));
                Run run = world.newest("daily-morning");
                int minutes = 10 + i;
                for (RunItem item : run.items()) {
                    ItemEntry entry = World.passing(item);
                    if (item.key().equals("can-send-test-message")) {
                        entry = ItemEntry.of(Outcome.NOT_APPLICABLE, "No messages here");
                    } else if (item.key().equals("login-functioning") && i == 5) {
                        entry = ItemEntry.of(Outcome.FAIL, "It did not");
                    }
                    world.enter(tech, run.id(), item.key(), entry);
                }
                world.act(services -> services.runs().signOff(tech, run.id(), SignOff.of("", minutes)));
            }
            world.clock().set("2026-11-13T" + LocalTime.of(12, 0));
            world.act(services -> services.tasks()
                    .create(
                            world.lead(),
                            new TaskWish("Look", null, Priority.NORMAL, tech.id(), LocalDate.of(2026, 11, 20)),
                            null,
                            null));
            Workload workload = world.in(services -> services.workloads().look(tech));
            Workload.RoutineLoad morning = workload.tiers().get(0).routines().get(0);
            assertThat(morning.routine().key()).isEqualTo("daily-morning");
            assertThat(morning.signed()).isEqualTo(12);
            // 10 to 21 minutes.
            assertThat(morning.average()).isEqualTo(15.5);
            assertThat(morning.most()).isEqualTo(21);
            assertThat(workload.tiers().get(0).actual())
                    .as("the evening was never signed")
                    .isNull();
            List<String> never = workload.neverFailing().stream()
                    .map(Workload.ItemHabit::key)
                    .toList();
            assertThat(never).contains("platform-accessible").doesNotContain("login-functioning");
            assertThat(workload.neverDone())
                    .extracting(Workload.ItemHabit::key, Workload.ItemHabit::times)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("can-send-test-message", 12L));
            Workload.Ahead mine = workload.ahead().stream()
                    .filter(each -> each.person() != null && each.person().id().equals(tech.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(mine.tasks()).isEqualTo(1);
            assertThat(mine.runs()).as("the plan names nobody").isZero();
            Workload.Ahead anybody = workload.ahead().get(workload.ahead().size() - 1);
            assertThat(anybody.person()).isNull();
            // From Friday the 13th for 28 days: 28 mornings and evenings, 4 Mondays and 4 Fridays, the first Monday of
            // December.
            assertThat(anybody.runs()).isEqualTo(28 + 28 + 4 + 4 + 1);
            // Mornings by their average; evenings and the rest by the middle of their tier, shared among its routines.
            assertThat(anybody.minutes()).isEqualTo(28 * 15.5 + 28 * 17.5 / 2 + 8 * 90.0 / 2 + 180);
        }
    }
}
