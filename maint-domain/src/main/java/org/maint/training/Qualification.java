package org.maint.training;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** That a person holds a skill, or has taken a training, from a day to a day, and what proves it. */
@Entity
@Table(name = "qualification")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Qualification {
    /** What of the plan it is about. */
    public enum Kind {
        SKILL,
        TRAINING
    }

    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person"))
    private PersonId person;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String subject;

    private LocalDate since;

    @Column(name = "until_day")
    private @Nullable LocalDate until;

    @Column(length = Length.LONG32)
    private String evidence;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "recorded_by"))
    private PersonId recordedBy;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "revoked_by"))
    private @Nullable PersonId revokedBy;

    protected Qualification() {}

    Qualification(
            PersonId person,
            Kind kind,
            String subject,
            LocalDate since,
            @Nullable LocalDate until,
            String evidence,
            Instant at,
            PersonId by) {
        this.id = UUID.randomUUID();
        this.person = person;
        this.kind = kind;
        this.subject = subject;
        this.since = since;
        this.until = until;
        this.evidence = evidence;
        this.recordedAt = at;
        this.recordedBy = by;
    }

    void revoke(Instant at, PersonId by) {
        if (revokedAt != null) {
            throw Refusal.conflict(Message.of("conflict.qualification.revoked"));
        }
        revokedAt = at;
        revokedBy = by;
    }

    /** Whether it counts on a day. */
    public boolean current(LocalDate day) {
        return revokedAt == null && !since.isAfter(day) && (until == null || !until.isBefore(day));
    }

    public UUID id() {
        return id;
    }

    public PersonId person() {
        return person;
    }

    public Kind kind() {
        return kind;
    }

    /** The key of the plan's skill or training. */
    public String subject() {
        return subject;
    }

    public LocalDate since() {
        return since;
    }

    /** The last day on which it counts; null for no end. */
    public @Nullable LocalDate until() {
        return until;
    }

    public String evidence() {
        return evidence;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    public PersonId recordedBy() {
        return recordedBy;
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }
}
