package org.maint.report;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** What a quarter or a year is to bring, and how it went. */
@Entity
@Table(name = "goal")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Goal {
    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private GoalPeriod period;

    private LocalDate begins;

    private String words;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private PersonId createdBy;

    private @Nullable Integer score;

    @Column(length = Length.LONG32)
    private @Nullable String outcome;

    @Column(name = "scored_at")
    private @Nullable Instant scoredAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "scored_by"))
    private @Nullable PersonId scoredBy;

    @Column(name = "carried_from")
    private @Nullable UUID carriedFrom;

    @Version
    private int version;

    protected Goal() {}

    Goal(GoalPeriod period, LocalDate begins, String words, @Nullable UUID carriedFrom, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.period = period;
        this.begins = begins;
        this.words = words;
        this.carriedFrom = carriedFrom;
        this.createdAt = at;
        this.createdBy = by;
    }

    /** @param expected the version that was seen; null for whatever it is now */
    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.goal"));
        }
    }

    void score(int percent, @Nullable String how, Instant at, PersonId by) {
        score = percent;
        outcome = how;
        scoredAt = at;
        scoredBy = by;
    }

    public UUID id() {
        return id;
    }

    public GoalPeriod period() {
        return period;
    }

    /** The first day of its period. */
    public LocalDate begins() {
        return begins;
    }

    public String words() {
        return words;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public PersonId createdBy() {
        return createdBy;
    }

    /** In percent; null until somebody has said how it went. */
    public @Nullable Integer score() {
        return score;
    }

    public @Nullable String outcome() {
        return outcome;
    }

    public @Nullable Instant scoredAt() {
        return scoredAt;
    }

    public @Nullable PersonId scoredBy() {
        return scoredBy;
    }

    /** The one of the period before that it goes on from; null for a new one. */
    public @Nullable UUID carriedFrom() {
        return carriedFrom;
    }

    public int version() {
        return version;
    }
}
