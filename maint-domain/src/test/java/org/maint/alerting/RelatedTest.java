package org.maint.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.logbook.LogEntry;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.testing.World;

/** From an alert to the runs, entries and probes that belong to it, and back. */
class RelatedTest {
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

    private static Alert alert(String fingerprint) {
        return world.in(services ->
                services.alerts().list(world.viewer(), new AlertQuery(Set.of(), null, null), 0, 100).items().stream()
                        .filter(each -> each.fingerprint().equals(fingerprint))
                        .findFirst()
                        .orElseThrow());
    }

    private static Related.Around around(Alert alert) {
        return world.in(services ->
                services.related().of(world.viewer(), services.alerts().whole(world.viewer(), alert.number())));
    }

    private static Map<String, Long> byItem(Run run) {
        return world.in(services -> services.related().byItem(world.viewer(), world.run(run.id())));
    }

    @Test
    void a_failed_item_names_its_alert_and_the_alert_its_runs_and_what_the_log_says_of_them() {
        world.tick();
        Run monday = world.newest("daily-morning");
        String item = monday.items().get(0).key();
        assertThat(byItem(monday)).isEmpty();
        world.enter(world.technician(), monday.id(), item, ItemEntry.of(Outcome.FAIL, "nothing there"));
        Map<String, Long> failed = byItem(monday);
        assertThat(failed).containsOnlyKeys(item);
        Alert alert = world.in(services ->
                services.alerts().whole(world.viewer(), failed.get(item)).alert());
        // The same thing failed on the day after.
        world.clock().advance(Duration.ofDays(1));
        world.tick();
        Run tuesday = world.newest("daily-morning");
        world.enter(world.technician(), tuesday.id(), item, ItemEntry.of(Outcome.FAIL, "still nothing"));
        tuesday.items().stream()
                .filter(each -> !each.key().equals(item))
                .forEach(each -> world.enter(world.technician(), tuesday.id(), each.key(), World.passing(each)));
        world.sign(world.technician(), tuesday.id());
        assertThat(byItem(tuesday)).containsExactly(Map.entry(item, alert.number()));
        assertThat(around(alert).runs()).extracting(run -> run.id()).contains(tuesday.id());
        LogEntry signed = world.in(services ->
                services.logbook().ofRun(world.viewer(), tuesday.id()).orElseThrow());
        assertThat(around(alert).entries()).extracting(LogEntry::sequence).contains(signed.sequence());
        // An entry that mentions it belongs to it, one that mentions another does not.
        world.clock().advance(Duration.ofDays(1));
        world.tick();
        LogEntry mentions = signedWith("See A-" + alert.number() + ".");
        LogEntry another = signedWith("See A-" + alert.number() + "7 and PA-" + alert.number());
        assertThat(around(alert).entries())
                .extracting(LogEntry::sequence)
                .contains(mentions.sequence())
                .doesNotContain(another.sequence());
        assertThat(around(alert).probes()).isEmpty();
    }

    private static LogEntry signedWith(String note) {
        return world.in(services -> {
            Run run = services.runs()
                    .startUnplanned(
                            world.technician(), "Look around", org.maint.checklist.WorkType.UNPLANNED, List.of("Look"));
            services.runs()
                    .enter(
                            world.technician(),
                            run.id(),
                            run.items().get(0).key(),
                            ItemEntry.of(Outcome.PASS, note),
                            null);
            services.runs().signOff(world.technician(), run.id(), org.maint.checklist.SignOff.of("done", 5));
            return services.logbook().ofRun(world.viewer(), run.id()).orElseThrow();
        });
    }

    @Test
    void a_failed_item_of_unplanned_work_leads_to_that_work_alone() {
        Run run = world.in(services -> services.runs()
                .startUnplanned(
                        world.technician(), "Cable", org.maint.checklist.WorkType.UNPLANNED, List.of("Pull", "Try")));
        String item = run.items().get(0).key();
        world.enter(world.technician(), run.id(), item, ItemEntry.of(Outcome.FAIL, "stuck"));
        Alert alert = alert("item unplanned " + run.id() + "/" + item);
        assertThat(around(alert).runs()).singleElement().satisfies(only -> assertThat(only.id())
                .isEqualTo(run.id()));
        assertThat(byItem(run)).containsExactly(Map.entry(item, alert.number()));
    }

    @Test
    void a_probe_has_the_alerts_of_what_it_measures_and_they_name_it() {
        world.act(services -> services.samples()
                .accept(
                        machine,
                        List.of(
                                Sample.of("host.memory-used", now(), 95, "probe:host", Map.of()),
                                Sample.of("platform.error-rate", now(), 50, "other", Map.of()))));
        world.act(services -> services.evaluations().evaluate(true));
        Alert memory = alert("host.memory-used");
        Alert errors = alert("platform.error-rate");
        assertThat(around(memory).probes()).containsExactly("host");
        assertThat(around(errors).probes()).isEmpty();
        List<Alert> ofHost = world.in(services -> services.related().ofProbe(world.viewer(), "host"));
        assertThat(ofHost).extracting(Alert::number).containsExactly(memory.number());
        List<Alert> ofAnother = world.in(services -> services.related().ofProbe(world.viewer(), "hos"));
        assertThat(ofAnother).isEmpty();
    }

    @Test
    void a_probe_is_named_by_a_fingerprint_a_source_and_a_label() {
        assertThat(ProbeSubject.named("probe home images")).contains("home");
        assertThat(ProbeSubject.named("probe:sign-in platform.up")).contains("sign-in");
        assertThat(ProbeSubject.named(" probe.ok{probe=\"home\"}")).contains("home");
        assertThat(ProbeSubject.named("item daily-morning/probe-x")).isEmpty();
        assertThat(ProbeSubject.named("platform.up")).isEmpty();
    }
}
