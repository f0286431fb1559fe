package org.maint.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.RunId;
import org.maint.checklist.RunItem;
import org.maint.checklist.SignOff;
import org.maint.checklist.WorkType;
import org.maint.incident.Declaration;
import org.maint.incident.IncidentStep;
import org.maint.incident.Trigger;
import org.maint.logbook.LogEntry;
import org.maint.logbook.LogEvent;
import org.maint.logbook.LogQuery;
import org.maint.people.Actor;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Item;
import org.maint.plan.Routine;
import org.maint.postmortem.ActionWish;
import org.maint.postmortem.Part;
import org.maint.postmortem.PostMortemAction;
import org.maint.report.Report;
import org.maint.report.ReportKind;
import org.maint.shared.Canonical;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.testing.World;

/** What stands on paper, read back out of the PDF. */
class DocumentsTest {
    private static final Locale FRENCH = Locale.CANADA_FRENCH;
    private static final Locale ENGLISH = Locale.CANADA;
    private static final String HOSTILE =
            "</td><script>alert('x')</script> &amp; \u202Eabc \u4e2d \uD83D\uDEB0 e\u0301 <!-- ]]> %s {0}";

    @TempDir
    static Path home;

    private static World world;
    private static Run morning;
    private static LogEntry entry;
    private static LogEntry correction;
    private static Run evening;

    @BeforeAll
    static void work() {
        world = World.at("2026-11-23T08:30", home);
        world.tick();
        morning = world.newest("daily-morning");
        world.answerAll(world.technician(), morning);
        world.enter(world.lead(), morning.id(), "page-load-times", ItemEntry.of(Outcome.FAIL, HOSTILE));
        world.enter(
                world.technician(),
                morning.id(),
                "can-view-gps-map",
                ItemEntry.of(Outcome.NOT_APPLICABLE, "no van on the road"));
        world.act(services -> services.runs()
                .attachFile(
                        world.technician(),
                        morning.id(),
                        "backup-size-reasonable",
                        "sizes.txt",
                        "42 GB".getBytes(StandardCharsets.UTF_8)));
        SignOff signOff = new SignOff(
                "First line\nsecond line",
                74,
                List.of("cache emptied"),
                List.of("told the developers"),
                List.of("measure again at noon", "ask the host"));
        world.act(services -> services.runs().signOff(world.technician(), morning.id(), signOff));
        entry = world.in(services ->
                services.logbook().ofRun(world.viewer(), morning.id()).orElseThrow());
        correction =
                world.in(services -> services.logbook().correct(world.lead(), entry.sequence(), "It was 5 s, not 6"));
        world.clock().set("2026-11-23T17:30");
        world.tick();
        evening = world.newest("daily-evening");
        world.enter(world.technician(), evening.id(), "active-users-today", ItemEntry.value("1234.5"));
        world.clock().set("2026-11-24T17:30");
        world.tick();
        world.clock().set("2026-11-25T09:00");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static Printed print(Function<Documents, Pdf> what) {
        return Printed.of(world.in(services -> what.apply(services.documents())));
    }

    private static Printed entry(Locale locale) {
        return print(documents -> documents.entry(world.viewer(), locale, entry.sequence()));
    }

    private static Printed period(Locale locale, LogQuery query) {
        return print(documents -> documents.period(world.viewer(), locale, query));
    }

    @Test
    void an_entry_shows_every_field_of_the_log_template_in_english() {
        try (Printed printed = entry(ENGLISH)) {
            assertThat(printed.text())
                    .contains("Plomberie D'Experts", "Entry 1", "Every morning", "Signed", "Monday, November 23, 2026")
                    .contains("· Daily", "Performed by", "lead", "tech")
                    .contains("Tasks completed", "System Health Check", "Login functioning", "Pass", "Not applicable")
                    .contains("no van on the road")
                    .contains("sizes.txt · SHA-256")
                    .contains("Issues found Page load times < 3 seconds (Warning):")
                    .contains("Issues resolved cache emptied", "Issues escalated told the developers")
                    .contains("Next actions", "measure again at noon", "ask the host")
                    .contains("Notes First line second line", "Time spent 1 h 14", "Signed by tech")
                    .contains("Corrections Entry 2 · lead", "It was 5 s, not 6")
                    .contains(entry.hash(), entry.previousHash())
                    .contains("Exported from maint by viewer, November 25, 2026");
            String digest = Canonical.sha256("42 GB".getBytes(StandardCharsets.UTF_8));
            assertThat(printed.text().replace(" ", "")).contains(digest);
            for (RunItem item : morning.items()) {
                assertThat(printed.text()).contains(item.title().en());
            }
        }
    }

    @Test
    void the_same_entry_speaks_french_to_who_reads_french() {
        try (Printed printed = entry(FRENCH)) {
            assertThat(printed.text())
                    .contains("Entrée 1", "Chaque matin", "Signée", "lundi 23 novembre 2026", "Quotidien")
                    .contains("Fait par", "Tâches accomplies", "État du système", "Réussi", "Échec", "Sans objet")
                    .contains("Problèmes trouvés Temps de chargement des pages < 3 secondes (Avertissement) :")
                    .contains("Problèmes résolus", "Problèmes transmis", "Prochaines actions", "Temps consacré 1 h 14")
                    .contains("Signé par tech", "Corrections Entrée 2", "Intégrité")
                    .contains("Exporté de maint par viewer, le 25 novembre 2026", "Page 1 de 2");
            for (RunItem item : morning.items()) {
                assertThat(printed.text()).contains(item.title().fr());
            }
            assertThat(printed.document().getDocumentCatalog().getLanguage()).isEqualTo("fr");
        }
    }

    @Test
    void what_people_typed_is_text_whatever_it_looks_like_and_nothing_of_it_is_lost() {
        try (Printed printed = entry(ENGLISH)) {
            assertThat(printed.text().replace(" ", ""))
                    .contains("</td><script>alert('x')</script>&amp;[U+202E]abc[U+4E2D][U+1F6B0]\u00e9<!--]]>%s{0}");
        }
    }

    @Test
    void control_characters_become_their_pictures() {
        assertThat(Legible.of("a\u0000b\u001bc\u007fd\u0085e\tf\ng")).isEqualTo("a␀b␛c␡d[U+0085]e    f\ng");
        assertThat(Legible.of("\ud800 \u200d\ufe0f\u00ad✓ ☐ Ж α → €")).isEqualTo("[U+D800] ✓ ☐ Ж α → €");
    }

    @Test
    void a_note_of_ten_thousand_characters_fills_pages_to_its_end() {
        RunId run = world.in(services -> services.runs()
                .startUnplanned(world.technician(), "Long", WorkType.UNPLANNED, List.of("One"))
                .id());
        world.enter(world.technician(), run, "item-1", ItemEntry.of(Outcome.FAIL, "x".repeat(3_990) + "theend"));
        String notes = "word ".repeat(1_990) + "lastword";
        world.act(services -> services.runs().signOff(world.technician(), run, SignOff.of(notes, 1)));
        long sequence = world.in(services ->
                services.logbook().ofRun(world.viewer(), run).orElseThrow().sequence());
        try (Printed printed = print(documents -> documents.entry(world.viewer(), ENGLISH, sequence))) {
            String text = printed.text();
            assertThat(text).contains("lastword");
            assertThat(text.split("\\bword\\b", -1)).hasSize(1_991);
            // The word without spaces is broken over lines and pages, twice: as the note and as the issue found.
            assertThat(text.chars().filter(c -> c == 'x').count()).isGreaterThanOrEqualTo(2 * 3_990);
            assertThat(text.split("theend", -1)).hasSize(3);
            assertThat(printed.pages()).isGreaterThan(3);
        }
    }

    @Test
    void pages_are_letter_numbered_titled_tagged_and_carry_their_fonts() {
        for (Locale locale : List.of(ENGLISH, FRENCH)) {
            try (Printed printed = entry(locale)) {
                assertThat(printed.pages()).isEqualTo(2);
                for (int page = 1; page <= printed.pages(); page++) {
                    assertThat(printed.text(page))
                            .contains(locale == ENGLISH ? "Page " + page + " of 2" : "Page " + page + " de 2")
                            .contains("Plomberie D'Experts");
                }
                for (PDPage page : printed.document().getPages()) {
                    assertThat(page.getMediaBox().getWidth()).isEqualTo(612);
                    assertThat(page.getMediaBox().getHeight()).isEqualTo(792);
                }
                assertThat(printed.fonts())
                        .hasSize(3)
                        .allMatch(name -> name.matches("[A-Z]{6}\\+DejaVu.*"), "a part of a font of ours");
                assertThat(printed.tags()).contains("Document", "H1", "H2", "Table", "TH", "TD", "P");
                var catalog = printed.document().getDocumentCatalog();
                assertThat(catalog.getMarkInfo().isMarked()).isTrue();
                assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
                assertThat(catalog.getLanguage()).isEqualTo(locale.getLanguage());
                assertThat(catalog.getCOSObject().containsKey(COSName.OPEN_ACTION))
                        .isFalse();
                assertThat(catalog.getNames()).isNull();
                assertThat(printed.document().getDocumentInformation().getTitle())
                        .isEqualTo(locale == ENGLISH ? "Entry 1: Every morning" : "Entrée 1\u00a0: Chaque matin");
                assertThat(printed.document()
                                .getDocumentInformation()
                                .getCreationDate()
                                .toInstant())
                        .isEqualTo("2026-11-25T14:00:00Z");
            }
        }
    }

    @Test
    void an_entry_is_small() {
        Pdf pdf = world.in(services -> services.documents().entry(world.viewer(), FRENCH, entry.sequence()));
        assertThat(pdf.content().length).isLessThan(100_000);
        assertThat(pdf.fileName()).isEqualTo("journal-entree-1.pdf");
    }

    @Test
    void a_period_has_a_cover_with_counts_contents_with_page_numbers_and_bookmarks() {
        try (Printed printed = period(ENGLISH, untilTheCorrection())) {
            assertThat(printed.text(1))
                    .contains("Maintenance log", "Period From the beginning to November 25, 2026", "Entries 3")
                    .contains("Type Signed Skipped Missed Correction Total", "Daily 1 – 1 1 3", "Total 1 – 1 1 3")
                    .contains(entry.hash());
            assertThat(printed.text(2))
                    .contains("Contents", "1 2026-11-23, 8:30 a.m. Every morning ✓ Signed 3")
                    .contains("Every evening ✗ Missed");
            assertThat(printed.text(3))
                    .contains("Monday, November 23, 2026", "Entry 1: Every morning", "Login functioning")
                    .contains("Fail Page load times", "sizes.txt", "Issues resolved cache emptied")
                    .contains("Corrected by entry 2 (lead) It was 5 s, not 6", entry.hash(), entry.previousHash())
                    .contains("Page 3 of 3");
            assertThat(printed.bookmarks())
                    .containsExactly(
                            "Maintenance log",
                            "Contents",
                            "Monday, November 23, 2026",
                            "-Entry 1: Every morning",
                            "-Entry 2: Every morning",
                            "Tuesday, November 24, 2026",
                            "-Entry 3: Every evening");
            assertThat(printed.bookmarkPages()).containsExactly(1, 2, 3, 3, 3, 3, 3);
            // Cover and contents come first also for a screen reader, and every page is in the one structure.
            assertThat(printed.tags().stream().filter("Document"::equals)).hasSize(1);
            assertThat(printed.tags().indexOf("H1")).isLessThan(printed.tags().indexOf("H3"));
            assertThat(printed.pagesInStructure()).isEqualTo(printed.pages());
        }
    }

    private static LogQuery untilTheCorrection() {
        return new LogQuery(null, null, WorkType.DAILY, null, null);
    }

    @Test
    void a_period_says_what_it_was_limited_to() {
        PersonId lead = world.lead().id();
        LogQuery query = new LogQuery(
                world.clock().instant().minusSeconds(3 * 86_400),
                world.clock().instant(),
                WorkType.DAILY,
                LogEvent.CORRECTION,
                "not 6",
                lead);
        Pdf pdf = world.in(services -> services.documents().period(world.viewer(), FRENCH, query));
        assertThat(pdf.fileName()).isEqualTo("journal-2026-11-22-2026-11-25.pdf");
        try (Printed printed = Printed.of(pdf)) {
            assertThat(printed.text(1))
                    .contains("Journal d’entretien", "Période Du 22 novembre 2026 au 25 novembre 2026")
                    .contains("Type Quotidien", "Événement Correction", "Personne lead", "Mots not 6", "Entrées 1");
            assertThat(printed.text(3)).contains("Corrige Entrée 1", "Correction It was 5 s, not 6");
        }
    }

    @Test
    void a_period_without_entries_says_so() {
        try (Printed printed = period(ENGLISH, new LogQuery(null, null, WorkType.ANNUAL, null, null))) {
            assertThat(printed.pages()).isEqualTo(1);
            assertThat(printed.text()).contains("Entries 0", "No entry fits.", "Page 1 of 1");
        }
    }

    @Test
    void an_open_run_prints_as_it_stands() {
        try (Printed printed = print(documents -> documents.run(world.viewer(), FRENCH, evening.id()))) {
            assertThat(printed.text()).contains("Liste de vérification remplie", "Chaque soir", "Manquée");
        }
        RunId open = world.newest("daily-morning").id();
        world.enter(world.technician(), open, "login-functioning", ItemEntry.of(Outcome.PASS));
        try (Printed printed = print(documents -> documents.run(world.viewer(), ENGLISH, open))) {
            assertThat(printed.text())
                    .contains("In progress", "Items answered 1 of 16", "☐ No outcome", "Login functioning ✓ Pass")
                    .contains("This checklist is still open: it shows what had been entered by November 25, 2026");
            assertThat(printed.bookmarks()).contains("System Health Check");
        }
    }

    @Test
    void a_closed_run_shows_values_evidence_and_its_entry_in_the_log() {
        try (Printed printed = print(documents -> documents.run(world.viewer(), ENGLISH, morning.id()))) {
            assertThat(printed.text())
                    .contains("Signed tech · November 23, 2026", "Items answered 16 of 16 · 1 failed", "sizes.txt")
                    .contains("Log entry 1", "Notes First line second line", entry.hash());
        }
        try (Printed printed = print(documents -> documents.run(world.viewer(), FRENCH, evening.id()))) {
            assertThat(printed.text())
                    .contains("Utilisateurs actifs aujourd’hui ✓ Réussi 1 234,5 utilisateurs")
                    .contains("Cause Personne ne l’avait signée quand la suivante s’est ouverte.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daily-morning",
                "daily-evening",
                "weekly-monday",
                "weekly-friday",
                "monthly",
                "quarterly",
                "annual"
            })
    void an_empty_checklist_has_all_items_with_boxes_and_room_for_a_signature(String key) {
        Routine routine = world.in(
                services -> services.plans().published().document().routine(key).orElseThrow());
        for (Locale locale : List.of(ENGLISH, FRENCH)) {
            try (Printed printed = print(documents -> documents.checklist(world.viewer(), locale, key))) {
                String text = printed.text().replace(" ", "");
                for (Item item : routine.items().toList()) {
                    assertThat(text).contains(item.title().in(locale).replaceAll("[ \u00a0]", ""));
                    Text unit = item.unit();
                    if (unit != null) {
                        assertThat(text).contains(unit.in(locale).replace(" ", ""));
                    }
                    item.commands().forEach(command -> assertThat(text).contains(command.replace(" ", "")));
                }
                String boxes = locale == ENGLISH ? "☐Pass☐Fail☐N/A" : "☐Réussi☐Échec☐S.O.";
                assertThat(text.split(boxes, -1)).hasSize((int) routine.items().count() + 1);
                assertThat(printed.text())
                        .contains("Plomberie D'Experts", routine.title().in(locale), "v0.7.0")
                        .contains(locale == ENGLISH ? "Plan version 1" : "Version 1 du plan")
                        .contains(locale == ENGLISH ? "Name" : "Nom", "Signature", "Date");
            }
        }
    }

    @Test
    void what_there_is_not_is_refused() {
        RunId unknown = RunId.create();
        for (Function<Documents, Pdf> wrong : List.<Function<Documents, Pdf>>of(
                documents -> documents.entry(world.viewer(), ENGLISH, 4_711),
                documents -> documents.run(world.viewer(), ENGLISH, unknown),
                documents -> documents.checklist(world.viewer(), ENGLISH, "fortnightly"))) {
            assertThatThrownBy(() -> print(wrong))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        }
    }

    @Test
    void a_machine_that_only_pushes_in_gets_no_document() {
        Actor machine = new Actor(PersonId.create(), Set.of(Role.INGEST));
        for (Function<Documents, Pdf> any : List.<Function<Documents, Pdf>>of(
                documents -> documents.entry(machine, ENGLISH, 1),
                documents -> documents.period(machine, ENGLISH, LogQuery.ALL),
                documents -> documents.run(machine, ENGLISH, morning.id()),
                documents -> documents.checklist(machine, ENGLISH, "monthly"))) {
            assertThatThrownBy(() -> print(any))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        }
    }

    @Test
    void both_languages_have_the_same_words() {
        Set<String> english = org.maint.shared.Messages.bundle(ENGLISH).keySet();
        assertThat(org.maint.shared.Messages.bundle(FRENCH).keySet()).isEqualTo(english);
        assertThat(correction.corrects()).isEqualTo(entry.sequence());
    }

    @Test
    void a_report_has_its_blanks_and_what_people_said_to_it() {
        Report report = world.in(services -> services.reports()
                        .draft(
                                world.lead(),
                                ReportKind.WEEKLY,
                                LocalDate.ofInstant(world.clock().instant(), ZoneOffset.UTC)))
                .report();
        world.act(services ->
                services.reports().answer(world.lead(), report.id(), Map.of("notes", "A **quiet** <b>week</b>"), null));
        try (Printed printed = print(documents -> documents.report(world.viewer(), FRENCH, report.id()))) {
            assertThat(printed.text())
                    .contains("Rapport de la semaine", "Temps de chargement moyen", "Page la plus lente")
                    .contains("pas de données")
                    .contains("A quiet <b>week</b>")
                    .doesNotContain("**");
        }
    }

    @Test
    void a_post_mortem_reads_like_a_document_and_what_was_typed_is_text() {
        Actor tech = world.technician();
        long number = world.in(services -> services.incidents()
                .declare(
                        tech,
                        Declaration.of(Trigger.PLATFORM_DOWN, "Nobody can <b>sign in</b>", null, null, null, false))
                .number());
        world.in(services -> services.incidents().whole(tech, number)).steps().stream()
                .filter(step -> !step.key().equals(IncidentStep.POST_MORTEM))
                .forEach(step -> world.act(services -> services.incidents().complete(tech, number, step.key(), null)));
        world.act(services -> services.incidents().resolve(tech, number, false, null, "A **new** certificate"));
        world.act(services -> services.postMortems()
                .write(
                        tech,
                        number,
                        Part.CAUSES,
                        "How it came about:\n\n1. the `cron` job\n2. a <script>alert(1)</script>\n\n[log](https://example.com/7)",
                        null));
        world.act(services -> services.postMortems()
                .addAction(
                        tech, number, ActionWish.of(PostMortemAction.Kind.DETECT, "Watch certificates", null, null)));
        try (Printed printed = print(documents -> documents.postMortem(world.viewer(), FRENCH, number))) {
            assertThat(printed.text())
                    .contains("Analyse rétrospective", "Nobody can <b>sign in</b>", "en rédaction")
                    .contains("A new certificate")
                    .contains("the cron job", "<script>alert(1)</script>", "https://example.com/7")
                    .contains("Watch certificates", "le détecte plus tôt")
                    .contains("pas de données")
                    .doesNotContain("**");
        }
    }
}
