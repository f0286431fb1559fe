package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.DueRuns;
import org.maint.checklist.Run;
import org.maint.checklist.RunQuery;
import org.maint.checklist.RunSummary;
import org.maint.checklist.Runs;
import org.maint.people.Absences;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.plan.DraftState;
import org.maint.plan.Occurrence;
import org.maint.plan.PlanDraft;
import org.maint.plan.PlanDrafts;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.task.Task;
import org.maint.task.TaskQuery;
import org.maint.task.Tasks;

/** What needs me, what needs the team, what is done, what comes. */
@Named
@RequestScoped
public class TodayPage {
    private static final int DAYS_AHEAD = 7;
    private static final int MOST_DONE = 20;
    private static final int MOST_OPENED = 500;
    private static final int MOST_TASKS = 10;

    private final Runs runs;
    private final DueRuns dueRuns;
    private final Plans plans;
    private final PlanDrafts drafts;
    private final Tasks tasks;
    private final People people;
    private final Absences absences;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;
    private @Nullable List<RunSummary> unfinished;
    private @Nullable Page<Task> myTasks;
    private @Nullable List<PlanDraft> approvals;
    private @Nullable List<Occurrence> ahead;
    private @Nullable List<RunSummary> opened;
    private @Nullable List<RunSummary> done;
    private @Nullable List<Day> coming;
    private @Nullable Set<PersonId> standingInFor;
    private @Nullable Map<PersonId, String> names;

    @Inject
    public TodayPage(
            Runs runs,
            DueRuns dueRuns,
            Plans plans,
            PlanDrafts drafts,
            Tasks tasks,
            People people,
            Absences absences,
            Shell shell,
            Fmt fmt,
            Clock clock) {
        this.runs = runs;
        this.dueRuns = dueRuns;
        this.plans = plans;
        this.drafts = drafts;
        this.tasks = tasks;
        this.people = people;
        this.absences = absences;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TodayPage() {
        this(null, null, null, null, null, null, null, null, null, null);
    }

    /** What comes on one day. */
    public record Day(LocalDate date, String words, boolean today, @Nullable String holiday, List<Coming> runs) {}

    /** An occurrence that has not opened yet. */
    public record Coming(String routine, String title, Instant opensAt, Instant dueAt, boolean early) {}

    public String getDate() {
        return fmt.day(fmt.today());
    }

    /** Late ones first, then by due time. */
    public List<RunSummary> getMine() {
        return waiting(true);
    }

    public List<RunSummary> getTeams() {
        return waiting(false);
    }

    private List<RunSummary> waiting(boolean mine) {
        Set<PersonId> others = standingInFor();
        Instant now = clock.instant();
        return unfinished().stream()
                .filter(run -> isMine(run, others) == mine)
                .sorted(Comparator.comparing((RunSummary run) -> !run.late(now))
                        .thenComparing(run -> run.dueAt() == null ? Instant.MAX : run.dueAt()))
                .toList();
    }

    private List<RunSummary> unfinished() {
        if (unfinished == null) {
            unfinished = runs.unfinished(shell.actor());
        }
        return unfinished;
    }

    private Set<PersonId> standingInFor() {
        if (standingInFor == null) {
            standingInFor = absences.actingFor(shell.actor().id(), fmt.today());
        }
        return standingInFor;
    }

    /** Plan changes that wait for this manager: those that they had no hand in. */
    public List<PlanDraft> getApprovals() {
        if (approvals == null) {
            approvals = shell.can("MANAGER") ? approvals() : List.of();
        }
        return approvals;
    }

    private List<PlanDraft> approvals() {
        return drafts.open(shell.actor()).stream()
                .filter(draft -> draft.state() == DraftState.SUBMITTED
                        && !draft.editors().contains(shell.actor().id()))
                .toList();
    }

    /** What is theirs, or of those they stand in for, to follow up, what is due first first. */
    public Page<Task> getMyTasks() {
        if (myTasks == null) {
            Set<PersonId> owners = new HashSet<>(standingInFor());
            owners.add(shell.actor().id());
            myTasks = tasks.list(shell.actor(), TaskQuery.unfinishedOf(owners), 0, MOST_TASKS);
        }
        return myTasks;
    }

    public boolean overdue(Task task) {
        return task.late(fmt.today());
    }

    /** Given to me, or to somebody for whom I stand in today, or to nobody while I hold its role. */
    private boolean isMine(RunSummary run, Set<PersonId> others) {
        PersonId assignee = run.assignee();
        return assignee == null
                ? shell.actor().is(run.responsible())
                : assignee.equals(shell.actor().id()) || others.contains(assignee);
    }

    /** Who has the run; null when it waits for whoever holds its role. */
    public @Nullable String holder(RunSummary run) {
        return name(run.assignee());
    }

    /** The name of a holder, or of who waits for an approval. */
    public @Nullable String name(@Nullable PersonId person) {
        if (names == null) {
            names = people.names(Stream.concat(
                            unfinished().stream().map(RunSummary::assignee),
                            getApprovals().stream().map(PlanDraft::submittedBy))
                    .filter(Objects::nonNull)
                    .toList());
        }
        return person == null ? null : names.getOrDefault(person, "?");
    }

    public boolean late(RunSummary run) {
        return run.late(clock.instant());
    }

    public int percent(RunSummary run) {
        return run.items() == 0 ? 0 : (int) (run.answered() * 100 / run.items());
    }

    /** Today's that have ended. */
    public List<RunSummary> getDone() {
        if (done == null) {
            LocalDate today = fmt.today();
            done = opened().stream()
                    .filter(run -> run.nominalDate().equals(today))
                    .limit(MOST_DONE)
                    .filter(run -> run.closedAt() != null)
                    .toList();
        }
        return done;
    }

    public List<Day> getComing() {
        if (coming == null) {
            coming = coming();
        }
        return coming;
    }

    /** What the plan opens from now on. */
    private List<Occurrence> ahead() {
        if (ahead == null) {
            LocalDate today = fmt.today();
            Instant now = clock.instant();
            ahead = plans.published().calendar(today, today.plusDays(DAYS_AHEAD - 1)).stream()
                    .filter(each -> each.opensAt().isAfter(now))
                    .toList();
        }
        return ahead;
    }

    /** Today's, and those of what is ahead that were opened early; the newest first. */
    private List<RunSummary> opened() {
        if (opened == null) {
            LocalDate first = Stream.concat(
                            Stream.of(fmt.today()), ahead().stream().map(Occurrence::nominalDate))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            opened = runs.summaries(shell.actor(), new RunQuery(first, null, null, null), MOST_OPENED);
        }
        return opened;
    }

    private List<Day> coming() {
        PublishedPlan plan = plans.published();
        LocalDate today = fmt.today();
        Set<String> opened = opened().stream()
                .map(run -> run.routineKey() + " " + run.nominalDate())
                .collect(Collectors.toSet());
        Map<LocalDate, List<Coming>> days = new LinkedHashMap<>();
        for (Occurrence each : ahead()) {
            if (!opened.contains(each.routine() + " " + each.nominalDate())) {
                String title = plan.document()
                        .routine(each.routine())
                        .map(routine -> String.valueOf(fmt.text(routine.title())))
                        .orElse(each.routine());
                days.computeIfAbsent(each.date(), date -> new ArrayList<>())
                        .add(new Coming(
                                each.routine(),
                                title,
                                each.opensAt(),
                                each.dueAt(),
                                each.date().equals(today) && shell.can("TECHNICIAN LEAD")));
            }
        }
        return days.entrySet().stream()
                .map(day -> new Day(
                        day.getKey(),
                        fmt.day(day.getKey()),
                        day.getKey().equals(today),
                        plan.workingDays().holiday(day.getKey()).map(fmt::text).orElse(null),
                        day.getValue()))
                .toList();
    }

    /** Whether the plan itself was to be looked at again before today. */
    public boolean isReviewOverdue() {
        return plans.published().document().review().next().isBefore(fmt.today());
    }

    public String getReviewDate() {
        return fmt.date(plans.published().document().review().next());
    }

    public @Nullable String openEarly(String routine) {
        try {
            Run run = dueRuns.openEarly(shell.actor(), routine);
            return "/run.xhtml?faces-redirect=true&id=" + run.id();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }
}
