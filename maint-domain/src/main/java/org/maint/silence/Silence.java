package org.maint.silence;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * A time in which nobody is told of what matches. It expires by itself, at most 30 days after it is made; somebody may
 * end it earlier. It never changes otherwise and is never deleted.
 */
@Entity
@Table(name = "silence")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Silence {
    static final Duration LONGEST = Duration.ofDays(30);

    @Id
    private UUID id;

    @Embedded
    private AlertMatcher matcher;

    private String reason;

    @Column(name = "begins_at")
    private Instant from;

    @Column(name = "ends_at")
    private Instant to;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private PersonId createdBy;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "ended_by"))
    private @Nullable PersonId endedBy;

    @Version
    private int version;

    protected Silence() {}

    /** Refused when its times make no sense at this moment. */
    Silence(SilenceWish wish, Instant at, PersonId by) {
        Instant begins = wish.from() == null ? at : wish.from();
        if (begins.isBefore(at)) {
            throw Refusal.invalid("/from", Message.of("invalid.silence.from"));
        }
        if (!wish.expiry().isAfter(begins)) {
            throw Refusal.invalid("/expiry", Message.of("invalid.silence.past"));
        }
        if (wish.expiry().isAfter(at.plus(LONGEST))) {
            throw Refusal.invalid("/expiry", Message.of("invalid.silence.long", LONGEST.toDays()));
        }
        this.id = UUID.randomUUID();
        this.matcher = wish.matcher();
        this.reason = wish.reason();
        this.from = begins;
        this.to = wish.expiry();
        this.createdAt = at;
        this.createdBy = by;
    }

    SilenceEvent.SilenceMade made() {
        return new SilenceEvent.SilenceMade(this, createdBy);
    }

    /** Refused when it is over. */
    SilenceEvent.SilenceEnded end(Instant at, PersonId by) {
        if (state(at) == SilenceState.OVER) {
            throw Refusal.conflict(Message.of("conflict.silence.over"));
        }
        endedAt = at;
        endedBy = by;
        return new SilenceEvent.SilenceEnded(this, by);
    }

    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.silence"));
        }
    }

    public SilenceState state(Instant at) {
        if (endedAt != null && !endedAt.isAfter(at) || !to.isAfter(at)) {
            return SilenceState.OVER;
        }
        return from.isAfter(at) ? SilenceState.COMING : SilenceState.ACTIVE;
    }

    /** Whether nobody is told at this moment of such an alert. */
    boolean holds(String fingerprint, Severity severity, Collection<String> ruleKeys, Instant at) {
        return state(at) == SilenceState.ACTIVE && matcher.matches(fingerprint, severity, ruleKeys);
    }

    /** For the audit trail. */
    String words() {
        return matcher.words() + " " + from + "/" + to + ": " + reason;
    }

    public UUID id() {
        return id;
    }

    public AlertMatcher matcher() {
        return matcher;
    }

    public String reason() {
        return reason;
    }

    public Instant from() {
        return from;
    }

    /** When it expires: the moment after the last one, whether or not it was ended before. */
    public Instant to() {
        return to;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public PersonId createdBy() {
        return createdBy;
    }

    /** Null when nobody has ended it. */
    public @Nullable Instant endedAt() {
        return endedAt;
    }

    public @Nullable PersonId endedBy() {
        return endedBy;
    }

    public int version() {
        return version;
    }
}
