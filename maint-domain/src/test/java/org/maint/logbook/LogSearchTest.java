package org.maint.logbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.RunId;
import org.maint.checklist.WorkType;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** The log is found again by what people wrote, and by who wrote it. */
class LogSearchTest {
    @TempDir
    static Path home;

    private static World world;
    private static long plain;
    private static long odd;
    private static long correction;

    @BeforeAll
    static void install() {
        world = World.at("2026-11-23T09:00", home);
        plain = signed("Valve", "it drips", world.technician());
        odd = signed("Échangeur", "50% of \"hot\" a_b side's C:\\tmp + - x", world.person("helper", Role.TECHNICIAN));
        correction = world.in(services -> services.logbook()
                .correct(world.lead(), plain, "It was the other valve")
                .sequence());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /** Entered by one person, signed by the technician. */
    private static long signed(String title, String seen, Actor enters) {
        RunId run = world.in(services -> services.runs()
                .startUnplanned(world.technician(), title, WorkType.UNPLANNED, List.of("Closed"))
                .id());
        world.enter(enters, run, "item-1", ItemEntry.of(Outcome.FAIL, seen));
        world.sign(world.technician(), run);
        return world.in(services ->
                services.logbook().ofRun(world.viewer(), run).orElseThrow().sequence());
    }

    private static List<Long> found(String words) {
        return list(new LogQuery(null, null, null, null, words));
    }

    private static List<Long> list(LogQuery query) {
        List<Long> page = world.in(services -> services.logbook().list(world.viewer(), query, 0, 100).items().stream()
                .map(LogEntry::sequence)
                .sorted()
                .toList());
        long count = world.in(services -> services.logbook().count(world.viewer(), query));
        List<Long> inOrder = world.in(services -> services.logbook().inOrder(world.viewer(), query, 100).stream()
                .map(LogEntry::sequence)
                .toList());
        assertThat(count).isEqualTo(page.size());
        assertThat(inOrder).isEqualTo(page);
        return page;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50%",
                "50% of",
                "\"hot\"",
                "a_b",
                "side's",
                "C:\\tmp",
                "+ -",
                "échangeur",
                "ECHANGEUR",
                "%",
                "\\"
            })
    void what_was_typed_is_found_as_it_was_typed_whatever_its_case_and_accents(String words) {
        assertThat(found(words)).containsExactly(odd);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5_%", "a%b", "aXb", "signedBy", "minutesSpent", "issuesFound", "' or 1=1 -- ", "{\"", "**"})
    void operators_and_the_names_of_fields_find_nothing(String words) {
        assertThat(found(words)).isEmpty();
    }

    @Test
    void a_correction_is_found_by_its_own_words_and_by_the_title_of_what_it_corrects() {
        assertThat(found("other valve")).containsExactly(correction);
        assertThat(found("valve")).containsExactly(plain, correction);
        assertThat(found("  ")).containsExactly(plain, odd, correction);
    }

    @Test
    void more_words_than_anybody_types_and_control_characters_are_refused() {
        assertThatThrownBy(() -> found("x".repeat(10_000))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> found("a\u0000b")).isInstanceOf(Refusal.class);
    }

    @Test
    void a_person_is_found_where_they_signed_and_where_they_took_part() {
        assertThat(of(world.technician())).containsExactly(plain, odd);
        assertThat(of(world.person("helper", Role.TECHNICIAN))).containsExactly(odd);
        assertThat(of(world.lead())).containsExactly(correction);
        assertThat(of(world.viewer())).isEmpty();
    }

    private static List<Long> of(Actor person) {
        return list(new LogQuery(null, null, null, null, null, person.id()));
    }

    @Test
    void the_corrections_of_several_entries_come_together() {
        assertThat(correctionsOf(List.of(plain, odd)))
                .extracting(LogEntry::corrects)
                .containsExactly(plain);
        assertThat(correctionsOf(List.of())).isEmpty();
    }

    private static List<LogEntry> correctionsOf(List<Long> sequences) {
        return world.in(services -> services.logbook().correctionsOf(world.viewer(), sequences));
    }
}
