package org.maint.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.RunId;
import org.maint.checklist.WorkType;
import org.maint.incident.Declaration;
import org.maint.incident.IncidentStep;
import org.maint.incident.Trigger;
import org.maint.people.Actor;
import org.maint.postmortem.Part;
import org.maint.task.Priority;
import org.maint.task.Resolution;
import org.maint.task.Task;
import org.maint.task.TaskWish;
import org.maint.testing.World;

/** What an installation had before there was a search is found too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FillTest {
    private World world;

    @BeforeAll
    void begin(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        world.tick();
        Actor technician = world.technician();
        Run morning = world.newest("daily-morning");
        world.answerAll(technician, morning);
        world.enter(
                technician, morning.id(), "platform-accessible", ItemEntry.of(Outcome.FAIL, "Fuite à la chaudière"));
        world.act(services ->
                services.runs().attachFile(technician, morning.id(), "login-functioning", "proof.txt", bytes("kept")));
        world.sign(technician, morning.id());
        world.act(services -> services.logbook().correct(technician, 1, "Two, not three"));
        RunId yard = world.in(services -> services.runs()
                .startUnplanned(technician, "Yard", WorkType.UNPLANNED, List.of("Sweep", "Salt"))
                .id());
        world.act(services -> services.runs().skip(world.lead(), yard, "Snow"));
        Task task = world.in(services -> services.tasks()
                .create(technician, new TaskWish("Valve", "Old one", Priority.HIGH, null, null), null, null));
        world.act(services -> services.tasks().comment(technician, task.number(), "Ordered"));
        world.act(services -> services.tasks().attach(technician, task.number(), "order.txt", bytes("one")));
        world.act(services -> services.tasks().link(technician, task.number(), "https://example.com/7", null));
        long incident = world.in(services -> services.incidents()
                .declare(technician, Declaration.of(Trigger.PLATFORM_DOWN, "Boiler", "Cold water", null, null, true))
                .number());
        world.act(services -> services.incidents().note(technician, incident, "The pilot is out"));
        world.in(services -> services.incidents().whole(technician, incident)).steps().stream()
                .filter(step -> !step.key().equals(IncidentStep.POST_MORTEM))
                .forEach(step ->
                        world.act(services -> services.incidents().skip(technician, incident, step.key(), "A drill")));
        world.act(services -> services.incidents().resolve(technician, incident, false, null, "Lit again"));
        world.act(services ->
                services.postMortems().write(technician, incident, Part.CAUSES, "A draught through the chimney", null));
        world.act(services -> services.tasks().close(technician, task.number(), Resolution.DONE, "Fitted", null));
    }

    @AfterAll
    void end() {
        world.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> documents() {
        return world.in(services -> services
                .em()
                .createNativeQuery("select concat_ws('|', kind, ref, title_en, title_fr, context_en, context_fr, day,"
                        + " state, at, link, text, terms) from search_document order by kind, ref")
                .getResultList()
                .stream()
                .map(String::valueOf)
                .toList());
    }

    private void sql(String statement) {
        world.act(services -> services.em().createNativeQuery(statement).executeUpdate());
    }

    private int fill(int most) {
        int steps = 0;
        Optional<Fill> at = Optional.of(Fill.START);
        while (at.isPresent()) {
            Fill from = at.get();
            Upkeep.Missing missing = world.in(services -> services.upkeep().missing(from, most));
            missing.refs()
                    .forEach(ref -> world.act(services -> services.upkeep().fill(missing.kind(), ref)));
            at = missing.next();
            steps++;
        }
        return steps;
    }

    @Test
    void it_makes_exactly_the_documents_that_the_events_had_made_in_steps_of_any_size() {
        List<String> made = documents();
        assertThat(made)
                .hasSizeGreaterThan(8)
                .anyMatch(row -> row.contains("Fuite"))
                .anyMatch(row -> row.contains("Snow"));
        for (int most : List.of(1, 2, 500)) {
            sql("delete from search_document");
            fill(most);
            assertThat(documents()).as("in steps of " + most).isEqualTo(made);
        }
    }

    @Test
    void it_adds_what_is_missing_and_leaves_alone_what_is_there() {
        List<String> made = documents();
        sql("delete from search_document where kind = 'ITEM' and ref like '%/login-functioning'");
        sql("delete from search_document where kind = 'LOG' and ref = '2'");
        fill(500);
        assertThat(documents()).isEqualTo(made);
        sql("update search_document set text = 'newer than what the fill would write' where kind = 'TASK'");
        List<String> changed = documents();
        fill(500);
        assertThat(documents()).isEqualTo(changed);
        assertThat(fill(500)).as("a step for each kind").isEqualTo(5);
        sql("delete from search_document where kind = 'TASK'");
        fill(500);
        assertThat(documents()).isEqualTo(made);
    }

    @Test
    void what_it_made_is_found() {
        sql("delete from search_document");
        assertThat(found("chaudière")).isZero();
        fill(500);
        assertThat(found("chaudière")).isEqualTo(2);
        assertThat(found("fitted")).isEqualTo(1);
        assertThat(found("pilot")).isEqualTo(1);
        assertThat(found("chimney")).isEqualTo(1);
        assertThat(found("I-1")).isGreaterThanOrEqualTo(1);
    }

    private int found(String typed) {
        return world.in(services -> services.searches().find(world.viewer(), typed, null, 5))
                .count();
    }

    @Test
    void two_nodes_may_do_it_at_once_while_people_go_on_working() throws Exception {
        List<String> made = documents();
        Run evening = world.in(services ->
                services.runs().startUnplanned(world.technician(), "Evening", WorkType.UNPLANNED, List.of("Lights")));
        sql("delete from search_document");
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> all = new ArrayList<>();
            all.add(nodes.submit(() -> fill(1)));
            all.add(nodes.submit(() -> fill(2)));
            all.add(nodes.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    world.enter(world.technician(), evening.id(), "item-1", ItemEntry.of(Outcome.FAIL, "Seen " + i));
                    // A new run and a log entry at the end of what the fill looks through.
                    RunId extra = world.in(services -> services.runs()
                            .startUnplanned(world.technician(), "Round", WorkType.UNPLANNED, List.of("Doors"))
                            .id());
                    world.act(services -> services.runs().skip(world.lead(), extra, "Locked"));
                }
            }));
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(documents()).containsAll(made).hasSize(made.size() + 2 + 40);
        assertThat(found("seen 19")).isEqualTo(1);
        world.enter(world.technician(), evening.id(), "item-1", new ItemEntry(null, null, null, null));
        assertThat(found("seen 19")).isZero();
    }
}
