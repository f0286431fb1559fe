package org.maint.incident;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * An emergency from its declaration to its end. Whoever waits is told in time: the first update is promised within five
 * minutes, and each update promises the next.
 */
@Entity
@Table(name = "incident")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Incident {
    static final Duration FIRST_UPDATE_WITHIN = Duration.ofMinutes(5);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long number;

    @Enumerated(EnumType.STRING)
    @Column(name = "trigger_key")
    private Trigger trigger;

    private String title;
    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    private boolean drill;

    @Enumerated(EnumType.STRING)
    private IncidentState state;

    @Enumerated(EnumType.STRING)
    private IncidentStatus status;

    @Column(name = "alert_number")
    private @Nullable Long alert;

    @Column(name = "began_at")
    private Instant beganAt;

    @Column(name = "declared_at")
    private Instant declaredAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "declared_by"))
    private PersonId declaredBy;

    @Column(name = "actions_due_at")
    private Instant actionsDueAt;

    @Column(name = "actions_late")
    private boolean actionsLate;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "lead_id"))
    private @Nullable PersonId lead;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "scribe_id"))
    private @Nullable PersonId scribe;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "communications_id"))
    private @Nullable PersonId communications;

    @Column(name = "promised_at")
    private @Nullable Instant promisedAt;

    @Column(name = "promise_reminded")
    private boolean promiseReminded;

    @Column(name = "promise_broken")
    private boolean promiseBroken;

    @Column(name = "window_id")
    private @Nullable UUID window;

    @Column(name = "data_lost")
    private @Nullable Boolean dataLost;

    @Column(name = "data_lost_words")
    private @Nullable String dataLostWords;

    private @Nullable String resolution;

    @Column(name = "resolved_at")
    private @Nullable Instant resolvedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "resolved_by"))
    private @Nullable PersonId resolvedBy;

    @Column(name = "log_sequence")
    private @Nullable Long logEntry;

    @Version
    private int version;

    protected Incident() {}

    Incident(Declaration declaration, Duration actionsWithin, Instant at, PersonId by) {
        this.trigger = declaration.trigger();
        this.title = declaration.title();
        this.description = declaration.description();
        this.severity = Severity.CRITICAL;
        this.drill = declaration.drill();
        this.state = IncidentState.OPEN;
        this.status = IncidentStatus.INVESTIGATING;
        this.alert = declaration.alert();
        Instant began = declaration.beganAt();
        this.beganAt = began == null ? at : began;
        this.declaredAt = at;
        this.declaredBy = by;
        this.lead = by;
        this.actionsDueAt = at.plus(actionsWithin);
        this.promisedAt = at.plus(FIRST_UPDATE_WITHIN);
    }

    void requireOpen() {
        if (state != IncidentState.OPEN) {
            throw Refusal.conflict(Message.of("conflict.incident.over", number));
        }
    }

    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.incident", number));
        }
    }

    void describe(Trigger newTrigger, String newTitle, @Nullable String newDescription) {
        trigger = newTrigger;
        title = newTitle;
        description = newDescription;
    }

    void argue(Severity newSeverity) {
        severity = newSeverity;
    }

    void assign(IncidentRole role, @Nullable PersonId person) {
        switch (role) {
            case LEAD -> lead = person;
            case SCRIBE -> scribe = person;
            case COMMUNICATIONS -> communications = person;
        }
    }

    /** What was promised is kept, and the next is promised. */
    void updated(IncidentStatus newStatus, @Nullable Instant next) {
        status = newStatus;
        promisedAt = next;
        promiseReminded = false;
        promiseBroken = false;
    }

    boolean promiseNear(Instant now, Duration before) {
        return promisedAt != null && !promiseReminded && !now.isBefore(promisedAt.minus(before));
    }

    void promiseReminded() {
        promiseReminded = true;
    }

    boolean promiseMissed(Instant now) {
        return promisedAt != null && !promiseBroken && now.isAfter(promisedAt);
    }

    void promiseBroken() {
        promiseBroken = true;
    }

    boolean actionsMissed(Instant now) {
        return !actionsLate && now.isAfter(actionsDueAt);
    }

    void actionsLate() {
        actionsLate = true;
    }

    void maintenanceMode(@Nullable UUID by) {
        window = by;
    }

    void resolve(boolean lost, @Nullable String lostWords, String how, Instant at, PersonId by) {
        requireOpen();
        state = IncidentState.RESOLVED;
        status = IncidentStatus.RESOLVED;
        dataLost = lost;
        dataLostWords = lostWords;
        resolution = how;
        resolvedAt = at;
        resolvedBy = by;
        promisedAt = null;
    }

    void logged(long sequence) {
        logEntry = sequence;
    }

    public long number() {
        return number;
    }

    /** As people say it: I-12. */
    public String name() {
        return "I-" + number;
    }

    public Trigger trigger() {
        return trigger;
    }

    public String title() {
        return title;
    }

    public @Nullable String description() {
        return description;
    }

    public Severity severity() {
        return severity;
    }

    /** Whether it is practised only, and kept out of every figure. */
    public boolean drill() {
        return drill;
    }

    public IncidentState state() {
        return state;
    }

    public IncidentStatus status() {
        return status;
    }

    /** The alert that proposed it; null for none. */
    public @Nullable Long alert() {
        return alert;
    }

    public Instant beganAt() {
        return beganAt;
    }

    public Instant declaredAt() {
        return declaredAt;
    }

    public PersonId declaredBy() {
        return declaredBy;
    }

    /** By when the immediate actions are to be done. */
    public Instant actionsDueAt() {
        return actionsDueAt;
    }

    /** Null for nobody. */
    public @Nullable PersonId holder(IncidentRole role) {
        return switch (role) {
            case LEAD -> lead;
            case SCRIBE -> scribe;
            case COMMUNICATIONS -> communications;
        };
    }

    /** By when the next update is promised; null when none is. */
    public @Nullable Instant promisedAt() {
        return promisedAt;
    }

    /** The maintenance window that is open for it; null for none. */
    public @Nullable UUID window() {
        return window;
    }

    /** Null until it is resolved. */
    public @Nullable Boolean dataLost() {
        return dataLost;
    }

    public @Nullable String dataLostWords() {
        return dataLostWords;
    }

    /** How it was resolved; null until it is. */
    public @Nullable String resolution() {
        return resolution;
    }

    public @Nullable Instant resolvedAt() {
        return resolvedAt;
    }

    public @Nullable PersonId resolvedBy() {
        return resolvedBy;
    }

    /** The sequence of its entry in the log; null until it is resolved. */
    public @Nullable Long logEntry() {
        return logEntry;
    }

    public int version() {
        return version;
    }
}
