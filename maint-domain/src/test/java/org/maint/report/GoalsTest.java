package org.maint.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.installation.Standalone.Services;
import org.maint.people.Actor;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** What a quarter is to bring: set, scored, carried over, and in the report. */
class GoalsTest {
    private World world;
    private Actor lead;

    @BeforeEach
    void installed(@TempDir Path home) {
        world = World.at("2026-11-24T10:00", home);
        lead = world.lead();
    }

    private Goal set(String day, String words) {
        // Each a moment after the other: that is their order.
        world.clock().advance(java.time.Duration.ofMillis(1));
        return world.in(services -> services.goals().set(lead, GoalPeriod.QUARTER, LocalDate.parse(day), words));
    }

    private Refusal refused(Consumer<Services> deed) {
        return catchThrowableOfType(Refusal.class, () -> world.act(deed));
    }

    @Test
    void the_report_of_the_quarter_tells_how_each_went_and_what_comes() {
        Goal first = set("2026-12-31", "Pages below 3 s");
        set("2026-10-01", "No unanswered feedback");
        world.act(services -> services.goals().score(lead, first.id(), 60, "All but the map", first.version()));
        world.act(services -> services.goals().carryOver(lead, first.id()));
        Report report = world.in(
                        services -> services.reports().draft(lead, ReportKind.QUARTERLY, LocalDate.parse("2026-11-24")))
                .report();
        List<ReportLine> goals = report.lines().stream()
                .filter(line -> line.section().equals("goals"))
                .toList();
        assertThat(goals)
                .extracting(line -> line.words().en())
                .containsExactly("Pages below 3 s", "No unanswered feedback");
        assertThat(goals).extracting(ReportLine::value).containsExactly(60.0, null);
        assertThat(report.lines())
                .filteredOn(line -> line.section().equals("next-goals"))
                .extracting(line -> line.words().fr())
                .containsExactly("Pages below 3 s");
        assertThat(Reports.label(goals.get(1)).en()).isEqualTo("2");
    }

    @Test
    void it_is_carried_over_once_and_goes_on_from_the_one_before() {
        Goal first = set("2026-11-24", "Pages below 3 s");
        Goal next = world.in(services -> services.goals().carryOver(lead, first.id()));
        assertThat(next.begins()).isEqualTo("2027-01-01");
        assertThat(next.carriedFrom()).isEqualTo(first.id());
        assertThat(refused(services -> services.goals().carryOver(lead, first.id()))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused(services -> services.goals().score(lead, next.id(), 10, null, null))
                        .kind())
                .as("its period has not begun")
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void bad_input_is_named_and_changes_nothing() {
        LocalDate today = LocalDate.parse("2026-11-24");
        Goal goal = set("2026-11-24", "One");
        for (Consumer<Services> deed : List.<Consumer<Services>>of(
                services -> services.goals().set(lead, null, today, "x"),
                services -> services.goals().set(lead, GoalPeriod.YEAR, null, "x"),
                services -> services.goals().set(lead, GoalPeriod.YEAR, today, " "),
                services -> services.goals().set(lead, GoalPeriod.YEAR, today, "x".repeat(501)),
                services -> services.goals().set(lead, GoalPeriod.QUARTER, today.minusMonths(3), "x"),
                services -> services.goals().set(lead, GoalPeriod.QUARTER, today.plusMonths(6), "x"),
                services -> services.goals().score(lead, goal.id(), 101, null, null),
                services -> services.goals().score(lead, goal.id(), null, null, null))) {
            assertThat(refused(deed).kind()).isEqualTo(Refusal.Kind.INVALID);
        }
        assertThat(refused(services -> services.goals().set(world.technician(), GoalPeriod.YEAR, today, "x"))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(services -> services.goals().score(lead, goal.id(), 10, null, goal.version() + 1))
                        .kind())
                .isEqualTo(Refusal.Kind.STALE);
        assertThat(world.<List<Goal>>in(services -> services.goals().list(lead, GoalPeriod.QUARTER, today)))
                .hasSize(1)
                .allSatisfy(each -> assertThat(each.score()).isNull());
    }
}
