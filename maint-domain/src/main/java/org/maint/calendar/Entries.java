package org.maint.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.calendar.CalendarEntry.Kind;
import org.maint.calendar.CalendarEntry.State;
import org.maint.checklist.RunMark;
import org.maint.checklist.RunState;
import org.maint.checklist.WorkType;
import org.maint.people.Absence;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Occurrence;
import org.maint.plan.PublishedPlan;
import org.maint.plan.Routine;
import org.maint.shared.Text;
import org.maint.task.Resolution;
import org.maint.task.Task;
import org.maint.task.TaskState;
import org.maint.window.MaintenanceWindow;
import org.maint.window.WindowState;

/** Says of each feature's things how they stand on the calendar of somebody at a moment. */
final class Entries {
    private final PublishedPlan plan;
    private final Actor actor;
    private final Instant now;

    Entries(PublishedPlan plan, Actor actor, Instant now) {
        this.plan = plan;
        this.actor = actor;
        this.now = now;
    }

    private ZoneId zone() {
        return plan.zone();
    }

    Routine routine(String key) {
        return plan.document()
                .routine(key)
                .orElseThrow(() -> new IllegalStateException("The plan plans a routine that it does not have: " + key));
    }

    /** Until it was done, if that was in time; else until it was due. Its dates are the plan's: it never moves. */
    CalendarEntry of(RunMark run) {
        Instant due = run.dueAt() == null ? run.opensAt() : run.dueAt();
        Instant closed = run.closedAt();
        boolean done = run.state() == RunState.SIGNED || run.state() == RunState.SKIPPED;
        Instant end = done && closed != null && closed.isBefore(due) ? closed : due;
        return new CalendarEntry(
                Kind.RUN,
                run.id().toString(),
                run.title(),
                Span.time(run.opensAt(), end, zone()),
                State.valueOf(run.state().name()),
                run.late(now),
                "/run?id=" + run.id(),
                run.closedBy() == null ? run.assignee() : run.closedBy(),
                false,
                0,
                run.type());
    }

    CalendarEntry of(Occurrence occurrence) {
        Routine routine = routine(occurrence.routine());
        return new CalendarEntry(
                Kind.PLANNED,
                occurrence.routine() + "-" + occurrence.nominalDate(),
                routine.title(),
                Span.time(occurrence.opensAt(), occurrence.dueAt(), zone()),
                State.PLANNED,
                false,
                "/plan#routine-" + occurrence.routine(),
                null,
                false,
                0,
                WorkType.of(plan.document().tierOf(occurrence.routine())));
    }

    CalendarEntry of(Task task) {
        LocalDate due = task.due();
        if (due == null) {
            throw new IllegalArgumentException(task.name() + " has no date");
        }
        boolean open = task.state() != TaskState.CLOSED;
        boolean mayMove = actor.is(Role.TECHNICIAN) || actor.is(Role.LEAD) || actor.is(Role.MANAGER);
        return new CalendarEntry(
                Kind.TASK,
                Long.toString(task.number()),
                task.title(),
                Span.days(due, due),
                open ? State.valueOf(task.state().name()) : ended(task.resolution()),
                task.late(LocalDate.ofInstant(now, zone())),
                "/task?n=" + task.number(),
                task.owner(),
                open && mayMove,
                task.version(),
                null);
    }

    private static State ended(@Nullable Resolution resolution) {
        return resolution == Resolution.DONE ? State.DONE : State.DROPPED;
    }

    CalendarEntry of(MaintenanceWindow window) {
        WindowState state = window.state(now);
        return new CalendarEntry(
                Kind.WINDOW,
                window.id().toString(),
                Text.same(window.title()),
                Span.time(window.from(), window.to(), zone()),
                State.valueOf(state.name()),
                false,
                "/window?id=" + window.id(),
                window.createdBy(),
                state == WindowState.PLANNED && actor.is(Role.LEAD),
                window.version(),
                null);
    }

    CalendarEntry of(Absence away, String name) {
        return new CalendarEntry(
                Kind.ABSENCE,
                away.id().toString(),
                Text.same(name),
                Span.days(away.from(), away.to()),
                State.NONE,
                false,
                "/person?id=" + away.person(),
                away.person(),
                false,
                0,
                null);
    }

    /** Empty on a day that is none. */
    Stream<CalendarEntry> holiday(LocalDate day) {
        return plan.workingDays().holiday(day).stream()
                .map(name -> new CalendarEntry(
                        Kind.HOLIDAY,
                        day.toString(),
                        name,
                        Span.days(day, day),
                        State.NONE,
                        false,
                        null,
                        null,
                        false,
                        0,
                        null));
    }
}
