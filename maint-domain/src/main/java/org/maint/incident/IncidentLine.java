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
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/** A line of an incident's timeline. Each deed writes its own; it never changes. */
@Entity
@Table(name = "incident_line")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class IncidentLine {
    /** What happened. */
    public enum Kind {
        DECLARED,
        /** Somebody wrote it. */
        NOTE,
        /** Somebody added one; {@code subject} is its id, the words its name. */
        FILE,
        /** Title or description became another. */
        DESCRIBED,
        /** Somebody has a role now; {@code subject} names it. */
        ASSIGNED,
        /** An action or a step, which {@code subject} names. */
        DONE,
        SKIPPED,
        REOPENED,
        /** Those who wait were told; {@code subject} is the status. */
        UPDATE,
        /** For customers, until somebody else has read it; {@code subject} is the status. */
        UPDATE_WAITS,
        UPDATE_WITHDRAWN,
        /** Its post-mortem was approved. */
        ANALYSED,
        /** How bad it is was argued anew; {@code subject} is the severity. */
        SEVERITY,
        MAINTENANCE_ON,
        MAINTENANCE_OFF,
        /** The time of the promised update has passed without one. */
        PROMISE_BROKEN,
        /** The time of the immediate actions has passed, and not all are done. */
        ACTIONS_LATE,
        RESOLVED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @Column(name = "incident_number")
    private long incident;

    private Instant at;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private @Nullable PersonId by;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private @Nullable String subject;
    private @Nullable String words;

    protected IncidentLine() {}

    IncidentLine(
            long incident,
            Instant at,
            @Nullable PersonId by,
            Kind kind,
            @Nullable String subject,
            @Nullable String words) {
        this.incident = incident;
        this.at = at;
        this.by = by;
        this.kind = kind;
        this.subject = subject;
        this.words = words;
    }

    public long id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    /** Null when maint itself wrote it. */
    public @Nullable PersonId by() {
        return by;
    }

    public Kind kind() {
        return kind;
    }

    /** A key: of a step, a role, a status, a severity; null where the kind says it all. */
    public @Nullable String subject() {
        return subject;
    }

    public @Nullable String words() {
        return words;
    }
}
