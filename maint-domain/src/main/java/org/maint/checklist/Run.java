package org.maint.checklist;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunEvent.ItemRecorded;
import org.maint.checklist.RunEvent.RunMissed;
import org.maint.checklist.RunEvent.RunOpened;
import org.maint.checklist.RunEvent.RunReassigned;
import org.maint.checklist.RunEvent.RunSigned;
import org.maint.checklist.RunEvent.RunSkipped;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Occurrence;
import org.maint.plan.Routine;
import org.maint.plan.Section;
import org.maint.plan.Tier;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/**
 * One occurrence of a routine, or one piece of unplanned work, with a snapshot of its items.
 *
 * <p>It opens at its time, is worked on by anybody who may, and ends in exactly one of three ways: signed by a person,
 * skipped by a lead with a reason, or missed with a cause. After that it never changes.
 */
@Entity
@Table(name = "run")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Run {
    static final int LONGEST_TITLE = 200;
    static final int LONGEST_REASON = 2_000;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private RunId id;

    @Column(name = "routine_key")
    private @Nullable String routineKey;

    @Column(name = "nominal_date")
    private LocalDate nominalDate;

    @Enumerated(EnumType.STRING)
    private WorkType type;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    @Column(name = "plan_version")
    private int planVersion;

    @Enumerated(EnumType.STRING)
    private Role responsible;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "assignee"))
    private @Nullable PersonId assignee;

    @Column(name = "opens_at")
    private Instant opensAt;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    @Column(name = "grace_seconds")
    private long graceSeconds;

    @Enumerated(EnumType.STRING)
    private RunState state;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "closed_by"))
    private @Nullable PersonId closedBy;

    @Column(name = "skip_reason")
    private @Nullable String skipReason;

    @Enumerated(EnumType.STRING)
    @Column(name = "missed_cause")
    private @Nullable MissedCause missedCause;

    @Column(name = "down_from")
    private @Nullable Instant downFrom;

    @Column(name = "down_to")
    private @Nullable Instant downTo;

    @Column(name = "minutes_spent")
    private @Nullable Integer minutesSpent;

    @OneToMany(mappedBy = "run", cascade = CascadeType.PERSIST)
    @OrderBy("position")
    private List<RunItem> items = new ArrayList<>();

    protected Run() {}

    private Run(WorkType type, Text title, LocalDate nominalDate, int planVersion, Role responsible, Instant at) {
        this.id = RunId.create();
        this.type = type;
        this.title = title;
        this.nominalDate = nominalDate;
        this.planVersion = planVersion;
        this.responsible = responsible;
        this.openedAt = at;
        this.opensAt = at;
        this.state = RunState.OPEN;
    }

    static Run of(Occurrence occurrence, Routine routine, Tier tier, int planVersion, Instant at) {
        Run run = new Run(
                WorkType.of(tier), routine.title(), occurrence.nominalDate(), planVersion, routine.responsible(), at);
        run.routineKey = routine.key();
        run.opensAt = occurrence.opensAt();
        run.dueAt = occurrence.dueAt();
        run.graceSeconds = routine.grace().toSeconds();
        run.snapshot(routine.sections());
        return run;
    }

    static Run unplanned(
            WorkType type, Text title, List<Section> sections, LocalDate date, int planVersion, Role by, Instant at) {
        Run run = new Run(type, title, date, planVersion, by, at);
        run.snapshot(sections);
        return run;
    }

    private void snapshot(List<Section> sections) {
        for (Section section : sections) {
            section.items().forEach(item -> items.add(new RunItem(this, items.size(), section, item)));
        }
    }

    /** Whose it is from the beginning; null for whoever holds its role. */
    void assign(@Nullable PersonId person) {
        assignee = person;
    }

    /** Refused when the run is over; empty when it is theirs already. */
    Optional<RunReassigned> reassign(@Nullable PersonId to, @Nullable String reason, Instant at, PersonId by) {
        requireWorkable();
        PersonId from = assignee;
        if (Objects.equals(from, to)) {
            return Optional.empty();
        }
        assignee = to;
        return Optional.of(new RunReassigned(this, from, to, reason, by, at));
    }

    RunOpened opened(@Nullable PersonId by, Instant at) {
        return new RunOpened(this, by, at);
    }

    /** Refused when the run is over, when the item is not of this run, or when the entry does not fit it. */
    ItemRecorded enter(String itemKey, ItemEntry entry, @Nullable Integer expectedVersion, Instant at, PersonId by) {
        requireWorkable();
        RunItem item = item(itemKey);
        if (expectedVersion != null && expectedVersion != item.version()) {
            throw Refusal.stale(Message.of("stale.item", item.title()));
        }
        Outcome before = item.outcome();
        item.enter(entry, at, by);
        begin(at);
        return new ItemRecorded(this, item, before, by, at);
    }

    /**
     * An automatic look has found something; nobody has begun to work on the run by it. Empty when no outcome came of it.
     */
    Optional<ItemRecorded> prove(String itemKey, ProofResult result, Instant at) {
        requireWorkable();
        RunItem item = item(itemKey);
        Outcome before = item.outcome();
        return item.prove(result, at) ? Optional.of(new ItemRecorded(this, item, before, null, at)) : Optional.empty();
    }

    RunItem recheck(String itemKey) {
        requireWorkable();
        RunItem item = item(itemKey);
        item.recheck();
        return item;
    }

    private void begin(Instant at) {
        if (state == RunState.OPEN) {
            state = RunState.IN_PROGRESS;
            startedAt = at;
        }
    }

    RunItem attachTo(String itemKey, Instant at) {
        requireWorkable();
        begin(at);
        return item(itemKey);
    }

    /** Refused while required items are missing, each of which is named. */
    RunSigned signOff(SignOff signOff, Instant at, PersonId by) {
        requireWorkable();
        List<RunItem> missing = missing();
        if (!missing.isEmpty()) {
            throw Refusal.conflict(
                    Message.of("conflict.run.items-missing", missing.size()),
                    missing.stream()
                            .map(item -> new Refusal.Fault(
                                    "/items/" + item.key(), Message.of("conflict.run.item-missing", item.title())))
                            .toList());
        }
        begin(at);
        close(RunState.SIGNED, at);
        closedBy = by;
        minutesSpent = signOff.minutesSpent();
        return new RunSigned(this, signOff, by, at);
    }

    RunSkipped skip(String reason, Instant at, PersonId by) {
        requireWorkable();
        close(RunState.SKIPPED, at);
        closedBy = by;
        skipReason = reason;
        return new RunSkipped(this, reason, by, at);
    }

    /** The next of its routine opens and nobody has signed this one; what was entered stays. */
    RunMissed missedUnsigned(Instant at) {
        requireWorkable();
        close(RunState.MISSED, at);
        missedCause = MissedCause.NOT_SIGNED;
        return new RunMissed(this, MissedCause.NOT_SIGNED, at);
    }

    /** maint was not there when it should have opened. */
    RunMissed missedWhileDown(Instant from, Instant to, Instant at) {
        close(RunState.MISSED, at);
        missedCause = MissedCause.DOWN;
        downFrom = from;
        downTo = to;
        return new RunMissed(this, MissedCause.DOWN, at);
    }

    private void close(RunState end, Instant at) {
        state = end;
        closedAt = at;
        items.forEach(RunItem::over);
    }

    void requireWorkable() {
        if (!state.workable()) {
            throw Refusal.conflict(Message.of("conflict.run.closed", title, Message.of("run.state." + state)));
        }
    }

    public RunItem item(String key) {
        return items.stream()
                .filter(item -> item.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.item", key)));
    }

    /** The required items that nobody has answered, in the order of the checklist. */
    public List<RunItem> missing() {
        return items.stream()
                .filter(item -> item.required() && !item.answered())
                .toList();
    }

    /** Whether its due time and grace have passed and it still waits. */
    public boolean late(Instant now) {
        return state.workable() && dueAt != null && now.isAfter(dueAt.plusSeconds(graceSeconds));
    }

    /** From the first entry to the end, or to now; zero before anything was entered. */
    public Duration elapsed(Instant now) {
        if (startedAt == null) {
            return Duration.ZERO;
        }
        return Duration.between(startedAt, closedAt == null ? now : closedAt);
    }

    /** For the audit trail: the routine and its date, or the title of unplanned work. */
    String name() {
        return routineKey == null ? title.en() : routineKey + " " + nominalDate;
    }

    public RunId id() {
        return id;
    }

    /** The routine's key; empty for unplanned work. */
    public Optional<String> routineKey() {
        return Optional.ofNullable(routineKey);
    }

    public LocalDate nominalDate() {
        return nominalDate;
    }

    public WorkType type() {
        return type;
    }

    public Text title() {
        return title;
    }

    public int planVersion() {
        return planVersion;
    }

    public Role responsible() {
        return responsible;
    }

    /** Who is to do it; null for whoever holds its role. */
    public @Nullable PersonId assignee() {
        return assignee;
    }

    public Instant opensAt() {
        return opensAt;
    }

    /** Null for unplanned work. */
    public @Nullable Instant dueAt() {
        return dueAt;
    }

    public RunState state() {
        return state;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public @Nullable Instant startedAt() {
        return startedAt;
    }

    public @Nullable Instant closedAt() {
        return closedAt;
    }

    public @Nullable PersonId closedBy() {
        return closedBy;
    }

    public @Nullable String skipReason() {
        return skipReason;
    }

    public @Nullable MissedCause missedCause() {
        return missedCause;
    }

    public @Nullable Instant downFrom() {
        return downFrom;
    }

    public @Nullable Instant downTo() {
        return downTo;
    }

    public @Nullable Integer minutesSpent() {
        return minutesSpent;
    }

    public List<RunItem> items() {
        return List.copyOf(items);
    }
}
