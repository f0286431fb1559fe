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

/** What was told to those who wait, by the plan's template. It never changes. */
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
    private String impact;

    @Column(name = "eta_at")
    private @Nullable Instant eta;

    @Column(name = "next_update_at")
    private @Nullable Instant nextUpdate;

    private @Nullable String contact;

    @Column(name = "promised_at")
    private @Nullable Instant promisedAt;

    private int told;

    protected IncidentUpdate() {}

    IncidentUpdate(long incident, UpdateWish wish, @Nullable Instant promisedAt, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.incident = incident;
        this.at = at;
        this.by = by;
        this.status = wish.status();
        this.audience = wish.audience();
        this.issue = wish.issue();
        this.impact = wish.impact();
        this.eta = wish.eta();
        this.nextUpdate = wish.nextUpdate();
        this.contact = wish.contact();
        this.promisedAt = promisedAt;
    }

    void told(int number) {
        told = number;
    }

    public UUID id() {
        return id;
    }

    public Instant at() {
        return at;
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

    public String issue() {
        return issue;
    }

    public String impact() {
        return impact;
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
        return promisedAt == null || !at.isAfter(promisedAt);
    }

    /** How many people it went to. */
    public int told() {
        return told;
    }
}
