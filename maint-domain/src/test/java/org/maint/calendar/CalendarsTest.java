package org.maint.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.maint.calendar.CalendarEntry.Kind;
import org.maint.calendar.CalendarEntry.State;
import org.maint.checklist.Run;
import org.maint.installation.Installation;
import org.maint.people.Actor;
import org.maint.people.Away;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.task.Priority;
import org.maint.task.Task;
import org.maint.task.TaskWish;
import org.maint.testing.World;
import org.maint.window.WindowWish;

/** Monday 23 November 2026, and a month of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalendarsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    /** For tests that add to it at most; those that let time pass have one of their own. */
    private World world;

    @TempDir
    static Path home;

    @BeforeAll
    void begin() {
        world = fresh();
        world.tick();
    }

    private World fresh() {
        return World.at("2026-11-23T08:30", home);
    }

    @AfterAll
    void end() {
        world.close();
    }

    private static List<CalendarEntry> between(
            World world, Actor actor, LocalDate from, LocalDate to, CalendarFilter filter) {
        return world.in(services -> services.calendars().between(actor, from, to, filter));
    }

    private List<CalendarEntry> between(Actor actor, LocalDate from, LocalDate to, CalendarFilter filter) {
        return between(world, actor, from, to, filter);
    }

    private List<CalendarEntry> between(LocalDate from, LocalDate to) {
        return between(world.viewer(), from, to, CalendarFilter.ALL);
    }

    private static Stream<CalendarEntry> of(List<CalendarEntry> entries, Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind);
    }

    private Task task(String title, Actor owner, LocalDate due) {
        return world.in(services -> services.tasks()
                .create(world.technician(), new TaskWish(title, null, Priority.NORMAL, owner.id(), due), null, null));
    }

    @Test
    void what_is_open_and_what_is_still_to_come_each_stand_there_once() {
        try (World own = fresh()) {
            own.tick();
            List<CalendarEntry> day = between(own, own.viewer(), TODAY, TODAY, CalendarFilter.ALL);
            assertThat(of(day, Kind.RUN).map(entry -> entry.title().en() + " " + entry.state()))
                    .containsExactlyInAnyOrder("Every morning OPEN", "Every Monday morning OPEN");
            assertThat(of(day, Kind.PLANNED).map(entry -> entry.title().en() + " " + entry.state()))
                    .containsExactly("Every evening PLANNED");
            assertThat(of(day, Kind.PLANNED).map(CalendarEntry::link)).containsExactly("/plan#routine-daily-evening");

            // Opened ahead of its time it is a run, and no longer planned beside it.
            own.act(services -> services.dueRuns().openEarly(own.technician(), "daily-evening"));
            List<CalendarEntry> after = between(own, own.viewer(), TODAY, TODAY, CalendarFilter.ALL);
            assertThat(of(after, Kind.PLANNED)).isEmpty();
            assertThat(of(after, Kind.RUN)).hasSize(3);
        }
    }

    @Test
    void runs_keep_their_state_and_are_never_movable() {
        try (World own = fresh()) {
            own.tick();
            Run morning = own.newest("daily-morning");
            own.answerAll(own.technician(), morning);
            own.sign(own.technician(), morning.id());
            Run monday = own.newest("weekly-monday");
            own.act(services -> services.runs().skip(own.lead(), monday.id(), "Team at a course"));
            own.clock().set("2026-11-24T12:30");
            own.tick();
            List<CalendarEntry> both = between(own, own.everyRole(), TODAY, TODAY.plusDays(1), CalendarFilter.ALL);
            assertThat(of(both, Kind.RUN)
                            .map(entry -> entry.title().en() + " " + entry.state() + (entry.late() ? " late" : "")))
                    .containsExactlyInAnyOrder(
                            "Every morning SIGNED",
                            "Every Monday morning SKIPPED",
                            "Every evening MISSED",
                            "Every morning OPEN late");
            assertThat(both.stream()
                            .filter(entry -> entry.kind() == Kind.RUN || entry.kind() == Kind.PLANNED)
                            .filter(CalendarEntry::movable))
                    .isEmpty();
            CalendarEntry signed = of(both, Kind.RUN)
                    .filter(entry -> entry.state() == State.SIGNED)
                    .findFirst()
                    .orElseThrow();
            assertThat(signed.link()).isEqualTo("/run?id=" + morning.id());
            assertThat(signed.person()).isEqualTo(own.technician().id());
        }
    }

    @Test
    void what_was_before_the_installation_was_never_planned_here() {
        assertThat(between(TODAY.minusDays(60), TODAY.minusDays(1)).stream()
                        .filter(entry -> entry.kind() != Kind.HOLIDAY))
                .isEmpty();
    }

    @Test
    void what_lasts_several_days_stands_on_each_of_them() {
        // Quarterly: from the first Monday of January to that Friday.
        LocalDate wednesday = LocalDate.of(2027, 1, 6);
        assertThat(of(between(wednesday, wednesday), Kind.PLANNED)
                        .filter(entry -> !entry.daily())
                        .map(entry -> entry.title().en() + " " + entry.span().firstDay() + "/"
                                + entry.span().lastDay()))
                .contains("First week of quarter 2027-01-04/2027-01-08");
    }

    @Test
    void holidays_have_their_names_and_work_rolls_off_them() {
        List<CalendarEntry> christmas = between(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 26));
        assertThat(of(christmas, Kind.HOLIDAY)
                        .map(entry ->
                                entry.span().firstDay() + " " + entry.title().fr()))
                .containsExactly("2026-12-25 Noël");
        // Friday's work of the 25th is done on the 24th.
        assertThat(of(christmas, Kind.PLANNED)
                        .filter(entry -> entry.title().en().contains("Friday"))
                        .map(entry -> entry.span().firstDay()))
                .containsExactly(LocalDate.of(2026, 12, 24));
    }

    @Test
    void times_are_right_on_both_days_on_which_the_clocks_change() {
        List<CalendarEntry> days = Stream.of("2027-03-14", "2027-11-07")
                .map(LocalDate::parse)
                .flatMap(day -> of(between(day, day), Kind.PLANNED))
                .filter(entry -> entry.title().en().equals("Every morning"))
                .toList();
        assertThat(days.stream().map(entry -> entry.span().from()))
                .containsExactly(Instant.parse("2027-03-14T12:00:00Z"), Instant.parse("2027-11-07T13:00:00Z"));
    }

    @Test
    void tasks_and_windows_stand_there_and_say_whether_one_may_move_them() {
        Actor technician = world.technician();
        Task open = task("Replace the valve", technician, TODAY.plusDays(2));
        world.act(services -> services.windows()
                .plan(
                        world.lead(),
                        WindowWish.of(
                                "Disks",
                                "Old ones fail",
                                world.clock().instant().plus(Duration.ofHours(39)),
                                world.clock().instant().plus(Duration.ofHours(40)))));
        List<CalendarEntry> week = between(technician, TODAY, TODAY.plusDays(6), CalendarFilter.ALL);
        assertThat(of(week, Kind.TASK)
                        .map(entry ->
                                entry.key() + " " + entry.state() + " " + entry.movable() + " " + entry.version()))
                .contains(open.number() + " OPEN true " + open.version());
        // Half past eleven on Tuesday night until half past midnight: on two days.
        assertThat(of(week, Kind.WINDOW)
                        .map(entry ->
                                entry.span().firstDay() + "/" + entry.span().lastDay() + " " + entry.movable()))
                .containsExactly("2026-11-24/2026-11-25 false");
        assertThat(of(between(world.lead(), TODAY, TODAY.plusDays(6), CalendarFilter.ALL), Kind.WINDOW)
                        .map(CalendarEntry::movable))
                .containsExactly(true);
        assertThat(of(between(TODAY, TODAY.plusDays(6)), Kind.TASK).map(CalendarEntry::movable))
                .isNotEmpty()
                .containsOnly(false);
    }

    @Test
    void mine_is_the_work_of_my_roles_and_my_tasks() {
        task("Theirs", world.lead(), TODAY);
        task("Mine", world.technician(), TODAY);
        CalendarFilter mine = new CalendarFilter(EnumSet.allOf(Kind.class), true);
        List<CalendarEntry> technicians = between(world.technician(), TODAY, TODAY, mine);
        assertThat(of(technicians, Kind.TASK).map(entry -> entry.title().en()))
                .contains("Mine")
                .doesNotContain("Theirs");
        assertThat(of(technicians, Kind.RUN)).isNotEmpty();
        List<CalendarEntry> viewers = between(world.viewer(), TODAY, TODAY, mine);
        assertThat(of(viewers, Kind.RUN)).isEmpty();
        assertThat(of(viewers, Kind.PLANNED)).isEmpty();
        CalendarFilter tasks = new CalendarFilter(EnumSet.of(Kind.TASK), false);
        assertThat(between(world.viewer(), TODAY, TODAY, tasks))
                .extracting(CalendarEntry::kind)
                .containsOnly(Kind.TASK);
        assertThat(between(world.viewer(), TODAY, TODAY, tasks))
                .extracting(entry -> entry.title().en())
                .contains("Mine", "Theirs");
    }

    @Test
    void who_is_away_stands_on_each_of_their_days_and_their_work_is_their_delegates() {
        Actor absent = world.person("absent", Role.TECHNICIAN);
        Actor delegate = world.person("delegate", Role.VIEWER);
        task("Left behind", absent, TODAY.plusDays(1));
        Away away = Away.of(TODAY, TODAY.plusDays(2), "Course", delegate.id());
        world.act(services -> services.absences().record(absent, absent.id(), away));
        List<CalendarEntry> tomorrow = between(TODAY.plusDays(1), TODAY.plusDays(1));
        assertThat(of(tomorrow, Kind.ABSENCE)
                        .map(entry -> entry.title().fr() + " " + entry.span().firstDay() + "/"
                                + entry.span().lastDay()))
                .containsExactly("absent 2026-11-23/2026-11-25");
        CalendarFilter mine = new CalendarFilter(EnumSet.allOf(Kind.class), true);
        List<CalendarEntry> delegates = between(delegate, TODAY.plusDays(1), TODAY.plusDays(1), mine);
        assertThat(of(delegates, Kind.TASK).map(entry -> entry.title().en())).containsExactly("Left behind");
        assertThat(of(delegates, Kind.ABSENCE)).isEmpty();
    }

    @Test
    void a_new_version_of_the_plan_changes_what_is_to_come() {
        try (World own = fresh()) {
            own.tick();
            String edited = Installation.firstPlan().replace("opens: \"17:00\"", "opens: \"16:00\"");
            own.act(services -> services.plans().publish(edited, own.everyRole(), Locale.ENGLISH));
            own.clock().advance(Duration.ofSeconds(2));
            assertThat(of(between(own, own.viewer(), TODAY, TODAY, CalendarFilter.ALL), Kind.PLANNED)
                            .map(entry -> entry.span().from()))
                    .containsExactly(Instant.parse("2026-11-23T21:00:00Z"));
        }
    }

    @Test
    void a_month_takes_few_queries_and_more_than_two_years_are_refused() {
        task("One", world.technician(), TODAY);
        world.viewer();
        Statistics statistics =
                world.standalone().factory().unwrap(SessionFactory.class).getStatistics();
        statistics.clear();
        between(TODAY.withDayOfMonth(1), TODAY.withDayOfMonth(30));
        // The plan's number and text are asked for here because each transaction of the test has services of its own.
        assertThat(statistics.getPrepareStatementCount()).isLessThanOrEqualTo(2 + 5);
        assertThatThrownBy(() -> between(TODAY, TODAY.plusYears(2).plusDays(4)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2 years");
        assertThatThrownBy(() -> between(TODAY, TODAY.minusDays(1))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> between(LocalDate.MIN, TODAY)).isInstanceOf(Refusal.class);
        assertThat(between(TODAY, TODAY.plusYears(2))).hasSizeGreaterThan(1_500);
    }
}
