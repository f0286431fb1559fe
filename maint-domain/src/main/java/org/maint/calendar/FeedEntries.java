package org.maint.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.calendar.PlannedHistory.Planned;
import org.maint.checklist.MissedCause;
import org.maint.checklist.RunMark;
import org.maint.checklist.RunState;
import org.maint.checklist.WorkType;
import org.maint.people.Absence;
import org.maint.people.PersonId;
import org.maint.plan.PublishedPlan;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.task.Resolution;
import org.maint.task.Task;
import org.maint.window.MaintenanceWindow;

/**
 * Tells a calendar program of each thing, in one person's language. What it says depends on what happened, not on when it
 * is read, so that nothing seems to change that has not.
 */
final class FeedEntries {
    private final PublishedPlan plan;
    private final String installation;
    private final Locale locale;
    private final Map<PersonId, String> names;

    /** @param installation names it among all installations, for ever */
    FeedEntries(PublishedPlan plan, String installation, Locale locale, Map<PersonId, String> names) {
        this.plan = plan;
        this.installation = installation;
        this.locale = locale;
        this.names = names;
    }

    private String uid(String what) {
        return what + "@maint-" + installation;
    }

    private String words(String key, Object... arguments) {
        return Messages.words(Message.of(key, arguments), locale);
    }

    private String name(@Nullable PersonId person) {
        return person == null ? "maint" : names.getOrDefault(person, "?");
    }

    /** What is planned, and has no run yet. */
    FeedEntry of(Planned planned) {
        String title = planned.title().in(locale);
        return new FeedEntry(
                uid(routineUid(OccurrenceKey.of(planned.occurrence()))),
                Span.time(planned.occurrence().opensAt(), planned.occurrence().dueAt(), plan.zone()),
                title,
                words(planned.dropped() ? "feed.dropped" : "feed.planned"),
                planned.sequence(),
                planned.changedAt(),
                planned.dropped(),
                categories("feed.run", WorkType.of(planned.tier())),
                planned.dropped()
                        ? null
                        : "/plan#routine-" + planned.occurrence().routine());
    }

    private static String routineUid(OccurrenceKey key) {
        return "run-" + key.routine() + "-" + key.nominalDate();
    }

    private List<String> categories(String kind, WorkType type) {
        return List.of(words(kind), words("feed.type." + type));
    }

    /** @param planned what the versions of the plan said of it; null for unplanned work and for the very first runs */
    FeedEntry of(RunMark run, @Nullable Planned planned) {
        String routine = run.routineKey();
        Instant closed = run.closedAt();
        Instant end = run.dueAt() != null ? run.dueAt() : Objects.requireNonNullElse(closed, run.opensAt());
        Instant first = planned == null ? run.openedAt() : planned.changedAt();
        return new FeedEntry(
                uid(routine == null ? "run-" + run.id() : routineUid(new OccurrenceKey(routine, run.nominalDate()))),
                Span.time(run.opensAt(), end, plan.zone()),
                mark(run.state()) + run.title().in(locale),
                standing(run),
                (planned == null ? 0 : planned.sequence()) + (closed == null ? 0 : 1),
                closed == null ? first : closed,
                run.state() == RunState.SKIPPED,
                categories("feed.run", run.type()),
                "/run?id=" + run.id());
    }

    private String mark(RunState state) {
        return switch (state) {
            case OPEN, IN_PROGRESS -> "";
            case SIGNED -> "✓ ";
            case SKIPPED -> words("feed.mark.skipped") + " ";
            case MISSED -> "✗ " + words("feed.mark.missed") + " ";
        };
    }

    private String standing(RunMark run) {
        return switch (run.state()) {
            case OPEN, IN_PROGRESS -> words("feed.opened");
            case SIGNED -> words("feed.signed", name(run.closedBy()));
            case SKIPPED -> words("feed.skipped", name(run.closedBy()), String.valueOf(run.skipReason()));
            case MISSED -> words("feed.missed", Message.of("run.missed." + cause(run)));
        };
    }

    private static MissedCause cause(RunMark run) {
        return run.missedCause() == null ? MissedCause.NOT_SIGNED : run.missedCause();
    }

    /** @param changedAt when it was last changed */
    FeedEntry of(Task task, Instant changedAt) {
        LocalDate due = Objects.requireNonNull(task.due());
        String done = task.resolution() == Resolution.DONE ? "✓ " : "";
        Stream<@Nullable String> lines = Stream.of(
                words("feed.task", task.owner() == null ? words("feed.nobody") : name(task.owner())),
                task.resolution() == null
                        ? words("task.state." + task.state())
                        : words("task.resolution." + task.resolution()),
                task.description());
        return new FeedEntry(
                uid("task-" + task.number()),
                Span.days(due, due),
                done + task.name() + " · " + task.title().in(locale),
                String.join(
                        "\n",
                        lines.filter(Objects::nonNull).map(String::valueOf).toList()),
                task.version(),
                changedAt,
                task.resolution() == Resolution.DROPPED || task.resolution() == Resolution.DUPLICATE,
                List.of(words("feed.task-kind")),
                "/task?n=" + task.number());
    }

    FeedEntry of(MaintenanceWindow window) {
        return new FeedEntry(
                uid("window-" + window.id()),
                Span.time(window.from(), window.to(), plan.zone()),
                words("feed.window", window.title()),
                window.reason() + "\n" + words("feed.window-by", name(window.createdBy())),
                window.version(),
                window.changedAt(),
                window.cancelledAt() != null,
                List.of(words("feed.window-kind")),
                "/window?id=" + window.id());
    }

    /** That it changed, the sequence says; when, nobody keeps. A cancelled one is not told of any more. */
    FeedEntry of(Absence away) {
        return new FeedEntry(
                uid("absence-" + away.id()),
                Span.days(away.from(), away.to()),
                words("feed.absence", name(away.person())),
                "",
                away.version(),
                away.recordedAt(),
                false,
                List.of(words("feed.absence-kind")),
                null);
    }
}
