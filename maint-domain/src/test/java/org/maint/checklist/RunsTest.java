package org.maint.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** What people do with runs. */
class RunsTest {
    @TempDir
    static Path home;

    private static World world;

    @BeforeAll
    static void install() {
        world = World.at("2026-11-23T09:00", home);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static RunId work(String... items) {
        return world.in(services -> services.runs()
                .startUnplanned(world.technician(), "Work", WorkType.UNPLANNED, List.of(items))
                .id());
    }

    private static Refusal refused(ThrowingCallable deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, deed);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private static RunItem enter(RunId run, String item, ItemEntry entry, Integer version) {
        return world.in(services -> services.runs().enter(world.technician(), run, item, entry, version));
    }

    @Test
    void an_entry_against_an_old_version_is_stale_and_changes_nothing() {
        RunId run = work("One");
        enter(run, "item-1", ItemEntry.of(Outcome.PASS), 0);
        Refusal refusal = refused(() -> enter(run, "item-1", ItemEntry.of(Outcome.FAIL, "no"), 0));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.STALE);
        assertThat(world.run(run).item("item-1").outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void many_people_enter_different_items_at_once_and_nothing_is_lost() throws Exception {
        String[] titles = java.util.stream.IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "Check " + i)
                .toArray(String[]::new);
        RunId run = work(titles);
        Actor technician = world.technician();
        ExecutorService people = Executors.newFixedThreadPool(8);
        List<Callable<RunItem>> entries = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            String key = "item-" + i;
            entries.add(() ->
                    world.in(services -> services.runs().enter(technician, run, key, ItemEntry.of(Outcome.PASS), 0)));
        }
        for (Future<RunItem> entry : people.invokeAll(entries)) {
            entry.get();
        }
        people.shutdown();
        assertThat(world.run(run).items()).allMatch(RunItem::answered).allMatch(item -> item.version() == 1);
    }

    @Test
    void a_failed_item_needs_to_say_what_was_seen_and_records_a_deviation() {
        RunId run = work("Pressure");
        assertThat(refused(() -> enter(run, "item-1", ItemEntry.of(Outcome.FAIL), null))
                        .faults()
                        .get(0)
                        .pointer())
                .isEqualTo("/note");
        enter(run, "item-1", ItemEntry.of(Outcome.FAIL, "4 bar"), null);
        List<Deviation> open = deviations(run);
        assertThat(open).hasSize(1);
        assertThat(open.get(0).seen()).isEqualTo("4 bar");
        assertThat(open.get(0).closedAt()).isNull();
        enter(run, "item-1", ItemEntry.of(Outcome.PASS), null);
        assertThat(deviations(run).get(0).closedAt()).isNotNull();
    }

    private static List<Deviation> deviations(RunId run) {
        return world.in(services -> services.runs().deviations(world.viewer(), run));
    }

    @Test
    void what_does_not_apply_needs_a_reason() {
        RunId run = work("One");
        assertThat(refused(() -> enter(run, "item-1", ItemEntry.of(Outcome.NOT_APPLICABLE), null))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
    }

    @Test
    void a_number_is_read_as_people_write_it_and_must_be_plausible() {
        world.clock().set("2026-11-23T17:00");
        world.tick();
        RunId run = world.newest("daily-evening").id();
        assertThat(enter(run, "average-response-time", ItemEntry.value("1,25"), null)
                        .value())
                .isEqualTo("1.25");
        assertThat(enter(run, "active-users-today", ItemEntry.value("1 234"), null)
                        .value())
                .isEqualTo("1234");
        assertThat(refused(() -> enter(run, "active-users-today", ItemEntry.value("-1"), null))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused(() -> enter(run, "active-users-today", ItemEntry.value("many"), null))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused(() -> enter(run, "active-users-today", ItemEntry.value("1e999999999"), null))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused(() -> enter(run, "active-users-today", ItemEntry.of(Outcome.PASS), null))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
    }

    @Test
    void sign_off_names_every_required_item_that_is_missing() {
        RunId run = work("One", "Two", "Three");
        enter(run, "item-2", ItemEntry.of(Outcome.PASS), null);
        Refusal refusal = refused(() -> world.sign(world.technician(), run));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refusal.faults().stream().map(Refusal.Fault::pointer))
                .containsExactly("/items/item-1", "/items/item-3");
    }

    @Test
    void a_signed_run_never_changes() {
        RunId run = work("One");
        enter(run, "item-1", ItemEntry.of(Outcome.PASS), null);
        world.sign(world.technician(), run);
        assertThat(refused(() -> enter(run, "item-1", ItemEntry.of(Outcome.FAIL, "late"), null))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused(() -> world.sign(world.technician(), run)).kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused(() -> world.in(services -> services.runs().skip(world.lead(), run, "no")))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused(() -> world.in(
                                services -> services.runs().attachOutput(world.technician(), run, "item-1", "done")))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void each_deed_needs_its_role() {
        RunId run = work("One");
        Actor viewer = world.viewer();
        Actor machine = world.person("machine", Role.INGEST);
        assertThat(refused(() -> world.in(services ->
                                services.runs().enter(viewer, run, "item-1", ItemEntry.of(Outcome.PASS), null)))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(() -> world.in(services -> services.runs().skip(world.technician(), run, "no")))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(() -> world.in(services -> services.runs().get(machine, run)))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    @Test
    void a_file_is_what_its_bytes_are() {
        RunId run = work("One");
        byte[] page = "<html><body>hi</body></html>".getBytes(StandardCharsets.UTF_8);
        for (String name : List.of("x.html", "x.svg", "x.js", "x.exe", "x", "x.png")) {
            assertThat(refused(() -> world.in(services ->
                                    services.runs().attachFile(world.technician(), run, "item-1", name, page)))
                            .kind())
                    .as(name)
                    .isEqualTo(Refusal.Kind.UNSUPPORTED_TYPE);
        }
        Evidence kept = world.in(services -> services.runs()
                .attachFile(
                        world.technician(),
                        run,
                        "item-1",
                        "../../etc/pass\"wd.txt",
                        "plain".getBytes(StandardCharsets.UTF_8)));
        assertThat(kept.name()).isEqualTo("pass_wd.txt");
        assertThat(kept.mediaType()).isEqualTo("text/plain");
        // sha256sum of the five bytes "plain".
        assertThat(kept.sha256()).isEqualTo("a116c9ed46d6207734a43317d30fd88f52ac8634c37d904bbf4e41d865f90475");
    }

    @Test
    void a_page_of_a_run_needs_few_queries() {
        RunId run = work("One", "Two", "Three");
        var statistics = world.standalone()
                .factory()
                .unwrap(org.hibernate.SessionFactory.class)
                .getStatistics();
        Actor viewer = world.viewer();
        statistics.clear();
        world.act(services -> {
            services.runs().get(viewer, run);
            services.runs().evidenceOf(viewer, List.of(run));
            services.runs().unfinished(viewer);
            services.runs().summaries(viewer, RunQuery.ALL, 100);
        });
        assertThat(statistics.getPrepareStatementCount()).isLessThanOrEqualTo(5);
    }
}
