package org.maint.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.dashboard.Daily.Figure;
import org.maint.incident.Declaration;
import org.maint.incident.Trigger;
import org.maint.metric.Heartbeat;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** How the two dashboards judge. */
class DashboardsTest {
    private World world;
    private Actor machine;

    @BeforeEach
    void install(@TempDir Path home) {
        world = World.at("2026-11-24T09:00", home);
        machine = world.person("machine", Role.INGEST);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Daily seen() {
        world.clock().advance(Duration.ofSeconds(20));
        return world.in(services -> services.dashboards().daily(world.viewer()));
    }

    private void push(List<Sample> samples) {
        world.act(services -> services.samples().accept(machine, samples));
        // First the rules, then what is kept of it.
        world.act(services -> services.evaluations().evaluate(false));
        world.act(services -> services.rollups().rollUp());
    }

    private Instant now() {
        return world.clock().instant();
    }

    @Test
    void the_status_follows_alerts_incidents_and_what_is_late() {
        assertThat(seen().status()).isEqualTo(new SystemStatus(Colour.GREEN, List.of()));
        world.tick();
        assertThat(seen().status().colour()).isEqualTo(Colour.GREEN);
        world.clock().advance(Duration.ofMinutes(90));
        Daily late = seen();
        assertThat(late.status().colour()).isEqualTo(Colour.AMBER);
        assertThat(late.status().reasons().get(0).words().en()).startsWith("Late: ");
        assertThat(late.status().reasons().get(0).link()).startsWith("run?id=");
        world.act(services -> services.incidents()
                .declare(world.lead(), Declaration.of(Trigger.PLATFORM_DOWN, "A drill", null, null, null, true)));
        assertThat(seen().status().colour()).as("a drill is none").isEqualTo(Colour.AMBER);
        push(List.of(Sample.of("host.disk-free", now(), 5)));
        world.act(services -> services.evaluations().evaluate(true));
        Daily warned = seen();
        assertThat(warned.status().colour()).isEqualTo(Colour.AMBER);
        assertThat(warned.alerts())
                .extracting(open -> open.severity() + " " + open.number())
                .containsExactly("CRITICAL 0", "WARNING 1", "INFO 0");
        world.act(services -> services.incidents()
                .declare(world.lead(), Declaration.of(Trigger.PLATFORM_DOWN, "Nothing goes", null, null, null, false)));
        Daily down = seen();
        assertThat(down.status().colour()).isEqualTo(Colour.RED);
        assertThat(down.status().reasons().get(0).words().fr()).contains("est ouvert", "Nothing goes");
        assertThat(down.incidents()).singleElement().satisfies(incident -> assertThat(incident.promisedAt())
                .isNotNull());
    }

    @Test
    void in_a_storm_the_reasons_are_few_and_the_count_is_whole() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            samples.add(Sample.of("host.disk-free", now().minusSeconds(1), 5, "", Map.of("host", "h" + i)));
            samples.add(Sample.of("security.breach", now().minusSeconds(1), 1, "", Map.of("host", "h" + i)));
        }
        push(samples);
        Daily storm = seen();
        assertThat(storm.alerts())
                .extracting(open -> open.severity() + " " + open.number())
                .containsExactly("CRITICAL 30", "WARNING 30", "INFO 0");
        assertThat(storm.status().reasons()).hasSize(SystemStatus.MOST + 1);
        assertThat(storm.status().reasons().subList(0, SystemStatus.MOST))
                .allSatisfy(reason -> assertThat(reason.colour()).isEqualTo(Colour.RED));
        assertThat(storm.status().reasons().get(SystemStatus.MOST).words().en()).isEqualTo("There are more.");
    }

    @Test
    void the_five_figures_say_what_was_measured_and_no_data_where_nothing_was() {
        assertThat(seen().figures())
                .extracting(Figure::key)
                .containsExactly("uptime", "response-time", "active-users", "error-rate", "last-backup");
        assertThat(seen().figures()).extracting(Figure::value).containsOnlyNulls();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Instant at = now().minus(Duration.ofMinutes(5L * i + 10));
            samples.add(Sample.of("platform.up", at, i == 19 ? 0 : 1));
        }
        samples.add(Sample.of("platform.response-time", now().minusSeconds(60), 0.2));
        samples.add(Sample.of("platform.response-time", now().minusSeconds(30), 0.4));
        samples.add(Sample.of("platform.response-time", now().minus(Duration.ofHours(2)), 9));
        samples.add(Sample.of("platform.response-time", now().minus(Duration.ofMinutes(24 * 60 + 30)), 0.5));
        samples.add(Sample.of("platform.active-users", now().minusSeconds(60), 42));
        push(samples);
        Instant backup = now().minus(Duration.ofHours(6));
        world.act(services -> services.samples().beat(machine, new Heartbeat("backup", backup, true, 10L, 2.0, null)));
        // What targets say is worked out once a minute.
        world.clock().advance(Duration.ofMinutes(1));
        Map<String, Figure> figures =
                seen().figures().stream().collect(java.util.stream.Collectors.toMap(Figure::key, each -> each));
        assertThat(figures.get("uptime").value()).isCloseTo(95, within(1e-9));
        assertThat(figures.get("uptime").state()).hasToString("MISSED");
        assertThat(figures.get("response-time").value()).isCloseTo(0.3, within(1e-9));
        assertThat(figures.get("response-time").before()).isCloseTo(0.5, within(1e-9));
        assertThat(figures.get("active-users").value()).isEqualTo(42.0);
        assertThat(figures.get("error-rate").value()).isNull();
        assertThat(figures.get("last-backup").at()).isEqualTo(backup);
        assertThat(figures.get("last-backup").value()).isCloseTo(6, within(0.1));
    }

    @Test
    void what_was_seen_a_moment_ago_is_not_asked_again() {
        List<Daily> seen = world.in(services -> {
            Dashboards board = services.dashboards();
            Daily first = board.daily(world.viewer());
            world.clock().advance(Duration.ofSeconds(10));
            Daily again = board.daily(world.viewer());
            world.clock().advance(Duration.ofSeconds(10));
            return List.of(first, again, board.daily(world.viewer()));
        });
        assertThat(seen.get(1)).isSameAs(seen.get(0));
        assertThat(seen.get(2).at()).isEqualTo(seen.get(0).at().plusSeconds(20));
        Refusal machines = catchThrowableOfType(
                Refusal.class, () -> world.act(services -> services.dashboards().daily(machine)));
        assertThat(machines.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    private Map<String, Colour> week(String day) {
        return world
                .in(services -> services.dashboards().weekly(world.viewer(), LocalDate.parse(day)))
                .grades()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Weekly.Grade::key, Weekly.Grade::colour));
    }

    @Test
    void a_week_is_graded_by_rules_that_are_said() {
        assertThat(week("2026-11-24"))
                .containsEntry("performance", Colour.NONE)
                .containsEntry("security", Colour.GREEN)
                .containsEntry("satisfaction", Colour.NONE)
                .containsEntry("adoption", Colour.NONE);
        List<Sample> samples = new ArrayList<>();
        samples.add(Sample.of("platform.page-load", now().minusSeconds(60), 3.5));
        samples.add(Sample.of("satisfaction.score", now().minusSeconds(60), 3));
        for (int i = 0; i < 5; i++) {
            Map<String, String> feature = Map.of("feature", "f" + i);
            samples.add(Sample.of("feature.usage", now().minus(Duration.ofDays(10)), 3, "", feature));
            samples.add(Sample.of("feature.usage", now().minusSeconds(60), i < 3 ? 1 : 0, "", feature));
        }
        push(samples);
        world.act(services -> services.incidents()
                .declare(world.lead(), Declaration.of(Trigger.SECURITY_BREACH, "In", null, null, null, false)));
        assertThat(week("2026-11-29"))
                .containsEntry("performance", Colour.AMBER)
                .containsEntry("security", Colour.RED)
                .containsEntry("satisfaction", Colour.RED)
                .containsEntry("adoption", Colour.AMBER);
        assertThat(week("2026-11-15")).containsEntry("security", Colour.GREEN).containsEntry("adoption", Colour.GREEN);
        Refusal future = catchThrowableOfType(Refusal.class, () -> week("2026-12-01"));
        assertThat(future.faults()).extracting(Refusal.Fault::pointer).containsExactly("/week");
    }
}
