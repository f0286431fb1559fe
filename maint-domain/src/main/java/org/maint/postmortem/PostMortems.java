package org.maint.postmortem;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.WorkType;
import org.maint.incident.Incident;
import org.maint.incident.IncidentEvent;
import org.maint.incident.IncidentLine;
import org.maint.incident.IncidentRole;
import org.maint.incident.Incidents;
import org.maint.logbook.EntryParts;
import org.maint.logbook.LogEntry;
import org.maint.logbook.Logbook;
import org.maint.notification.Notice;
import org.maint.notification.Outbox;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.PlanDraft;
import org.maint.plan.PlanDrafts;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Duties;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;
import org.maint.task.Origin;
import org.maint.task.Priority;
import org.maint.task.Resolution;
import org.maint.task.Task;
import org.maint.task.TaskEvent;
import org.maint.task.TaskLine;
import org.maint.task.TaskWish;
import org.maint.task.Tasks;

/**
 * Decides what becomes of post-mortems. One opens by itself with the end of its incident. Those who work on incidents write
 * it, part by part, and comment on it; a manager without a hand in it approves it, which puts its frozen text into the log
 * and makes tasks of what is to change.
 */
@ApplicationScoped
@Transactional
public class PostMortems {
    private static final Role[] MAY_WRITE = {Role.TECHNICIAN, Role.LEAD, Role.MANAGER};

    /** So long after its incident a post-mortem is to be in review. */
    static final int DUE_AFTER_DAYS = 7;

    /** So long after an action was done somebody looks whether it has helped. */
    static final int CHECKED_AFTER_DAYS = 28;

    public static final int LONGEST_PART = 20_000;
    public static final int LONGEST_COMMENT = 2_000;
    static final int LONGEST_REASON = 2_000;
    static final int MOST_ACTIONS = 50;
    private static final int MOST_OPENED = 20;
    private static final int LATEST_DUE_YEARS = 10;
    private static final int MOST_WORDS = 8;
    private static final int LONGEST_LOG_TITLE = 200;

    private final PostMortemRepository repository;
    private final Incidents incidents;
    private final Findings findings;
    private final Tasks tasks;
    private final PlanDrafts drafts;
    private final Logbook logbook;
    private final Outbox outbox;
    private final Duties duties;
    private final People people;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public PostMortems(
            PostMortemRepository repository,
            Incidents incidents,
            Findings findings,
            Tasks tasks,
            PlanDrafts drafts,
            Logbook logbook,
            Outbox outbox,
            Duties duties,
            People people,
            Plans plans,
            Events events,
            Clock clock) {
        this.repository = repository;
        this.incidents = incidents;
        this.findings = findings;
        this.tasks = tasks;
        this.drafts = drafts;
        this.logbook = logbook;
        this.outbox = outbox;
        this.duties = duties;
        this.people = people;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PostMortems() {
        this(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Everything there is of one; parts in their order, comments and actions oldest first. */
    public record Whole(
            PostMortem postMortem,
            Incidents.Whole incident,
            List<PostMortemSection> sections,
            List<PostMortemComment> comments,
            List<PostMortemAction> actions) {}

    /** Opens with the end of its incident, with what the record knows. */
    public void on(@Observes IncidentEvent event) {
        if (event.kind() != IncidentLine.Kind.RESOLVED) {
            return;
        }
        open(event.incident(), event.at());
    }

    private void open(Incident incident, Instant at) {
        PostMortem postMortem =
                new PostMortem(incident.number(), figures(incident.number()), today().plusDays(DUE_AFTER_DAYS), at);
        repository.add(postMortem);
        String description = incident.description();
        for (Part part : Part.values()) {
            String words =
                    switch (part) {
                        case SUMMARY -> description == null
                                ? incident.title()
                                : incident.title() + "\n\n" + description;
                        case RESOLUTION -> incident.resolution();
                        default -> null;
                    };
            repository.add(new PostMortemSection(incident.number(), part, words));
        }
        // Their words are in it: neither of them approves it.
        PersonId resolver = incident.resolvedBy();
        if (resolver != null) {
            postMortem.written(resolver, at);
        }
        if (description != null) {
            postMortem.written(incident.declaredBy(), at);
        }
        repository.flush();
        events.publish(new PostMortemEvent(postMortem, "opened", null, incident.title(), at));
        PersonId lead = incident.holder(IncidentRole.LEAD);
        tell(
                notice("approval.post-mortem-opened", incident, "opened", incident.name(), postMortem.due()),
                person -> person.id().equals(lead) || person.roles().contains(Role.LEAD));
    }

    private Figures figures(long number) {
        return findings.of(incidents.whole(Actor.MAINT, number));
    }

    public Whole whole(Actor actor, long number) {
        actor.requireStaff();
        PostMortem postMortem = repository.find(number).orElseThrow(() -> unknown(number));
        Incidents.Whole incident = incidents.whole(actor, number);
        return new Whole(
                postMortem,
                incident,
                ordered(repository.sections(number)),
                repository.comments(number),
                repository.actions(number));
    }

    private static List<PostMortemSection> ordered(List<PostMortemSection> sections) {
        return sections.stream()
                .sorted(Comparator.comparing(PostMortemSection::part))
                .toList();
    }

    /**
     * Newest first.
     *
     * @param typed words that all stand somewhere in it; null or blank for any
     */
    public Page<PostMortem> list(
            Actor actor, @Nullable PostMortemState state, @Nullable String typed, int page, int size) {
        actor.requireStaff();
        List<String> words = Arrays.stream(
                        Objects.requireNonNullElse(typed, "").strip().split("\\s+"))
                .filter(each -> !each.isEmpty())
                .limit(MOST_WORDS)
                .toList();
        return repository.list(state, words, page, size);
    }

    /**
     * Writes one part; refused as stale when somebody else has written it meanwhile.
     *
     * @param typed Markdown; null or blank to leave it empty
     * @param expectedVersion that part's version as the person saw it; null to write whatever it is now
     */
    public PostMortemSection write(
            Actor actor, long number, Part part, @Nullable String typed, @Nullable Integer expectedVersion) {
        PostMortem postMortem = forChange(actor, number, null);
        PostMortemSection section = write(actor, postMortem, part, typed, expectedVersion);
        repository.flush();
        return section;
    }

    private PostMortemSection write(
            Actor actor, PostMortem postMortem, Part part, @Nullable String typed, @Nullable Integer expectedVersion) {
        postMortem.requireState(PostMortemState.DRAFT);
        String words = Words.optional(typed, "/sections/" + part.key(), LONGEST_PART);
        Instant now = clock.instant();
        PostMortemSection section = repository.sectionForChange(postMortem.incident(), part);
        if (section.write(words, expectedVersion, now, actor.id())) {
            postMortem.written(actor.id(), now);
            told(postMortem, "written", actor, part.key());
        }
        return section;
    }

    /** Writes several parts at once, all or none; those that are not named stay as they are. */
    public Whole write(Actor actor, long number, Map<Part, @Nullable String> typed, @Nullable Integer expectedVersion) {
        PostMortem postMortem = forChange(actor, number, expectedVersion);
        postMortem.requireState(PostMortemState.DRAFT);
        new EnumMap<>(typed).forEach((part, words) -> write(actor, postMortem, part, words, null));
        repository.flush();
        return whole(Actor.MAINT, number);
    }

    /** Says something about a part, while it is written or reviewed. */
    public PostMortemComment comment(Actor actor, long number, Part part, @Nullable String typed) {
        PostMortem postMortem = forChange(actor, number, null);
        requireOpen(postMortem);
        Instant now = clock.instant();
        PostMortemComment comment =
                new PostMortemComment(number, part, Words.required(typed, "/words", LONGEST_COMMENT), now, actor.id());
        repository.add(comment);
        postMortem.touched(now);
        told(postMortem, "commented", actor, part.key());
        return comment;
    }

    private static void requireOpen(PostMortem postMortem) {
        if (postMortem.state() == PostMortemState.APPROVED) {
            postMortem.requireState(PostMortemState.DRAFT);
        }
    }

    /** What was said is taken care of; again changes nothing. */
    public void settle(Actor actor, long number, UUID comment) {
        PostMortem postMortem = forChange(actor, number, null);
        requireOpen(postMortem);
        PostMortemComment found = repository
                .comment(comment)
                .filter(each -> each.incident() == number)
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.post-mortem.comment")));
        Instant now = clock.instant();
        found.settle(now, actor.id());
        postMortem.touched(now);
        told(postMortem, "settled", actor, found.part().key());
    }

    /** Names something that is to change. */
    public PostMortemAction addAction(Actor actor, long number, ActionWish wish) {
        PostMortem postMortem = forChange(actor, number, null);
        postMortem.requireState(PostMortemState.DRAFT);
        PersonId owner = wish.owner();
        if (owner != null && people.active(owner).filter(Person::activeHuman).isEmpty()) {
            throw Refusal.invalid("/owner", Message.of("invalid.task.owner"));
        }
        LocalDate due = wish.due();
        if (due != null && (due.isBefore(today()) || due.isAfter(today().plusYears(LATEST_DUE_YEARS)))) {
            throw Refusal.invalid("/due", Message.of("invalid.task.due", today().toString()));
        }
        if (repository.actions(number).size() >= MOST_ACTIONS) {
            throw Refusal.conflict(Message.of("conflict.post-mortem.actions", MOST_ACTIONS));
        }
        Instant now = clock.instant();
        PostMortemAction action = new PostMortemAction(number, wish, now, actor.id());
        repository.add(action);
        postMortem.written(actor.id(), now);
        told(postMortem, "action-added", actor, wish.title());
        return action;
    }

    /** Takes one back of which nothing has become yet. */
    public void removeAction(Actor actor, long number, UUID id) {
        PostMortem postMortem = forChange(actor, number, null);
        PostMortemAction action = action(number, id);
        action.requireLoose();
        postMortem.written(actor.id(), clock.instant());
        repository.remove(action);
        told(postMortem, "action-removed", actor, action.title());
    }

    private PostMortemAction action(long number, UUID id) {
        return repository
                .actionForChange(id)
                .filter(each -> each.incident() == number)
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.post-mortem.action")));
    }

    /** It becomes a task now, and not only with the approval. */
    public Task makeTask(Actor actor, long number, UUID id) {
        PostMortem postMortem = forChange(actor, number, null);
        Task task = makeTask(actor, action(number, id));
        postMortem.touched(clock.instant());
        told(postMortem, "task-made", actor, task.name());
        return task;
    }

    private Task makeTask(Actor actor, PostMortemAction action) {
        action.requireLoose();
        Text why = Text.of(Message.of(
                "post-mortem.task", "I-" + action.incident(), Message.of("post-mortem.action." + action.kind())));
        LocalDate due = action.due();
        Task task = tasks.create(
                actor,
                new TaskWish(
                        action.title(),
                        why.fr() + "\n" + why.en(),
                        Priority.HIGH,
                        stillThere(action.owner()),
                        due == null || due.isBefore(today()) ? today() : due),
                Origin.Kind.POST_MORTEM.name(),
                Long.toString(action.incident()));
        repository.flush();
        action.becomesTask(task.number());
        return task;
    }

    /**
     * It becomes a new item in a draft of the plan, which is reviewed as any change of the plan.
     *
     * @param routine in whose last section it stands
     */
    public PlanDraft makeItem(Actor actor, long number, UUID id, String routine) {
        actor.require(Role.LEAD);
        PostMortem postMortem = forChange(actor, number, null);
        PostMortemAction action = action(number, id);
        action.requireLoose();
        String title = Words.shortened("I-" + number + " · " + action.title(), 200);
        PlanDraft draft = drafts.begin(actor, title);
        drafts.edit(actor, draft.id(), NewItem.in(plans.published().document(), routine, action), Locale.ENGLISH);
        action.becomesItem(draft.id());
        postMortem.touched(clock.instant());
        told(postMortem, "item-made", actor, action.title());
        return draft;
    }

    /** Hands it to the managers. Refused while a part that is needed is empty, and without anything that is to change. */
    public PostMortem submit(Actor actor, long number, @Nullable Integer expectedVersion) {
        PostMortem postMortem = forChange(actor, number, expectedVersion);
        postMortem.requireState(PostMortemState.DRAFT);
        List<Refusal.Fault> missing = repository.sections(number).stream()
                .filter(section -> section.part().required() && section.words() == null)
                .sorted(Comparator.comparing(PostMortemSection::part))
                .map(section -> new Refusal.Fault(
                        "/sections/" + section.part().key(),
                        Message.of("invalid.post-mortem.part", Message.of("post-mortem.part." + section.part()))))
                .toList();
        if (!missing.isEmpty()) {
            throw Refusal.conflict(Message.of("conflict.post-mortem.incomplete", missing.size()), missing);
        }
        Incident incident = incident(number);
        if (!incident.drill() && repository.actions(number).isEmpty()) {
            throw Refusal.conflict(Message.of("conflict.post-mortem.no-action"));
        }
        Instant now = clock.instant();
        postMortem.found(figures(number));
        postMortem.submit(now, actor.id());
        told(postMortem, "submitted", actor, "");
        tell(
                notice("approval.post-mortem-submitted", incident, "submitted", incident.name(), incident.title()),
                person -> person.roles().contains(Role.MANAGER)
                        && !person.id().equals(actor.id())
                        && !postMortem.authors().contains(person.id()));
        return postMortem;
    }

    /** A manager sends it back with a reason; or one of those who wrote it takes it back. */
    public PostMortem requestChanges(
            Actor actor, long number, @Nullable String typedReason, @Nullable Integer expectedVersion) {
        PostMortem postMortem = forChange(actor, number, expectedVersion);
        postMortem.requireState(PostMortemState.IN_REVIEW);
        if (!postMortem.authors().contains(actor.id()) && !actor.id().equals(postMortem.submittedBy())) {
            actor.require(Role.MANAGER);
        }
        String reason = Words.required(typedReason, "/reason", LONGEST_REASON);
        postMortem.giveBack(reason, clock.instant(), actor.id());
        told(postMortem, "returned", actor, reason);
        Incident incident = incident(number);
        tell(
                notice("approval.post-mortem-returned", incident, "returned", incident.name(), reason),
                person -> postMortem.authors().contains(person.id())
                        && !person.id().equals(actor.id()));
        return postMortem;
    }

    /**
     * Signs exactly the version that the manager saw: its text is frozen and goes into the log, the plan's step of the
     * incident is done, and what is to change becomes tasks.
     */
    public PostMortem approve(Actor actor, long number, @Nullable Integer expectedVersion) {
        actor.require(Role.MANAGER);
        PostMortem postMortem = forChange(actor, number, expectedVersion);
        postMortem.requireApprovableBy(actor.id());
        Instant now = clock.instant();
        repository.actions(number).stream()
                .filter(action -> action.task() == null && action.draft() == null)
                .forEach(action -> makeTask(actor, action));
        // With the figures that the manager has seen: they were taken when it was handed in.
        Whole whole = whole(Actor.MAINT, number);
        ObjectNode text = text(whole);
        postMortem.approve(now, actor.id());
        Incident incident = whole.incident().incident();
        LogEntry entry =
                logbook.sign(actor.id(), WorkType.EMERGENCY, title(incident), content(whole, text, actor), now);
        postMortem.logged(entry.sequence());
        incidents.analysed(number, actor.id());
        told(postMortem, "approved", actor, Long.toString(entry.sequence()));
        tell(
                notice("approval.post-mortem-approved", incident, "approved", incident.name(), incident.title()),
                person -> postMortem.authors().contains(person.id()));
        return postMortem;
    }

    private static Text title(Incident incident) {
        Message plain = Message.of("post-mortem.entry", incident.name(), incident.title());
        return Text.of(incident.drill() ? Message.of("notification.drill", plain) : plain)
                .shortened(LONGEST_LOG_TITLE);
    }

    /** What is frozen. */
    private static ObjectNode text(Whole whole) {
        ObjectNode text = Canonical.mapper().createObjectNode();
        text.put("incident", whole.postMortem().incident());
        text.set("figures", whole.postMortem().figures().json());
        ObjectNode sections = text.putObject("sections");
        whole.sections().forEach(section -> sections.put(section.part().key(), section.words()));
        ArrayNode actions = text.putArray("actions");
        for (PostMortemAction action : whole.actions()) {
            ObjectNode one =
                    actions.addObject().put("kind", action.kind().name()).put("title", action.title());
            EntryParts.putIfPresent(one, "owner", action.owner());
            EntryParts.putIfPresent(one, "due", action.due());
            EntryParts.putIfPresent(one, "task", action.task());
            EntryParts.putIfPresent(one, "planDraft", action.draft());
        }
        ArrayNode authors = text.putArray("authors");
        whole.postMortem().authors().forEach(author -> authors.add(author.toString()));
        return text;
    }

    /** By the plan's log template, with the frozen text in it. */
    private ObjectNode content(Whole whole, ObjectNode text, Actor actor) {
        Incident incident = whole.incident().incident();
        ObjectNode content = Canonical.mapper().createObjectNode();
        content.put("incident", incident.number());
        content.put("date", today().toString());
        content.set("title", EntryParts.text(title(incident)));
        content.put("drill", incident.drill());
        content.set("performedBy", text.path("authors"));
        ArrayNode completed = content.putArray("tasksCompleted");
        for (PostMortemSection section : whole.sections()) {
            if (section.words() != null) {
                ObjectNode task = EntryParts.task(
                        section.part().key(),
                        Text.of(Message.of("post-mortem")),
                        Text.of(Message.of("post-mortem.part." + section.part())),
                        "PASS");
                task.put("note", section.words());
                completed.add(task);
            }
        }
        content.putArray("issuesFound");
        content.putArray("issuesResolved");
        content.putArray("issuesEscalated");
        ArrayNode next = content.putArray("nextActions");
        whole.actions().forEach(action -> next.add(action.title()));
        content.putNull("notes");
        content.putNull("minutesSpent");
        content.put("signedBy", actor.id().toString());
        content.set("postMortem", text);
        return content;
    }

    /** Whoever has an action done is to know some weeks later whether it has helped. */
    public void on(@Observes TaskEvent event) {
        Task task = event.task();
        PersonId by = event.by();
        if (!event.has(TaskLine.Kind.CLOSED) || task.resolution() != Resolution.DONE || by == null) {
            return;
        }
        repository
                .actionOfTask(task.number())
                .filter(action -> action.check() == null)
                .ifPresent(action -> {
                    Text words = Text.of(
                            Message.of("post-mortem.check.words", task.name(), "I-" + action.incident(), task.title()));
                    Text title = Text.of(Message.of("post-mortem.check", task.title()));
                    Task check = tasks.create(
                            new Actor(by, Set.of(Role.TECHNICIAN)),
                            new TaskWish(
                                    Words.shortened(title.fr(), 200),
                                    words.fr() + "\n" + words.en(),
                                    Priority.NORMAL,
                                    stillThere(task.owner()),
                                    today().plusDays(CHECKED_AFTER_DAYS)),
                            Origin.Kind.POST_MORTEM.name(),
                            Long.toString(action.incident()));
                    repository.flush();
                    action.checkedBy(check.number());
                });
    }

    /** Whoever has left is given nothing; their absence holds nothing up either. */
    private @Nullable PersonId stillThere(@Nullable PersonId person) {
        return person == null
                        || people.active(person).filter(Person::activeHuman).isEmpty()
                ? null
                : person;
    }

    /** What was to change after these incidents and has not yet. */
    public List<PostMortemAction> openActions(Actor actor, Collection<Long> numbers) {
        actor.requireStaff();
        return repository.openActions(numbers);
    }

    /** Calls to mind, once each, what is due tomorrow, and what is late. */
    public void remind() {
        if (!duties.take("reminder")) {
            return;
        }
        LocalDate today = today();
        Instant now = clock.instant();
        // Of incidents that were over before there were post-mortems, or on a node of an older version.
        incidents.named(Actor.MAINT, repository.without(MOST_OPENED)).forEach(incident -> open(incident, now));
        for (PostMortem postMortem : repository.dueBy(today.plusDays(1))) {
            boolean late = postMortem.due().isBefore(today);
            String once = "post-mortem-" + (late ? "late-" : "due-") + postMortem.incident();
            if (duties.first(once, now)) {
                Incident incident = incident(postMortem.incident());
                PersonId lead = incident.holder(IncidentRole.LEAD);
                tell(
                        notice(
                                "approval.post-mortem-due",
                                incident,
                                late ? "late" : "due",
                                incident.name(),
                                postMortem.due()),
                        person -> person.id().equals(lead)
                                || postMortem.authors().contains(person.id())
                                || person.roles().contains(Role.LEAD));
            }
        }
    }

    private Incident incident(long number) {
        return incidents.whole(Actor.MAINT, number).incident();
    }

    private Notice notice(String kind, Incident incident, String what, Object... arguments) {
        Message title = Message.of("notification.post-mortem-" + what, arguments);
        return new Notice(
                kind,
                Severity.INFO,
                Text.of(incident.drill() ? Message.of("notification.drill", title) : title),
                Text.same(incident.title()),
                "/post-mortem?n=" + incident.number());
    }

    private void tell(Notice notice, Predicate<Person> whom) {
        outbox.tell(
                notice,
                people.all().stream().filter(Person::activeHuman).filter(whom).toList());
    }

    private void told(PostMortem postMortem, String deed, Actor actor, String detail) {
        // The version that the answer shows is the one that the next change must name.
        repository.flush();
        events.publish(new PostMortemEvent(postMortem, deed, actor.id(), detail, clock.instant()));
    }

    private PostMortem forChange(Actor actor, long number, @Nullable Integer expectedVersion) {
        actor.require(MAY_WRITE);
        PostMortem postMortem = repository.findForChange(number).orElseThrow(() -> unknown(number));
        postMortem.requireVersion(expectedVersion);
        return postMortem;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), plans.published().zone());
    }

    private static Refusal unknown(long number) {
        return Refusal.notFound(Message.of("not-found.post-mortem", Long.toString(number)));
    }
}
