package org.maint.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Rows;

/** One attempt to deliver a notification. It never changes. */
@Entity
@Table(name = "notification_attempt")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Attempt {
    /** What came of it. */
    public enum Outcome {
        DELIVERED,
        RETRY,
        REFUSED
    }

    /** Which attempt of which notification. */
    @Embeddable
    public record Id(@Column(name = "notification_id") UUID notification, int number) implements Serializable {}

    static final Rows ROWS = new Rows(
            "notification_attempt",
            List.of("notification_id", "number", "at", "took_millis", "via", "outcome", "receipt"));

    @EmbeddedId
    private Id id;

    private Instant at;

    @Column(name = "took_millis")
    private int tookMillis;

    @Enumerated(EnumType.STRING)
    private Via via;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String receipt;

    protected Attempt() {}

    Attempt(Attempted attempted) {
        this.id = new Id(attempted.id(), attempted.attempt());
        this.at = attempted.at();
        this.tookMillis = attempted.tookMillis();
        this.via = attempted.via();
        Delivery delivery = attempted.delivery();
        if (delivery instanceof Delivery.Delivered delivered) {
            this.outcome = Outcome.DELIVERED;
            this.receipt = Notification.cut(delivered.receipt());
        } else if (delivery instanceof Delivery.Refused refused) {
            this.outcome = Outcome.REFUSED;
            this.receipt = Notification.cut(refused.reason());
        } else {
            this.outcome = Outcome.RETRY;
            this.receipt = Notification.cut(((Delivery.Retry) delivery).reason());
        }
    }

    List<@Nullable Object> row() {
        return Arrays.asList(notification(), number(), at, tookMillis, via, outcome, receipt);
    }

    public UUID notification() {
        return id.notification();
    }

    public int number() {
        return id.number();
    }

    public Instant at() {
        return at;
    }

    public int tookMillis() {
        return tookMillis;
    }

    public Via via() {
        return via;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** The other side's answer, or why it failed. */
    public String receipt() {
        return receipt;
    }
}
