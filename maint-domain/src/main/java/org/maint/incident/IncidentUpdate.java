package org.maint.incident;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/**
 * What was told to those who wait, by the plan's template. Its words never change; one that is for customers may wait
 * until somebody else has read it.
 */
@Entity
@Table(name = "incident_update")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class IncidentUpdate {
    @Id
    private UUID id;

    @Column(name = "incident_number")
    private long incident;

    private Instant at;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private PersonId by;

    @Enumerated(EnumType.STRING)
    private IncidentStatus status;

    @Enumerated(EnumType.STRING)
    private Audience audience;

    private String issue;

    @Column(name = "issue_fr")
    private @Nullable String issueFr;

    private String impact;

    @Column(name = "impact_fr")
    private @Nullable String impactFr;

    @Column(name = "eta_at")
    private @Nullable Instant eta;

    @Column(name = "next_update_at")
    private @Nullable Instant nextUpdate;

    private @Nullable String contact;

    @Column(name = "promised_at")
    private @Nullable Instant promisedAt;

    private int told;

    @Enumerated(EnumType.STRING)
    private UpdateState state;

    @Column(name = "sent_at")
    private @Nullable Instant sentAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "checked_by"))
    private @Nullable PersonId checkedBy;

    protected IncidentUpdate() {}

    IncidentUpdate(long incident, UpdateWish wish, @Nullable Instant promisedAt, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.incident = incident;
        this.at = at;
        this.by = by;
        this.status = wish.status();
        this.audience = wish.audience();
        this.issue = wish.issue().en();
        this.issueFr = wish.issue().fr();
        this.impact = wish.impact().en();
        this.impactFr = wish.impact().fr();
        this.eta = wish.eta();
        this.nextUpdate = wish.nextUpdate();
        this.contact = wish.contact();
        this.promisedAt = promisedAt;
        this.state = UpdateState.WAITING;
    }

    /**
     * @param other who has read it before; null when nobody had to
     * @param promised by when one was promised at this moment
     */
    void sent(Instant when, @Nullable PersonId other, @Nullable Instant promised) {
        requireWaiting();
        state = UpdateState.SENT;
        sentAt = when;
        checkedBy = other;
        promisedAt = promised;
    }

    void withdraw() {
        requireWaiting();
        state = UpdateState.WITHDRAWN;
    }

    void requireWaiting() {
        if (state != UpdateState.WAITING) {
            throw Refusal.conflict(Message.of("conflict.incident.update", Message.of("incident.update." + state)));
        }
    }

    void told(int number) {
        told = number;
    }

    public UUID id() {
        return id;
    }

    public long incident() {
        return incident;
    }

    /** When it was told; of one that was not, when it was written. */
    public Instant at() {
        return sentAt == null ? at : sentAt;
    }

    public UpdateState state() {
        return state;
    }

    /** Who has read it before it went to customers; null when nobody had to. */
    public @Nullable PersonId checkedBy() {
        return checkedBy;
    }

    public PersonId by() {
        return by;
    }

    public IncidentStatus status() {
        return status;
    }

    public Audience audience() {
        return audience;
    }

    public Text issue() {
        return new Text(issue, issueFr == null ? issue : issueFr);
    }

    public Text impact() {
        return new Text(impact, impactFr == null ? impact : impactFr);
    }

    /** When it is to be over; null while nobody can say. */
    public @Nullable Instant eta() {
        return eta;
    }

    /** When the next one is promised; null after the last. */
    public @Nullable Instant nextUpdate() {
        return nextUpdate;
    }

    public @Nullable String contact() {
        return contact;
    }

    /** By when this one was promised; null when it was not. */
    public @Nullable Instant promisedAt() {
        return promisedAt;
    }

    /** Whether it came by when it was promised. */
    public boolean kept() {
        return promisedAt == null || !at().isAfter(promisedAt);
    }

    /** How many people it went to. */
    public int told() {
        return told;
    }
}
