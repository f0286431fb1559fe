package org.maint.window;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunId;
import org.maint.people.PersonId;
import org.maint.shared.LinesConverter;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * A time at which the platform may be unavailable on purpose. It is planned, may be changed until it is over, and ends by
 * itself; one that has not begun can be cancelled, one that is open can be ended early. It is never deleted.
 */
@Entity
@Table(name = "maintenance_window")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class MaintenanceWindow {
    private static final Duration FURTHEST = Duration.ofDays(3 * 365);

    @Id
    private UUID id;

    private String title;
    private String reason;

    @Convert(converter = LinesConverter.class)
    private List<String> scope = List.of();

    @Column(name = "recurring_id")
    private @Nullable UUID recurring;

    @Column(name = "nominal_date")
    private @Nullable LocalDate nominalDate;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "run_id"))
    private @Nullable RunId run;

    @Column(name = "begins_at")
    private Instant from;

    @Column(name = "ends_at")
    private Instant to;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private PersonId createdBy;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "cancelled_at")
    private @Nullable Instant cancelledAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "cancelled_by"))
    private @Nullable PersonId cancelledBy;

    @Version
    private int version;

    protected MaintenanceWindow() {}

    /** Refused when it would be over already. */
    MaintenanceWindow(WindowWish wish, Instant at, PersonId by) {
        requireFuture(wish, at);
        this.id = UUID.randomUUID();
        this.title = wish.title();
        this.reason = wish.reason();
        this.scope = wish.scope();
        this.from = wish.from();
        this.to = wish.to();
        this.createdAt = at;
        this.createdBy = by;
        this.changedAt = at;
    }

    /** One time of what comes round. */
    MaintenanceWindow(WindowWish wish, Instant at, RecurringWindow recurring, LocalDate nominalDate) {
        this(wish, at, recurring.createdBy());
        this.recurring = recurring.id();
        this.nominalDate = nominalDate;
    }

    /** Born from a run, with which it ends. */
    MaintenanceWindow(WindowWish wish, Instant at, PersonId by, RunId run) {
        this(wish, at, by);
        this.run = run;
    }

    WindowEvent.WindowPlanned planned() {
        return new WindowEvent.WindowPlanned(this, createdBy);
    }

    /** Refused when it is over, when it would be, or when the beginning of an open one would move. */
    WindowEvent.WindowChanged change(WindowWish wish, Instant at, PersonId by) {
        requireChangeable(at);
        requireFuture(wish, at);
        if (!from.isAfter(at) && !wish.from().equals(from)) {
            throw Refusal.invalid("/from", Message.of("invalid.window.begun", title));
        }
        String before = words();
        title = wish.title();
        reason = wish.reason();
        scope = wish.scope();
        from = wish.from();
        to = wish.to();
        changedAt = at;
        return new WindowEvent.WindowChanged(this, before, by);
    }

    /** As its series goes to another zone; that is nobody's change. */
    WindowEvent.WindowChanged follow(WindowWish there) {
        String before = words();
        from = there.from();
        to = there.to();
        return new WindowEvent.WindowChanged(this, before, null);
    }

    /** Whether somebody has changed it since it was made. */
    boolean changed() {
        return !changedAt.equals(createdAt);
    }

    /**
     * Cancels one that has not begun, ends one that is open.
     *
     * @param by null when nobody did: the run with which it ends was missed
     */
    WindowEvent end(Instant at, @Nullable PersonId by) {
        requireChangeable(at);
        changedAt = at;
        if (from.isAfter(at)) {
            cancelledAt = at;
            cancelledBy = by;
            return new WindowEvent.WindowCancelled(this, by);
        }
        Instant planned = to;
        to = at;
        return new WindowEvent.WindowEnded(this, planned, by);
    }

    private static void requireFuture(WindowWish wish, Instant at) {
        if (!wish.to().isAfter(at)) {
            throw Refusal.invalid("/to", Message.of("invalid.window.past"));
        }
        if (wish.from().isAfter(at.plus(FURTHEST))) {
            throw Refusal.invalid("/from", Message.of("invalid.window.far", FURTHEST.toDays() / 365));
        }
    }

    private void requireChangeable(Instant at) {
        switch (state(at)) {
            case CANCELLED -> throw Refusal.conflict(Message.of("conflict.window.cancelled", title));
            case ENDED -> throw Refusal.conflict(Message.of("conflict.window.ended", title));
            case PLANNED, OPEN -> {}
        }
    }

    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.window", title));
        }
    }

    public WindowState state(Instant at) {
        if (cancelledAt != null) {
            return WindowState.CANCELLED;
        }
        if (from.isAfter(at)) {
            return WindowState.PLANNED;
        }
        return to.isAfter(at) ? WindowState.OPEN : WindowState.ENDED;
    }

    /** Whether this thing is worked on, when the window is open. */
    public boolean covers(String fingerprint) {
        return WindowScope.covers(scope, fingerprint);
    }

    /** For the audit trail. */
    String words() {
        return title + " " + from + "/" + to + (scope.isEmpty() ? "" : " " + String.join(", ", scope));
    }

    public UUID id() {
        return id;
    }

    public String title() {
        return title;
    }

    public String reason() {
        return reason;
    }

    /** The fingerprints of what is worked on, each {@code *} for any text; empty for the whole platform. */
    public List<String> scope() {
        return scope;
    }

    /** What it is one time of; null when it comes only once. */
    public @Nullable UUID recurring() {
        return recurring;
    }

    /** The date of the series, wherever it was moved to; null when it comes only once. */
    public @Nullable LocalDate nominalDate() {
        return nominalDate;
    }

    /** The run with which it ends; null for none. */
    public @Nullable RunId run() {
        return run;
    }

    public Instant from() {
        return from;
    }

    /** The moment after the last one: as planned, or when it was ended early. */
    public Instant to() {
        return to;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public PersonId createdBy() {
        return createdBy;
    }

    public Instant changedAt() {
        return changedAt;
    }

    public @Nullable Instant cancelledAt() {
        return cancelledAt;
    }

    public @Nullable PersonId cancelledBy() {
        return cancelledBy;
    }

    public int version() {
        return version;
    }
}
