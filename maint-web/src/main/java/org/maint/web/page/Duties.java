package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunSummary;
import org.maint.checklist.Runs;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.plan.Plans;
import org.maint.plan.Routine;
import org.maint.shared.Page;
import org.maint.task.Task;
import org.maint.task.TaskQuery;
import org.maint.task.Tasks;

/** What a person is responsible for: by name, by role, and at this moment. */
@Named
@RequestScoped
public class Duties {
    private final Runs runs;
    private final Tasks tasks;
    private final Plans plans;
    private final Shell shell;
    private final Clock clock;
    private @Nullable List<RunSummary> unfinished;
    private @Nullable Map<PersonId, Long> taskCounts;

    @Inject
    public Duties(Runs runs, Tasks tasks, Plans plans, Shell shell, Clock clock) {
        this.runs = runs;
        this.tasks = tasks;
        this.plans = plans;
        this.shell = shell;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Duties() {
        this(null, null, null, null, null);
    }

    /** The routines that the plan gives to this person. */
    public List<Routine> own(Person person) {
        return plans.published()
                .document()
                .routines()
                .filter(routine -> person.login().equals(routine.assignee()))
                .toList();
    }

    /** The routines that wait for anybody who holds a role of theirs. */
    public List<Routine> shared(Person person) {
        return plans.published()
                .document()
                .routines()
                .filter(routine -> routine.assignee() == null && person.roles().contains(routine.responsible()))
                .toList();
    }

    /** Their runs that are open or in progress, by due time. */
    public List<RunSummary> open(PersonId person) {
        if (unfinished == null) {
            unfinished = runs.unfinished(shell.actor());
        }
        return unfinished.stream()
                .filter(run -> Objects.equals(run.assignee(), person))
                .toList();
    }

    /** How many follow-ups are theirs and not closed. */
    public long tasks(PersonId person) {
        if (taskCounts == null) {
            taskCounts = tasks.list(shell.actor(), TaskQuery.unfinished(), 0, Page.LARGEST).items().stream()
                    .map(Task::owner)
                    .filter(Objects::nonNull)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }
        return taskCounts.getOrDefault(person, 0L);
    }

    public boolean late(RunSummary run) {
        return run.late(clock.instant());
    }
}
