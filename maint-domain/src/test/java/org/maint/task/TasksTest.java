package org.maint.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.WorkType;
import org.maint.notification.Channels;
import org.maint.notification.Outgoing;
import org.maint.notification.Via;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasksTest {
    private World world;

    @BeforeAll
    void begin(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
    }

    @AfterAll
    void end() {
        world.close();
    }

    private static TaskWish wish(String title) {
        return new TaskWish(title, null, Priority.NORMAL, null, null);
    }

    private TaskWish wish(String title, Actor owner, LocalDate due) {
        return new TaskWish(title, "Because", Priority.HIGH, owner.id(), due);
    }

    private Task create(String title) {
        return world.in(services -> services.tasks().create(world.technician(), wish(title), null, null));
    }

    private Task get(long number) {
        return world.in(services -> services.tasks().get(world.viewer(), number));
    }

    private List<TaskLine> lines(long number) {
        return world.in(
                services -> services.tasks().whole(world.viewer(), number).lines());
    }

    @Test
    void a_task_has_an_owner_a_due_date_and_a_history_of_what_became_of_it() {
        Actor karim = world.person("karim", Role.TECHNICIAN);
        Task made = create("Replace the valve");
        LocalDate friday = LocalDate.of(2026, 11, 27);
        world.act(services -> services.tasks()
                .edit(world.lead(), made.number(), wish("Replace both valves", karim, friday), made.version()));
        world.act(services -> services.tasks().comment(karim, made.number(), "Ordered"));
        world.act(services -> services.tasks().start(karim, made.number()));
        world.act(services ->
                services.tasks().close(karim, made.number(), Resolution.DONE, "Both replaced and tried", null));

        Task closed = get(made.number());
        assertThat(closed.owner()).isEqualTo(karim.id());
        assertThat(closed.due()).isEqualTo(friday);
        assertThat(closed.state()).isEqualTo(TaskState.CLOSED);
        assertThat(closed.closingReason()).isEqualTo("Both replaced and tried");
        assertThat(lines(made.number()))
                .extracting(TaskLine::kind)
                .containsExactly(
                        TaskLine.Kind.CREATED,
                        TaskLine.Kind.TITLE,
                        TaskLine.Kind.DESCRIPTION,
                        TaskLine.Kind.PRIORITY,
                        TaskLine.Kind.OWNER,
                        TaskLine.Kind.DUE,
                        TaskLine.Kind.COMMENT,
                        TaskLine.Kind.STARTED,
                        TaskLine.Kind.CLOSED);
    }

    @Test
    void a_closed_task_changes_only_after_it_was_opened_again_and_closing_needs_a_reason() {
        Task made = create("Ask the supplier");
        Actor technician = world.technician();
        assertThatThrownBy(() -> world.act(
                        services -> services.tasks().close(technician, made.number(), Resolution.DROPPED, "  ", null)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("needed");
        world.act(services ->
                services.tasks().close(technician, made.number(), Resolution.DROPPED, "No longer sold", null));
        assertThatThrownBy(() -> world.act(
                        services -> services.tasks().edit(technician, made.number(), wish("Ask anyway"), null)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
        world.act(services -> services.tasks().reopen(technician, made.number()));
        Task open = get(made.number());
        assertThat(open.state()).isEqualTo(TaskState.OPEN);
        assertThat(open.closingReason()).isNull();
        // What was said when it was closed stays readable.
        assertThat(lines(made.number())).extracting(TaskLine::words).contains("No longer sold");
    }

    @Test
    void two_editors_do_not_overwrite_each_other() {
        Task made = create("Label the cables");
        world.act(services ->
                services.tasks().edit(world.lead(), made.number(), wish("Label the red cables"), made.version()));
        assertThatThrownBy(() -> world.act(services -> services.tasks()
                        .edit(world.technician(), made.number(), wish("Label the blue cables"), made.version())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.STALE));
        assertThat(get(made.number()).title().en()).isEqualTo("Label the red cables");
    }

    @Test
    void a_failed_item_becomes_a_task_that_leads_back_to_it() {
        Actor technician = world.technician();
        Run run = world.in(services ->
                services.runs().startUnplanned(technician, "Look around", WorkType.UNPLANNED, List.of("Pumps")));
        world.enter(technician, run.id(), "item-1", ItemEntry.of(Outcome.FAIL, "Pump 2 leaks"));
        Task task = world.in(services ->
                services.tasks().create(technician, wish("Repair pump 2"), "RUN_ITEM", run.id() + "/item-1"));
        assertThat(task.origin().link()).isEqualTo("/run?id=" + run.id() + "#item-item-1");
        assertThat(from(Origin.runItem(run.id(), "item-1")))
                .extracting(Task::number)
                .containsExactly(task.number());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN_ITEM:00000000-0000-0000-0000-000000000000/item-1",
                "RUN_ITEM:nonsense",
                "LOG_ENTRY:999999",
                "LOG_ENTRY:' or 1=1",
                "PLAN_REVIEW:2026-01-01"
            })
    void an_origin_that_does_not_exist_is_refused(String origin) {
        String[] parts = origin.split(":", 2);
        assertThatThrownBy(() -> world.act(
                        services -> services.tasks().create(world.technician(), wish("x"), parts[0], parts[1])))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "ftp://example.com/x", "//example.com", "https://u:p@example.com", "a b"})
    void a_link_that_is_not_a_plain_web_address_is_refused(String address) {
        Task made = create("Read the manual");
        assertThatThrownBy(() -> world.act(
                        services -> services.tasks().link(world.technician(), made.number(), address, "Manual")))
                .isInstanceOf(Refusal.class);
        Tasks.Whole whole = world.in(services -> services.tasks().whole(world.viewer(), made.number()));
        assertThat(whole.links()).isEmpty();
    }

    @Test
    void an_owner_who_does_not_exist_a_due_date_that_is_past_and_a_title_that_is_too_long_are_refused() {
        Actor technician = world.technician();
        for (TaskWish bad : List.of(
                new TaskWish("x", null, Priority.LOW, org.maint.people.PersonId.create(), null),
                new TaskWish("x", null, Priority.LOW, null, LocalDate.of(2026, 11, 22)),
                new TaskWish("x".repeat(201), null, Priority.LOW, null, null),
                new TaskWish(" ", null, Priority.LOW, null, null))) {
            assertThatThrownBy(() -> world.act(services -> services.tasks().create(technician, bad, null, null)))
                    .isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> world.act(services -> services.tasks().create(world.viewer(), wish("x"), null, null)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    @Test
    void whoever_is_given_a_task_is_told_and_who_made_it_hears_that_it_is_closed() {
        Actor ivan = world.person("ivan", Role.TECHNICIAN);
        Actor lead = world.lead();
        Task made = world.in(services ->
                services.tasks().create(lead, wish("Order spare parts", ivan, LocalDate.of(2026, 12, 1)), null, null));
        world.act(services ->
                services.tasks().close(ivan, made.number(), Resolution.DONE, "Arrive on Monday", made.version()));
        List<Outgoing> told = world.in(services ->
                services.notifications().claim(Channels.PORTAL, 100, Via.SWEEP).outgoing());
        assertThat(told)
                .filteredOn(each -> each.link().equals("/task?n=" + made.number()))
                .extracting(each -> each.recipient() + " " + each.kind())
                .containsExactlyInAnyOrder(ivan.id() + " task.given", lead.id() + " task.closed");
    }

    @Test
    void the_plans_own_review_comes_up_once_when_its_day_has_come() {
        // The plan that comes with maint names 31 March 2025.
        boolean first = world.in(services -> services.tasks().comeUpForReview());
        boolean again = world.in(services -> services.tasks().comeUpForReview());
        assertThat(first).isTrue();
        assertThat(again).isFalse();
        assertThat(from(new Origin(Origin.Kind.PLAN_REVIEW, "2025-03-31")))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.title().en()).containsIgnoringCase("Mar").contains("31, 2025");
                    assertThat(task.title().fr()).startsWith("Revoir le plan");
                    assertThat(task.createdBy()).isNull();
                });
    }

    @Test
    void the_list_shows_what_is_due_first_and_takes_any_words() {
        Actor technician = world.technician();
        world.act(services -> services.tasks()
                .create(technician, wish("Listed later", technician, LocalDate.of(2027, 1, 2)), null, null));
        world.act(services -> services.tasks()
                .create(technician, wish("Listed 100% sooner", technician, LocalDate.of(2027, 1, 1)), null, null));
        assertThat(titles("listed")).containsExactly("Listed 100% sooner", "Listed later");
        assertThat(titles("100%")).containsExactly("Listed 100% sooner");
        assertThat(titles("' or '1'='1")).isEmpty();
    }

    private List<Task> from(Origin origin) {
        return world.in(services -> services.tasks()
                .list(world.viewer(), TaskQuery.from(origin), 0, 10)
                .items());
    }

    private List<String> titles(String words) {
        TaskQuery query = new TaskQuery(TaskQuery.UNFINISHED, List.of(), null, null, null, words, null);
        return world
                .in(services ->
                        services.tasks().list(world.viewer(), query, 0, 50).items())
                .stream()
                .map(task -> task.title().en())
                .toList();
    }
}
