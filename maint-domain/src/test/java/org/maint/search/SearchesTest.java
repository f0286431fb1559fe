package org.maint.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.RunId;
import org.maint.checklist.SignOff;
import org.maint.checklist.WorkType;
import org.maint.logbook.LogEntry;
import org.maint.people.Actor;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.search.Found.Group;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import org.maint.task.Priority;
import org.maint.task.Resolution;
import org.maint.task.Task;
import org.maint.task.TaskWish;
import org.maint.testing.World;

/** Each test speaks of something that no other one does, so that all share a database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchesTest {
    private World world;

    @BeforeAll
    void begin(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        world.tick();
    }

    @AfterAll
    void end() {
        world.close();
    }

    private Found find(String typed) {
        return world.in(services -> services.searches().find(world.viewer(), typed, null, 5));
    }

    private List<Hit> hits(String typed, Kind kind) {
        return find(typed).groups().stream()
                .filter(group -> group.kind() == kind)
                .flatMap(group -> group.hits().stream())
                .toList();
    }

    private List<String> links(String typed) {
        return find(typed).groups().stream()
                .flatMap(group -> group.hits().stream())
                .map(Hit::link)
                .toList();
    }

    private static String marked(Hit hit) {
        StringBuilder all = new StringBuilder();
        hit.snippet().forEach(piece -> all.append(piece.match() ? "[" + piece.text() + "]" : piece.text()));
        return all.toString();
    }

    private RunId unplanned(String title, String... items) {
        return world.in(services -> services.runs()
                .startUnplanned(world.technician(), title, WorkType.UNPLANNED, List.of(items))
                .id());
    }

    private void note(RunId run, String item, String words) {
        world.enter(world.technician(), run, item, ItemEntry.of(Outcome.FAIL, words));
    }

    private Task task(String title, String description) {
        return world.in(services -> services.tasks()
                .create(world.technician(), new TaskWish(title, description, Priority.NORMAL, null, null), null, null));
    }

    @Test
    void a_note_is_found_by_its_words_whatever_their_accents_case_and_order_and_by_their_beginnings() {
        RunId run = unplanned("Ronde", "Chaudière");
        note(run, "item-1", "La vanne fuit : échec de l’étanchéité, œuvre du gel");
        String link = "/run?id=" + run + "#item-item-1";
        for (String typed : List.of(
                "étanchéité",
                "etancheite",
                "ÉTANCHÉITÉ",
                "etanch",
                "échec vanne",
                "fuit echec",
                "oeuvre",
                "œuvr",
                "l'étanchéité",
                "la vanne de l’étanchéité",
                "vanne novembre",
                "etancheite 2026-11-23")) {
            assertThat(links(typed)).as(typed).contains(link);
        }
        for (String typed : List.of("etancheites", "vanne ouverte", "anne", "étanchéité 2026-11-24")) {
            assertThat(links(typed)).as(typed).doesNotContain(link);
        }
    }

    @Test
    void a_hit_says_what_it_is_where_it_comes_from_and_why_it_was_found() {
        RunId run = unplanned("Tour du toit", "Gouttières");
        note(run, "item-1", "Un nid d’hirondelles bouche la gouttière nord; à enlever après la saison");
        Hit hit = hits("HIRONDELLE", Kind.ITEM).get(0);
        assertThat(hit.title().fr()).isEqualTo("Gouttières");
        assertThat(marked(hit)).isEqualTo("Un nid d’[hirondelles] bouche la gouttière nord; à enlever après la saison");
        assertThat(Messages.words(hit.from(), Locale.FRENCH)).isEqualTo("Tournée · Tour du toit · 23 nov. 2026");
        assertThat(Messages.words(hit.from(), Locale.ENGLISH)).isEqualTo("Run · Tour du toit · Nov. 23, 2026");
        assertThat(hit.at()).isEqualTo(world.clock().instant());
        assertThat(hit.exact()).isFalse();
    }

    @Test
    void of_a_long_text_the_part_with_the_match_is_shown() {
        Task made = task("Manual", "word ".repeat(200) + "then the zeppelin appears " + "and so on ".repeat(100));
        Hit hit = hits("zeppelin", Kind.TASK).get(0);
        assertThat(hit.link()).isEqualTo("/task?n=" + made.number());
        assertThat(marked(hit))
                .startsWith("… word")
                .contains("then the [zeppelin] appears")
                .endsWith(" …");
        assertThat(marked(hit).length()).isLessThan(220);
    }

    @Test
    void what_is_changed_is_found_by_its_new_words_and_what_is_cleared_not_at_all() {
        RunId run = unplanned("Basement", "Sump pump");
        note(run, "item-1", "quokka");
        assertThat(hits("quokka", Kind.ITEM)).hasSize(1);
        note(run, "item-1", "wombat");
        assertThat(hits("quokka", Kind.ITEM)).isEmpty();
        assertThat(hits("wombat", Kind.ITEM)).hasSize(1);
        world.enter(world.technician(), run, "item-1", new ItemEntry(null, null, null, null));
        assertThat(hits("wombat", Kind.ITEM)).isEmpty();
    }

    @Test
    void a_file_is_found_by_its_name_and_a_later_note_does_not_lose_it() {
        RunId run = unplanned("Roof", "Photo");
        byte[] text = "seen".getBytes(StandardCharsets.UTF_8);
        world.act(services ->
                services.runs().attachFile(world.technician(), run, "item-1", "kestrel-2026-11-20.txt", text));
        assertThat(hits("kestrel", Kind.ITEM)).hasSize(1);
        assertThat(hits("2026-11-20", Kind.ITEM)).hasSize(1);
        note(run, "item-1", "peregrine");
        assertThat(hits("peregrine kestrel", Kind.ITEM)).hasSize(1);
    }

    @Test
    void what_is_refused_is_not_found_either() {
        RunId run = unplanned("Attic", "Fan");
        assertThatThrownBy(() -> world.act(services -> {
                    services.runs()
                            .enter(world.technician(), run, "item-1", ItemEntry.of(Outcome.FAIL, "capybara"), null);
                    throw Refusal.conflict(org.maint.shared.Message.of("invalid.missing"));
                }))
                .isInstanceOf(Refusal.class);
        assertThat(find("capybara").groups()).isEmpty();
    }

    @Test
    void a_run_is_found_in_both_languages_by_its_routine_its_day_its_month_and_by_what_people_named() {
        Run morning = world.newest("daily-morning");
        String link = "/run?id=" + morning.id();
        for (String typed : List.of(
                "morning",
                "matin",
                "every morning",
                "Chaque matin",
                "daily-morning",
                "matin novembre 2026",
                "morning 2026-11-23",
                "morning 2026",
                morning.id().toString(),
                morning.id().toString().toUpperCase(Locale.ROOT))) {
            assertThat(links(typed)).as(typed).contains(link);
        }
        assertThat(find(morning.id().toString()).groups().get(0).hits().get(0).exact())
                .isTrue();
        RunId unplanned = unplanned("Replace the gizmometer", "Flange tightened");
        assertThat(links("flange gizmometer")).containsExactly("/run?id=" + unplanned);
    }

    @Test
    void a_skipped_run_is_found_by_its_reason_and_so_is_its_entry_in_the_log() {
        RunId run = unplanned("Yard", "Sweep");
        world.act(services -> services.runs().skip(world.lead(), run, "Rhinoceros in the yard"));
        Found found = find("rhinoceros");
        assertThat(found.groups()).extracting(Group::kind).containsExactly(Kind.RUN, Kind.LOG);
        Hit hit = found.groups().get(0).hits().get(0);
        assertThat(Messages.words(hit.from(), Locale.ENGLISH)).isEqualTo("Run · Nov. 23, 2026 · skipped");
        assertThat(marked(hit)).startsWith("[Rhinoceros] in the yard");
    }

    @Test
    void an_entry_of_the_log_is_found_by_its_number_its_notes_its_issues_and_its_corrections() {
        RunId run = unplanned("Pumps", "Pump 2");
        note(run, "item-1", "Impeller seized");
        world.act(services -> services.runs()
                .signOff(
                        world.technician(),
                        run,
                        new SignOff("Axolotl noted", 5, List.of("Newt"), List.of("Toad"), List.of("Frog"))));
        LogEntry entry = world.in(
                services -> services.logbook().ofRun(world.viewer(), run).orElseThrow());
        for (String typed : List.of("axolotl", "newt", "toad", "frog", "impeller")) {
            assertThat(hits(typed, Kind.LOG))
                    .as(typed)
                    .extracting(Hit::link)
                    .containsExactly("/entry?n=" + entry.sequence());
        }
        LogEntry correction = world.in(
                services -> services.logbook().correct(world.technician(), entry.sequence(), "It was a salamander"));
        assertThat(hits("salamander", Kind.LOG)).singleElement().satisfies(hit -> {
            assertThat(hit.link()).isEqualTo("/entry?n=" + correction.sequence());
            assertThat(Messages.words(hit.from(), Locale.ENGLISH))
                    .isEqualTo("Log · #" + correction.sequence() + " · correction · Nov. 23, 2026");
        });
        for (String typed : List.of("#" + entry.sequence(), "" + entry.sequence(), "# " + entry.sequence())) {
            Hit first = find(typed).groups().get(0).hits().get(0);
            assertThat(first.link()).as(typed).isEqualTo("/entry?n=" + entry.sequence());
            assertThat(first.exact()).isTrue();
        }
    }

    @Test
    void a_task_is_found_by_its_number_its_words_its_comments_its_links_its_files_and_why_it_was_closed() {
        Task made = task("Order the ocelot", "From the narwhal catalogue");
        Actor technician = world.technician();
        long number = made.number();
        world.act(services -> services.tasks().comment(technician, number, "Pangolin would do"));
        world.act(
                services -> services.tasks().link(technician, number, "https://tapir.example.com/order/7", "Supplier"));
        world.act(services ->
                services.tasks().attach(technician, number, "echidna.txt", "x".getBytes(StandardCharsets.UTF_8)));
        world.act(services -> services.tasks().close(technician, number, Resolution.DROPPED, "Numbat instead", null));
        for (String typed : List.of("ocelot", "narwhal", "pangolin", "tapir", "supplier ocelot", "echidna", "numbat")) {
            assertThat(links(typed)).as(typed).contains("/task?n=" + number);
        }
        for (String typed : List.of("T-" + number, "t-" + number, "T " + number, "t" + number)) {
            Hit first = find(typed).groups().get(0).hits().get(0);
            assertThat(first.link()).as(typed).isEqualTo("/task?n=" + number);
            assertThat(first.exact()).isTrue();
        }
        assertThat(Messages.words(hits("ocelot", Kind.TASK).get(0).from(), Locale.ENGLISH))
                .isEqualTo("Task · T-" + number + " · closed · Nov. 23, 2026");
    }

    @ParameterizedTest
    @CsvSource({
        "platform-accessible, /plan#daily-morning.platform-accessible",
        "daily-morning, /plan#routine-daily-morning",
        "DAILY-MORNING, /plan#routine-daily-morning",
        "system-health-check, /plan#routine-daily-morning",
        "disk-space-low, /plan#thresholds",
        "L1, /plan#escalation",
        "Plateforme accessible, /plan#daily-morning.platform-accessible",
        "platform acc, /plan#daily-morning.platform-accessible",
    })
    void the_plan_is_found_by_keys_and_by_labels_in_both_languages(String typed, String link) {
        assertThat(hits(typed, Kind.PLAN)).extracting(Hit::link).contains(link);
    }

    @Test
    void what_is_named_by_its_key_comes_first() {
        task("daily-morning", "A task that speaks of it");
        List<Group> groups = find("daily-morning").groups();
        assertThat(groups.get(0).kind()).isEqualTo(Kind.PLAN);
        assertThat(groups.get(0).hits().get(0).exact()).isTrue();
        assertThat(groups).extracting(Group::kind).contains(Kind.TASK, Kind.RUN);
    }

    @Test
    void a_newly_published_plan_is_searched_at_once() {
        String document = world.in(services -> services.plans().find(1).document());
        world.clock().advance(java.time.Duration.ofSeconds(2));
        world.act(services -> services.plans()
                .publish(document.replaceFirst("Platform accessible", "Wolverine at ease"), null, Locale.ENGLISH));
        world.clock().advance(java.time.Duration.ofSeconds(2));
        assertThat(hits("wolverine", Kind.PLAN)).hasSize(1);
        world.act(services -> services.plans().publish(document, null, Locale.ENGLISH));
        world.clock().advance(java.time.Duration.ofSeconds(2));
    }

    @Test
    void people_are_found_by_name_login_and_e_mail_and_service_accounts_are_not() {
        world.act(services -> {
            services.people()
                    .invite(null, "mlavigueur", "Mélodie Lavigueur", "melodie@example.org", Set.of(Role.VIEWER));
            services.people().createToken(null, "melodie probe", Role.INGEST, null);
        });
        for (String typed : List.of("melodie", "Mé", "lavig mel", "mlavigueur", "melodie@example.org", "example.org")) {
            assertThat(hits(typed, Kind.PERSON))
                    .as(typed)
                    .extracting(hit -> hit.title().en())
                    .containsExactly("Mélodie Lavigueur");
        }
        assertThat(hits("mlavigueur", Kind.PERSON).get(0).exact()).isTrue();
    }

    @Test
    void neither_the_audit_trail_nor_tokens_nor_passwords_are_searched() {
        world.act(services -> services.people().createToken(null, "thylacine", Role.VIEWER, null));
        assertThat(find("thylacine").groups()).isEmpty();
        assertThat(find("person.added").groups()).isEmpty();
        assertThat(find("pbkdf2").groups()).isEmpty();
    }

    @Test
    void machines_that_only_push_in_may_not_search() {
        Actor probe = new Actor(PersonId.create(), Set.of(Role.INGEST));
        assertThatThrownBy(() -> world.act(services -> services.searches().find(probe, "morning", null, 5)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        for (Role role : List.of(Role.VIEWER, Role.TECHNICIAN, Role.LEAD, Role.MANAGER, Role.ADMIN)) {
            Actor somebody = new Actor(PersonId.create(), Set.of(role));
            assertThat(world.in(services -> services.searches().find(somebody, "morning", null, 5))
                            .groups())
                    .isNotEmpty();
        }
    }

    @Test
    void words_as_they_were_typed_come_before_longer_ones_and_the_newer_before_the_older() {
        RunId older = unplanned("North", "Valve");
        note(older, "item-1", "marmot");
        RunId longer = unplanned("East", "Valve");
        note(longer, "item-1", "marmots");
        world.clock().advance(java.time.Duration.ofDays(20));
        RunId newer = unplanned("South", "Valve");
        note(newer, "item-1", "a marmot");
        world.clock().advance(java.time.Duration.ofDays(-20));
        assertThat(hits("marmot", Kind.ITEM))
                .extracting(Hit::link)
                .containsExactly(
                        "/run?id=" + newer + "#item-item-1",
                        "/run?id=" + older + "#item-item-1",
                        "/run?id=" + longer + "#item-item-1");
    }

    @Test
    void of_each_kind_the_first_few_come_and_whether_there_are_more_and_one_kind_can_be_asked_for_alone() {
        for (int i = 0; i < 7; i++) {
            task("Bandicoot " + i, null);
        }
        unplanned("Bandicoot", "One");
        Found all = world.in(services -> services.searches().find(world.viewer(), "bandicoot", null, 3));
        assertThat(all.groups()).extracting(Group::kind).containsExactly(Kind.TASK, Kind.RUN);
        assertThat(all.groups().get(0).hits()).hasSize(3);
        assertThat(all.groups().get(0).more()).isTrue();
        assertThat(all.groups().get(1).more()).isFalse();
        assertThat(all.count()).isEqualTo(4);
        Found tasks = world.in(services -> services.searches().find(world.viewer(), "bandicoot", Kind.TASK, 100));
        assertThat(tasks.groups()).singleElement().satisfies(group -> assertThat(group.hits())
                .hasSize(7));
        Found plan = world.in(services -> services.searches().find(world.viewer(), "bandicoot", Kind.PLAN, 100));
        assertThat(plan.groups()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+",
                "-",
                "*",
                "\"",
                "'",
                "(",
                ")",
                "~",
                "<",
                ">",
                "@",
                "%",
                "_",
                "\\",
                ";",
                "+-*\"'()~<>@%_\\;",
                "+(",
                "\"unbalanced",
                "a*b",
                "-morning",
                "~morning",
                "@3",
                "'; drop table search_document; --",
                "' or '1'='1",
                "<script>alert(1)</script>",
                "${7*7}",
                "%00",
                "\u0000",
                "\uD800",
                "🦫",
                "日本語",
                "ﷺ",
                "\t\n",
                " ",
                "",
                "the",
                "de la",
                "a",
                "NULL",
                "xxx",
                "xxxmorning"
            })
    void whatever_is_typed_is_words_and_never_an_operator(String typed) {
        Found found = find(typed);
        assertThat(found.cut()).isFalse();
        if (typed.chars().noneMatch(Character::isLetterOrDigit)) {
            assertThat(found.groups()).isEmpty();
        }
        assertThat(find("matin").groups()).isNotEmpty();
    }

    @Test
    void operators_around_a_word_change_nothing() {
        task("Wolverine count", null);
        for (String typed : List.of(
                "+wolverine",
                "-wolverine",
                "\"wolverine\"",
                "(wolverine)",
                "~wolverine",
                "%wolverine%",
                "wolverine*",
                "<wolverine>",
                "@wolverine",
                "'wolverine'",
                "wolverine;--")) {
            assertThat(hits(typed, Kind.TASK)).as(typed).hasSize(1);
        }
    }

    @Test
    void other_scripts_and_signs_are_found_too() {
        task("Прибор 日本語 αβγ", null);
        for (String typed : List.of("прибор", "ПРИБ", "日本語", "日本語 αβγ", "ΑΒΓ")) {
            assertThat(hits(typed, Kind.TASK)).as(typed).hasSize(1);
        }
    }

    @Test
    void ten_thousand_characters_are_cut_to_two_hundred_and_the_answer_says_so() {
        Found found = find("morning " + "x".repeat(9_992));
        assertThat(found.cut()).isTrue();
        assertThat(found.query()).hasSize(200);
        assertThat(find("morning ".repeat(1_250)).groups()).isNotEmpty();
        assertThat(find("😀".repeat(5_000)).query()).hasSize(200);
        assertThat(find("x" + "😀".repeat(5_000)).query()).hasSize(199);
        Found many = find("one two three four five six seven eight nine ten eleven twelve thirteen");
        assertThat(many.cut()).isTrue();
        assertThat(find("one two three four five six seven eight nine ten eleven twelve")
                        .cut())
                .isFalse();
    }

    @Test
    void short_words_and_numbers_are_meant_as_they_are() {
        Task two = task("Pump 2 in room B", null);
        Task twenty = task("Pump 20 in room BC", null);
        assertThat(links("pump 2")).contains("/task?n=" + two.number()).doesNotContain("/task?n=" + twenty.number());
        assertThat(links("pump-2")).contains("/task?n=" + two.number()).doesNotContain("/task?n=" + twenty.number());
        assertThat(links("room b")).contains("/task?n=" + two.number()).doesNotContain("/task?n=" + twenty.number());
        assertThat(links("pump-20")).contains("/task?n=" + twenty.number());
    }

    @Test
    void at_most_four_queries_are_asked() {
        Statistics statistics =
                world.standalone().factory().unwrap(SessionFactory.class).getStatistics();
        world.act(services -> {
            // The plan's text is read once in the life of a server.
            services.searches().find(world.viewer(), "warm up", null, 5);
            for (String typed : List.of("morning", "T-1 morning", "T-1", "12", "platform-accessible", "qxzvwk")) {
                world.clock().advance(java.time.Duration.ofSeconds(2));
                statistics.clear();
                services.searches().find(world.viewer(), typed, null, 5);
                assertThat(statistics.getPrepareStatementCount()).as(typed).isBetween(2L, 4L);
            }
        });
    }
}
