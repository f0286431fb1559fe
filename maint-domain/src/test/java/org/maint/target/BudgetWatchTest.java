package org.maint.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertQuery;
import org.maint.alerting.AlertState;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.testing.World;

/** A budget that burns is an alert, once, and ends when it no longer does. */
class BudgetWatchTest {
    private World world;
    private Actor machine;

    @BeforeEach
    void begin(@TempDir Path home) {
        world = World.at("2026-11-24T10:00", home);
        machine = world.person("machine", Role.INGEST);
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** One measurement a minute, of the last so many minutes up to now. */
    private void measured(String metric, double value, int minutes) {
        Instant now = world.clock().instant();
        List<Sample> samples = new ArrayList<>();
        for (int i = minutes - 1; i >= 0; i--) {
            samples.add(Sample.of(metric, now.minus(Duration.ofMinutes(i)), value, "", Map.of()));
        }
        world.act(services -> services.samples().accept(machine, samples));
    }

    private void look() {
        world.act(services -> services.budgetWatch().look());
    }

    private List<Alert> burning() {
        return world
                .<List<Alert>>in(services -> services.alerts()
                        .list(world.lead(), new AlertQuery(Set.of(AlertState.FIRING), null, null), 0, 50)
                        .items())
                .stream()
                .filter(alert -> alert.fingerprint().startsWith("target "))
                .toList();
    }

    @Test
    void a_rate_that_eats_the_budget_within_days_is_one_alert_that_ends_with_it() {
        // A fifth of everything fails, where a hundredth may: twenty times too fast, over the hour and over five
        // minutes.
        measured("platform.error-rate", 20, 61);
        look();
        assertThat(burning()).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.WARNING);
            assertThat(alert.title().en()).startsWith("Error budget burns: ");
        });
        world.clock().advance(Duration.ofMinutes(1));
        look();
        assertThat(burning()).as("the same one").hasSize(1);
        // The short time is good again: it burns no more, however bad the hour was.
        world.clock().advance(Duration.ofMinutes(6));
        measured("platform.error-rate", 0, 6);
        look();
        assertThat(burning()).isEmpty();
    }

    @Test
    void slower_and_with_little_measured_nothing_is_raised() {
        measured("platform.error-rate", 5, 61);
        look();
        assertThat(burning()).as("five times: less than 14.4").isEmpty();
        measured("platform.up", 0, 2);
        look();
        assertThat(burning()).as("two measurements").isEmpty();
    }

    @Test
    void while_the_metric_itself_is_alerted_of_nothing_is_added() {
        measured("platform.up", 0, 61);
        world.act(services -> services.evaluations().evaluate(false));
        assertThat(world.<Long>in(services -> services.alerts()
                        .list(world.lead(), new AlertQuery(Set.of(AlertState.FIRING), Severity.CRITICAL, null), 0, 50)
                        .total()))
                .isEqualTo(1);
        look();
        assertThat(burning()).isEmpty();
        // It is up again: what is still hot follows from what everybody was told of.
        world.clock().advance(Duration.ofMinutes(1));
        measured("platform.up", 1, 1);
        world.act(services -> services.evaluations().evaluate(false));
        world.clock().advance(Duration.ofMinutes(2));
        look();
        assertThat(burning()).isEmpty();
    }

    @Test
    void it_ends_also_when_nothing_is_measured_any_more() {
        measured("platform.error-rate", 20, 61);
        look();
        assertThat(burning()).hasSize(1);
        world.clock().advance(Duration.ofMinutes(10));
        look();
        assertThat(burning()).isEmpty();
    }
}
