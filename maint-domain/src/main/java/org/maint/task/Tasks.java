package org.maint.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunId;
import org.maint.checklist.Runs;
import org.maint.checklist.Upload;
import org.maint.logbook.Logbook;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.PlanDocument.Review;
import org.maint.plan.PlanEvent;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;
import org.maint.task.TaskEvent.Change;

/** Decides what becomes of follow-ups. Technicians, leads and managers make and change them; all staff see them. */
@ApplicationScoped
@Transactional
public class Tasks {
    private static final Role[] MAY_CHANGE = {Role.TECHNICIAN, Role.LEAD, Role.MANAGER};
    private static final LocalDate LATEST_DUE = LocalDate.of(2999, 12, 31);

    private final TaskRepository repository;
    private final People people;
    private final Plans plans;
    private final Runs runs;
    private final Logbook logbook;
    private final Events events;
    private final Clock clock;

    @Inject
    public Tasks(
            TaskRepository repository,
            People people,
            Plans plans,
            Runs runs,
            Logbook logbook,
            Events events,
            Clock clock) {
        this.repository = repository;
        this.people = people;
        this.plans = plans;
        this.runs = runs;
        this.logbook = logbook;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Tasks() {
        this(null, null, null, null, null, null, null);
    }

    /** A task with everything about it. */
    public record Whole(Task task, List<TaskLine> lines, List<TaskFile> files, List<TaskLink> links) {}

    /**
     * @param originKind what it follows from, as {@link Origin.Kind} names it; null for nothing
     * @param originRef which one; refused when there is no such thing
     */
    public Task create(Actor actor, TaskWish wish, @Nullable String originKind, @Nullable String originRef) {
        actor.require(MAY_CHANGE);
        Origin origin = Origin.of(originKind, originRef);
        requireExisting(actor, origin);
        requireOwner(wish.owner());
        requireDue(wish.due(), null);
        Task task = new Task(wish, origin, clock.instant(), actor.id());
        repository.add(task);
        write(task.created());
        return task;
    }

    private void requireExisting(Actor actor, Origin origin) {
        Actor viewer = new Actor(actor.id(), java.util.Set.of(Role.VIEWER));
        origin.run()
                .ifPresent(run -> runs.get(viewer, run).item(origin.itemKey().orElseThrow()));
        if (!repository.exists(origin)) {
            throw Refusal.invalid("/originRef", Message.of("not-found.origin", String.valueOf(origin.ref())));
        }
        if (origin.kind() == Origin.Kind.LOG_ENTRY) {
            logbook.get(viewer, Long.parseLong(String.valueOf(origin.ref())));
        }
    }

    private void requireOwner(@Nullable PersonId owner) {
        boolean able = owner == null
                || people.active(owner)
                        .filter(person -> person.kind() == Person.Kind.HUMAN)
                        .isPresent();
        if (!able) {
            throw Refusal.invalid("/owner", Message.of("invalid.task.owner"));
        }
    }

    private void requireDue(@Nullable LocalDate due, @Nullable LocalDate before) {
        if (due == null || due.equals(before)) {
            return;
        }
        LocalDate today = today();
        if (due.isBefore(today) || due.isAfter(LATEST_DUE)) {
            throw Refusal.invalid("/due", Message.of("invalid.task.due", today.toString()));
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), plans.published().zone());
    }

    /** @param expectedVersion the version that the person saw; null to write whatever it is now */
    public Task edit(Actor actor, long number, TaskWish wish, @Nullable Integer expectedVersion) {
        Task task = forChange(actor, number, expectedVersion);
        requireDue(wish.due(), task.due());
        if (!java.util.Objects.equals(wish.owner(), task.owner())) {
            requireOwner(wish.owner());
        }
        List<Change> changes = task.edit(wish);
        if (!changes.isEmpty()) {
            write(new TaskEvent(task, changes, actor.id(), clock.instant()));
        }
        return task;
    }

    public Task start(Actor actor, long number) {
        Task task = forChange(actor, number, null);
        return write(task, actor, task.start());
    }

    public Task close(
            Actor actor, long number, Resolution how, @Nullable String reason, @Nullable Integer expectedVersion) {
        Task task = forChange(actor, number, expectedVersion);
        return write(task, actor, task.close(how, reason, clock.instant(), actor.id()));
    }

    /** Takes a closing back. */
    public Task reopen(Actor actor, long number) {
        Task task = forChange(actor, number, null);
        return write(task, actor, task.reopen());
    }

    public Task comment(Actor actor, long number, @Nullable String typed) {
        Task task = forChange(actor, number, null);
        String words = Words.required(typed, "/comment", Task.LONGEST_DESCRIPTION);
        return write(task, actor, Change.of(TaskLine.Kind.COMMENT, words));
    }

    public TaskFile attach(Actor actor, long number, String name, byte[] content) {
        Task task = forChange(actor, number, null);
        task.requireOpen();
        Upload upload = Upload.of(name, content);
        TaskFile file = new TaskFile(number, upload, clock.instant(), actor.id());
        repository.add(file, upload.content());
        write(task, actor, Change.of(TaskLine.Kind.FILE, upload.name()));
        return file;
    }

    public TaskLink link(Actor actor, long number, @Nullable String address, @Nullable String title) {
        Task task = forChange(actor, number, null);
        task.requireOpen();
        TaskLink link = new TaskLink(number, address, title, clock.instant(), actor.id());
        repository.add(link);
        write(task, actor, Change.of(TaskLine.Kind.LINK, link.title()));
        return link;
    }

    private Task forChange(Actor actor, long number, @Nullable Integer expectedVersion) {
        actor.require(MAY_CHANGE);
        Task task = repository.findForChange(number).orElseThrow(() -> unknown(number));
        task.requireVersion(expectedVersion);
        return task;
    }

    private Task write(Task task, Actor actor, Change change) {
        write(new TaskEvent(task, List.of(change), actor.id(), clock.instant()));
        return task;
    }

    private void write(TaskEvent event) {
        // The version that the answer shows is the one that the next change must name.
        repository.flush();
        event.changes()
                .forEach(change -> repository.add(new TaskLine(event.task().number(), event.at(), event.by(), change)));
        events.publish(event);
    }

    public Task get(Actor actor, long number) {
        actor.requireStaff();
        return repository.find(number).orElseThrow(() -> unknown(number));
    }

    public Whole whole(Actor actor, long number) {
        Task task = get(actor, number);
        return new Whole(task, repository.lines(number), repository.files(number), repository.links(number));
    }

    /** A file with its bytes. */
    public record Download(TaskFile file, byte[] content) {}

    public Download file(Actor actor, UUID id) {
        actor.requireStaff();
        TaskFile file = repository
                .file(id)
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.evidence", id.toString())));
        return new Download(file, repository.content(id));
    }

    /** By due date, from {@code from} to {@code to}, both included; closed ones too. */
    public List<Task> due(Actor actor, LocalDate from, LocalDate to) {
        actor.requireStaff();
        return repository.due(from, to);
    }

    /**
     * How many tasks there were in a time.
     *
     * @param opened in it
     * @param closed in it
     * @param pending open at its end
     */
    public record Tally(long opened, long closed, long pending) {
        /** Of nothing at all the database sums nothing. */
        public Tally(@Nullable Long opened, @Nullable Long closed, @Nullable Long pending) {
            this(
                    opened == null ? 0 : opened.longValue(),
                    closed == null ? 0 : closed.longValue(),
                    pending == null ? 0 : pending.longValue());
        }
    }

    /** For reports: from one moment (included) to another (excluded). */
    public Tally tally(Instant from, Instant to) {
        return repository.tally(from, to);
    }

    /** Those that {@link #tally} counts as closed. */
    public List<Task> closedBetween(Instant from, Instant to) {
        return repository.closedBetween(from, to);
    }

    /** Those that {@link #tally} counts as pending at the end of a time. */
    public List<Task> pendingAt(Instant at) {
        return repository.pendingAt(at);
    }

    /** When each of these was last changed. */
    public Map<Long, Instant> lastChanges(Actor actor, Collection<Long> numbers) {
        actor.requireStaff();
        return repository.lastChanges(numbers);
    }

    /** What is not closed first, by due date; {@code size} from 1 to 500. */
    public Page<Task> list(Actor actor, TaskQuery query, int page, int size) {
        actor.requireStaff();
        return repository.list(query, page, size);
    }

    /** What follows from items of this run, oldest first. */
    public List<Task> followUps(Actor actor, RunId run) {
        actor.requireStaff();
        return repository.ofRun(run);
    }

    /** Writes the tasks as comma-separated values, with headings in this language. */
    public void export(Actor actor, TaskQuery query, Locale locale, Appendable out) throws IOException {
        actor.requireStaff();
        new TaskExport(repository, people, locale).write(query, out);
    }

    /**
     * Makes the task of the plan's own review when its day has come: once for each date, however many nodes ask. Answers
     * whether it made one.
     */
    public boolean comeUpForReview() {
        PublishedPlan plan = plans.published();
        Review review = plan.document().review();
        String once = "plan-review:" + review.next();
        if (review.next().isAfter(today()) || repository.hasOnce(once)) {
            return false;
        }
        return comeUp(
                Text.of(Message.of("task.plan-review", review.next())),
                Text.of(Message.of("task.plan-review.words")),
                review.next(),
                new Origin(Origin.Kind.PLAN_REVIEW, review.next().toString()),
                once);
    }

    /**
     * Makes a task by maint itself, once for each {@code once}, however many nodes ask. Answers whether it made one.
     *
     * @param once what keeps it from being made again, such as {@code training:security-training:2026-10-01}
     */
    public boolean comeUp(Text title, Text words, LocalDate due, Origin origin, String once) {
        if (repository.hasOnce(once)) {
            return false;
        }
        plans.alone();
        if (repository.hasOnce(once)) {
            return false;
        }
        Task task = new Task(title, words, due, origin, once, clock.instant());
        repository.add(task);
        write(task.created());
        return true;
    }

    /** A version whose next review lies ahead has had its review: the task of it is done. */
    public void on(@Observes PlanEvent.PlanPublished published) {
        if (published.by() == null) {
            return;
        }
        LocalDate next = plans.version(published.number()).document().review().next();
        for (Task task : repository.unfinishedReviews()) {
            String date = String.valueOf(task.origin().ref());
            if (LocalDate.parse(date).isBefore(next)) {
                Text reason = Text.of(Message.of("task.plan-reviewed", published.number()));
                Change closed =
                        task.close(Resolution.DONE, reason.fr() + "\n" + reason.en(), clock.instant(), published.by());
                write(new TaskEvent(task, List.of(closed), published.by(), clock.instant()));
            }
        }
    }

    private static Refusal unknown(long number) {
        return Refusal.notFound(Message.of("not-found.task", Long.toString(number)));
    }
}
