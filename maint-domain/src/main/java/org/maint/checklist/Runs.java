package org.maint.checklist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunEvent.ItemRecorded;
import org.maint.checklist.RunEvent.RunSigned;
import org.maint.people.Actor;
import org.maint.people.PeopleEvent.PersonDeactivated;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Item;
import org.maint.plan.ItemKind;
import org.maint.plan.Plans;
import org.maint.plan.Section;
import org.maint.plan.Severity;
import org.maint.plan.Verification;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;

/** Decides what becomes of runs that people work on. What the clock decides is in {@link DueRuns}. */
@ApplicationScoped
@Transactional
public class Runs {
    static final int MOST_UNPLANNED_ITEMS = 100;

    /** Somebody who has not been heard of for so long is no longer shown as present. */
    private static final Duration PRESENT_FOR = Duration.ofSeconds(12);

    private static final Text UNPLANNED_SECTION = new Text("Work", "Travaux");

    private final RunRepository repository;
    private final Plans plans;
    private final Assignees assignees;
    private final Competence competence;
    private final Events events;
    private final Clock clock;

    @Inject
    public Runs(
            RunRepository repository,
            Plans plans,
            Assignees assignees,
            Competence competence,
            Events events,
            Clock clock) {
        this.repository = repository;
        this.plans = plans;
        this.assignees = assignees;
        this.competence = competence;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Runs() {
        this(null, null, null, null, null, null);
    }

    public Run get(Actor actor, RunId id) {
        actor.requireStaff();
        return repository.find(id).orElseThrow(() -> unknown(id));
    }

    /** Newest opening first; {@code size} from 1 to 500. */
    public Page<Run> list(Actor actor, RunQuery query, int page, int size) {
        actor.requireStaff();
        return repository.list(query, page, size);
    }

    public List<RunSummary> unfinished(Actor actor) {
        actor.requireStaff();
        return repository.unfinished();
    }

    /** Newest opening first. */
    public List<RunSummary> summaries(Actor actor, RunQuery query, int most) {
        actor.requireStaff();
        return repository.summaries(query, most);
    }

    /**
     * Those that open from {@code from} (included) to {@code to}, and those that opened before and are due after it, by
     * opening time.
     */
    public List<RunMark> marks(Actor actor, Instant from, Instant to) {
        actor.requireStaff();
        return repository.marks(from, to);
    }

    /** For reports: how many minutes of work runs say that were signed from one moment (included) to another (excluded). */
    public long minutes(Instant from, Instant to) {
        return repository.minutes(from, to);
    }

    /**
     * Records what was found.
     *
     * @param expectedVersion the item's version that the person saw; null to write whatever it is now
     */
    public RunItem enter(Actor actor, RunId id, String itemKey, ItemEntry entry, @Nullable Integer expectedVersion) {
        actor.require(Role.TECHNICIAN);
        Instant now = clock.instant();
        Run run = repository.findForChange(id).orElseThrow(() -> unknown(id));
        ItemRecorded recorded = run.enter(itemKey, entry, expectedVersion, now, actor.id());
        requireFileIfPassed(recorded.item(), run);
        deviate(run, recorded);
        repository.flush();
        events.publish(recorded);
        return recorded.item();
    }

    /**
     * Records what an automatic look has found, with its evidence. A run that is over in the meantime stays as it is.
     */
    public void prove(RunId id, String itemKey, ProofResult result) {
        Instant now = clock.instant();
        Run run = repository.findForChange(id).orElseThrow(() -> unknown(id));
        if (!run.state().workable()) {
            return;
        }
        Optional<ItemRecorded> recorded = run.prove(itemKey, result, now);
        RunItem item = run.item(itemKey);
        Upload upload = Upload.check(itemKey, result.document(), now);
        repository.add(new Evidence(item, Evidence.Kind.CHECK, upload, now, null), upload.content());
        recorded.ifPresent(each -> deviate(run, each));
        repository.flush();
        recorded.ifPresent(events::publish);
    }

    /** Has an item found out about again. */
    public RunItem recheck(Actor actor, RunId id, String itemKey) {
        actor.require(Role.TECHNICIAN);
        Run run = repository.findForChange(id).orElseThrow(() -> unknown(id));
        RunItem item = run.recheck(itemKey);
        repository.flush();
        events.publish(new RunEvent.ProofAsked(run, item, actor.id()));
        return item;
    }

    private void requireFileIfPassed(RunItem item, Run run) {
        boolean passed = item.kind() == ItemKind.FILE && item.outcome() == Outcome.PASS;
        if (passed
                && repository.evidenceOf(List.of(run.id())).stream()
                        .noneMatch(evidence -> evidence.itemId().equals(item.id()))) {
            throw Refusal.invalid("/outcome", Message.of("invalid.item.file-missing", item.title()));
        }
    }

    private void deviate(Run run, ItemRecorded recorded) {
        RunItem item = recorded.item();
        Optional<Deviation> open = repository.openDeviation(run.id(), item.key());
        String seen = item.note();
        if (item.outcome() != Outcome.FAIL || seen == null) {
            open.ifPresent(deviation -> deviation.close(recorded.at()));
        } else if (open.isPresent()) {
            open.get().describe(seen);
        } else {
            String subject = run.routineKey().map(routine -> routine + "/").orElse("unplanned/") + item.key();
            repository.add(new Deviation(run.id(), item, subject, seen, recorded.at(), recorded.by()));
        }
    }

    public Evidence attachFile(Actor actor, RunId id, String itemKey, String name, byte[] content) {
        return attach(actor, id, itemKey, Evidence.Kind.FILE, Upload.of(name, content));
    }

    /** Keeps what a command of the plan printed, as evidence. */
    public Evidence attachOutput(Actor actor, RunId id, String itemKey, String output) {
        return attach(actor, id, itemKey, Evidence.Kind.COMMAND_OUTPUT, Upload.commandOutput(output));
    }

    private Evidence attach(Actor actor, RunId id, String itemKey, Evidence.Kind kind, Upload upload) {
        actor.require(Role.TECHNICIAN);
        Instant now = clock.instant();
        Run run = repository.findForChange(id).orElseThrow(() -> unknown(id));
        RunItem item = run.attachTo(itemKey, now);
        Evidence evidence = new Evidence(item, kind, upload, now, actor.id());
        repository.add(evidence, upload.content());
        events.publish(new RunEvent.EvidenceAttached(run, item, evidence, actor.id()));
        return evidence;
    }

    /** By the time of recording. */
    public List<Evidence> evidenceOf(Actor actor, Collection<RunId> runs) {
        actor.requireStaff();
        return repository.evidenceOf(runs);
    }

    /** A piece of evidence with its bytes. */
    public record EvidenceFile(Evidence evidence, byte[] content) {}

    public EvidenceFile evidence(Actor actor, UUID id) {
        actor.requireStaff();
        Evidence evidence = repository
                .evidence(id)
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.evidence", id.toString())));
        return new EvidenceFile(evidence, repository.content(id));
    }

    /** Failed items of a run, open or closed. */
    public List<Deviation> deviations(Actor actor, RunId id) {
        actor.requireStaff();
        return repository.deviations(id);
    }

    /** Puts a person's name to a run; refused while required items are missing. */
    public Run signOff(Actor actor, RunId id, SignOff signOff) {
        actor.require(Role.TECHNICIAN);
        Run run = repository.findForChange(id).orElseThrow(() -> unknown(id));
        requireSkills(run);
        RunSigned signed = run.signOff(signOff, clock.instant(), actor.id());
        events.publish(signed);
        return run;
    }

    /** Whoever has answered for an item that wants a skill holds it, or somebody who does has countersigned. */
    private void requireSkills(Run run) {
        Set<String> wanting = wantingCountersignature(run);
        List<Refusal.Fault> faults = run.items().stream()
                .filter(item -> wanting.contains(item.key()))
                .map(item -> new Refusal.Fault(
                        "/items/" + item.key(), Message.of("conflict.run.item-countersign", item.title())))
                .toList();
        if (!faults.isEmpty()) {
            throw Refusal.conflict(Message.of("conflict.run.countersign", faults.size()), faults);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), plans.published().zone());
    }

    /** The items that somebody has answered who did not hold their skill then, and that nobody has countersigned. */
    public Set<String> wantingCountersignature(Run run) {
        Map<String, Boolean> held = new HashMap<>();
        return run.items().stream()
                .filter(item -> wantsCountersignature(item, held))
                .map(RunItem::key)
                .collect(Collectors.toSet());
    }

    /** @param held what is known already, so that each person and skill is asked for once */
    private boolean wantsCountersignature(RunItem item, Map<String, Boolean> held) {
        String skill = item.skill();
        PersonId by = item.recordedBy();
        Instant at = item.recordedAt();
        if (skill == null || by == null || at == null || !item.answered() || item.countersignedBy() != null) {
            return false;
        }
        LocalDate day = LocalDate.ofInstant(at, plans.published().zone());
        return !held.computeIfAbsent(by + " " + skill + " " + day, unknown -> competence.holds(by, skill, day));
    }

    /** Which of the skills that a run's items want somebody holds today. */
    public Set<String> skillsOf(PersonId person, Run run) {
        LocalDate today = today();
        return run.items().stream()
                .map(RunItem::skill)
                .filter(Objects::nonNull)
                .distinct()
                .filter(skill -> competence.holds(person, skill, today))
                .collect(Collectors.toSet());
    }

    /** Somebody who holds the item's skill stands beside who has answered; refused without the skill, and to oneself. */
    public RunItem countersign(Actor actor, RunId id, String itemKey) {
        actor.require(Role.TECHNICIAN, Role.LEAD, Role.MANAGER);
        Run run = repository.findForChange(id).orElseThrow(() -> unknown(id));
        run.requireWorkable();
        RunItem item = run.item(itemKey);
        String skill = item.skill();
        if (skill == null || !wantsCountersignature(item, new HashMap<>())) {
            throw Refusal.conflict(Message.of("conflict.item.no-countersignature", item.title()));
        }
        if (actor.id().equals(item.recordedBy()) || !competence.holds(actor.id(), skill, today())) {
            throw Refusal.forbidden(Message.of("forbidden.item.countersign", item.title()));
        }
        item.countersign(clock.instant(), actor.id());
        repository.flush();
        events.publish(new RunEvent.ItemCountersigned(run, item, actor.id()));
        return item;
    }

    /** A run that is worked on, which nobody closes until the transaction ends; refused when it is closed. */
    public Run holdOpen(Actor actor, RunId id) {
        actor.require(Role.TECHNICIAN, Role.LEAD);
        Run run = repository.findForChange(id).orElseThrow(() -> unknown(id));
        run.requireWorkable();
        return run;
    }

    /** A lead decides that it is not done this time. */
    public Run skip(Actor actor, RunId id, @Nullable String typedReason) {
        actor.require(Role.LEAD);
        String reason = Words.required(typedReason, "/reason", Run.LONGEST_REASON);
        Run run = repository.findForChange(id).orElseThrow(() -> unknown(id));
        events.publish(run.skip(reason, clock.instant(), actor.id()));
        return run;
    }

    /**
     * Gives a run to somebody: a lead gives it to anybody, who has it gives it on, and a technician takes what nobody
     * has. Giving it to who has it already changes nothing.
     *
     * @param to an active person who holds the run's role; null for whoever holds it
     */
    public Run reassign(Actor actor, RunId id, @Nullable PersonId to, @Nullable String typedReason) {
        actor.requireStaff();
        String reason = Words.optional(typedReason, "/reason", Run.LONGEST_REASON);
        Run run = repository.findForChange(id).orElseThrow(() -> unknown(id));
        assignees.requireMay(actor, run, to);
        if (to != null) {
            assignees.requireFit(to, run);
        }
        run.reassign(to, reason, clock.instant(), actor.id()).ifPresent(events::publish);
        return run;
    }

    /** What somebody had who is gone waits for whoever holds its role. */
    public void on(@Observes PersonDeactivated deactivated) {
        for (Run run : repository.unfinishedOf(deactivated.person())) {
            run.reassign(null, null, clock.instant(), deactivated.by()).ifPresent(events::publish);
        }
    }

    /**
     * Opens unplanned work.
     *
     * @param type {@link WorkType#UNPLANNED} or {@link WorkType#EMERGENCY}
     * @param typedItems what is to be checked, a title each, from 1 to 100
     */
    public Run startUnplanned(Actor actor, @Nullable String typedTitle, WorkType type, List<String> typedItems) {
        actor.require(Role.TECHNICIAN);
        if (type != WorkType.UNPLANNED && type != WorkType.EMERGENCY) {
            throw Refusal.invalid("/type", Message.of("invalid.run.type"));
        }
        String title = Words.required(typedTitle, "/title", Run.LONGEST_TITLE);
        if (typedItems.isEmpty() || typedItems.size() > MOST_UNPLANNED_ITEMS) {
            throw Refusal.invalid("/items", Message.of("invalid.number.range", 1, MOST_UNPLANNED_ITEMS));
        }
        Instant now = clock.instant();
        List<Item> items = new java.util.ArrayList<>();
        for (int i = 0; i < typedItems.size(); i++) {
            String words = Words.required(typedItems.get(i), "/items/" + i, Run.LONGEST_TITLE);
            items.add(unplannedItem("item-" + (i + 1), words));
        }
        Section section = new Section("work", UNPLANNED_SECTION, items, List.of());
        LocalDate date = LocalDate.ofInstant(now, plans.published().zone());
        Run run = Run.unplanned(
                type,
                Text.same(title),
                List.of(section),
                date,
                plans.published().number(),
                Role.TECHNICIAN,
                now);
        repository.add(run);
        events.publish(run.opened(actor.id(), now));
        return run;
    }

    private static Item unplannedItem(String key, String title) {
        return new Item(
                key,
                Text.same(title),
                ItemKind.CHECK,
                null,
                null,
                null,
                List.of(),
                true,
                Verification.MANUAL,
                Severity.WARNING,
                List.of(),
                null,
                null);
    }

    /** Says that a person has this run on their screen, and answers who else has. */
    public List<Presence> present(Actor actor, RunId id, @Nullable String itemKey) {
        actor.requireStaff();
        Instant now = clock.instant();
        repository.present(id, actor.id(), itemKey, now);
        return repository.presentSince(id, now.minus(PRESENT_FOR));
    }

    private static Refusal unknown(RunId id) {
        return Refusal.notFound(Message.of("not-found.run", id.toString().toLowerCase(Locale.ROOT)));
    }
}
