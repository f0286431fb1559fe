package org.maint.logbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.RunId;
import org.maint.checklist.WorkType;
import org.maint.testing.World;

/** The log: what an entry says, and that nobody changes it quietly. */
class LogTest {
    @TempDir
    static Path home;

    private static World world;

    @BeforeAll
    static void install() {
        world = World.at("2026-11-23T09:00", home);
        for (int i = 0; i < 3; i++) {
            signed();
        }
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static LogEntry signed() {
        RunId run = world.in(services -> services.runs()
                .startUnplanned(world.technician(), "Valve", WorkType.UNPLANNED, List.of("Closed", "Tight"))
                .id());
        world.enter(world.technician(), run, "item-1", ItemEntry.of(Outcome.PASS));
        world.enter(world.lead(), run, "item-2", ItemEntry.of(Outcome.FAIL, "drips"));
        world.sign(world.technician(), run);
        return world.in(
                services -> services.logbook().ofRun(world.viewer(), run).orElseThrow());
    }

    private static String export() {
        return world.in(services -> {
            StringBuilder lines = new StringBuilder();
            try {
                services.logbook().export(world.viewer(), lines);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return lines.toString();
        });
    }

    private static LogVerification.Verdict verify(String export) {
        try {
            return new LogVerification(null)
                    .export(new BufferedReader(new StringReader(export)))
                    .verdict();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_entry_fills_the_plans_template_with_ids_instead_of_names() {
        LogEntry entry = signed();
        assertThat(entry.content().path("performedBy"))
                .extracting(node -> node.asText())
                .containsExactlyInAnyOrder(
                        world.technician().id().toString(), world.lead().id().toString());
        assertThat(entry.content().path("tasksCompleted").size()).isEqualTo(2);
        assertThat(entry.content().at("/issuesFound/0/seen").asText()).isEqualTo("drips");
        assertThat(entry.content().path("minutesSpent").asInt()).isEqualTo(12);
        assertThat(entry.content().path("planVersion").asInt()).isEqualTo(1);
        assertThat(entry.content().at("/title/fr").asText()).isNotEmpty();
        assertThat(entry.content().toString()).doesNotContain("tech@example.com");
    }

    @Test
    void the_chain_is_intact_as_it_is_and_any_changed_character_of_an_entry_shows() {
        String export = export();
        assertThat(verify(export).intact()).isTrue();
        List<String> lines = export.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).contains("\"kind\":\"entry\"")) {
                for (String change : List.of("\"minutesSpent\":12", "drips", "UNPLANNED", "Valve")) {
                    List<String> changed = new ArrayList<>(lines);
                    changed.set(
                            line,
                            lines.get(line)
                                    .replaceFirst(
                                            change,
                                            change.replace("1", "2")
                                                    .replace("i", "j")
                                                    .replace("A", "B")
                                                    .replace("V", "W")));
                    if (!changed.equals(lines)) {
                        assertThat(verify(String.join("\n", changed)).intact())
                                .as(change + " in line " + line)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void a_checkpoint_made_between_two_microseconds_is_intact_when_it_is_read_again() {
        world.clock().advance(java.time.Duration.ofNanos(123_456_789));
        signed();
        world.act(services -> services.logbook().checkpoint());
        LogVerification.Verdict verdict =
                world.in(services -> services.logbook().verify(world.viewer()));
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.intact()).isTrue();
    }

    @Test
    void taking_an_entry_out_or_swapping_two_shows() {
        List<String> lines = export().lines().toList();
        List<String> gap = new ArrayList<>(lines);
        gap.remove(2);
        assertThat(verify(String.join("\n", gap)).intact()).isFalse();
        List<String> swapped = new ArrayList<>(lines);
        java.util.Collections.swap(swapped, 1, 2);
        assertThat(verify(String.join("\n", swapped)).intact()).isFalse();
    }

    @Test
    void a_checkpoint_of_another_key_is_not_ours() throws IOException {
        String export = export();
        String foreign = SigningKey.generate().publicKey();
        LogVerification.Verdict verdict = new LogVerification(foreign)
                .export(new BufferedReader(new StringReader(export)))
                .verdict();
        assertThat(verdict.intact()).isFalse();
        String ours = world.in(services -> services.logbook().publicKey().orElseThrow());
        assertThat(new LogVerification(ours)
                        .export(new BufferedReader(new StringReader(export)))
                        .verdict()
                        .intact())
                .isTrue();
    }

    @Test
    void the_database_itself_refuses_to_change_or_remove_an_entry() {
        for (String attempt : List.of(
                "update log_entry set content = '{}' where sequence = 1",
                "delete from log_entry where sequence = 1",
                "delete from log_checkpoint",
                "update audit_entry set detail = 'x'",
                "delete from audit_entry")) {
            world.act(services -> services.logbook().checkpoint());
            assertThatThrownBy(() -> world.act(
                            services -> services.em().createNativeQuery(attempt).executeUpdate()))
                    .as(attempt)
                    .hasStackTraceContaining("append-only");
        }
    }

    @Test
    void a_correction_is_a_new_entry_and_the_old_one_stays() {
        LogEntry entry = signed();
        LogEntry correction =
                world.in(services -> services.logbook().correct(world.technician(), entry.sequence(), "It was 14 min"));
        assertThat(correction.sequence()).isGreaterThan(entry.sequence());
        assertThat(correction.corrects()).isEqualTo(entry.sequence());
        assertThat(world.in(services -> services.logbook().get(world.viewer(), entry.sequence()))
                        .hash())
                .isEqualTo(entry.hash());
        assertThat(world.in(services -> services.logbook().verify(world.viewer()))
                        .intact())
                .isTrue();
    }
}
