package org.maint.rota;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.rota.RotaEvent.OverrideWithdrawn;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * A time of a rota that somebody has although it may not be their turn. Of two that share a moment the newer one counts.
 * It is withdrawn, never deleted: what has passed of it by then stays as it was.
 */
@Entity
@Table(name = "rota_override")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class RotaOverride {
    @Id
    private UUID id;

    @Column(name = "rota_id")
    private UUID rota;

    private int sequence;

    @Column(name = "begins_at")
    private Instant from;

    @Column(name = "ends_at")
    private Instant to;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private PersonId person;

    @Column(name = "beyond_hours")
    private boolean beyondHours;

    private @Nullable String reason;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private PersonId author;

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "withdrawn_by"))
    private @Nullable PersonId withdrawnBy;

    @Version
    private int version;

    protected RotaOverride() {}

    RotaOverride(Rota rota, int sequence, Instant from, OverrideWish wish, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.rota = rota.id();
        this.sequence = sequence;
        this.from = from;
        this.to = wish.to();
        this.person = wish.person();
        this.beyondHours = wish.beyondHours();
        this.reason = wish.reason();
        this.createdAt = at;
        this.author = by;
    }

    /** Refused when it is withdrawn already, or over. */
    OverrideWithdrawn withdraw(Rota of, Instant at, PersonId by) {
        if (withdrawnAt != null || !to.isAfter(at)) {
            throw Refusal.conflict(Message.of("conflict.override.over"));
        }
        withdrawnAt = at;
        withdrawnBy = by;
        return new OverrideWithdrawn(of, this, by);
    }

    /** For the audit trail. */
    String words() {
        return from + "/" + to + " person:" + person + (beyondHours ? " beyond-hours" : "");
    }

    public UUID id() {
        return id;
    }

    public UUID rota() {
        return rota;
    }

    /** The newer of a rota's overrides has the higher one. */
    public int sequence() {
        return sequence;
    }

    public Instant from() {
        return from;
    }

    /** The moment after the last one, as it was made. */
    public Instant to() {
        return to;
    }

    /** The moment from which it counts no more; not after {@link #from} when it was withdrawn before it began. */
    public Instant end() {
        return withdrawnAt != null && withdrawnAt.isBefore(to) ? withdrawnAt : to;
    }

    public PersonId person() {
        return person;
    }

    public boolean beyondHours() {
        return beyondHours;
    }

    public @Nullable String reason() {
        return reason;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public PersonId author() {
        return author;
    }

    public @Nullable Instant withdrawnAt() {
        return withdrawnAt;
    }

    public @Nullable PersonId withdrawnBy() {
        return withdrawnBy;
    }

    public int version() {
        return version;
    }
}
