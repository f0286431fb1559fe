package org.maint.notification;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Severity;
import org.maint.shared.Text;

/**
 * One message to one person, or to the outside program. It is claimed for a lease of 15 s, sent, and recorded; a node that dies in between lets
 * the lease run out, and another one sends again under the same id.
 */
@Entity
@Table(name = "notification")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Notification {
    static final Duration LEASE = Duration.ofSeconds(15);
    static final int MOST_ATTEMPTS = 8;

    private static final Duration FIRST_RETRY_AFTER = Duration.ofSeconds(5);

    @Id
    private UUID id;

    private String kind;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    @Enumerated(EnumType.STRING)
    private Medium channel;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "recipient"))
    private @Nullable PersonId recipient;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "body_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "body_fr"))
    private Text body;

    private String link;

    @Column(length = Length.LONG32)
    private @Nullable String data;

    @Enumerated(EnumType.STRING)
    private NotificationState state;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    private int attempts;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Via via;

    private @Nullable String receipt;

    @Column(name = "read_at")
    private @Nullable Instant readAt;

    protected Notification() {}

    Notification(String kind, Severity severity, PersonId recipient, Text title, Text body, String link, Instant at) {
        this(Medium.PORTAL, kind, severity, title, body, link, at);
        this.recipient = recipient;
    }

    /** To the outside program; {@code data} is JSON that it gets beside the words. */
    static Notification webhook(
            String kind, Severity severity, Text title, Text body, String link, String data, Instant at) {
        Notification notification = new Notification(Medium.WEBHOOK, kind, severity, title, body, link, at);
        notification.data = data;
        return notification;
    }

    private Notification(
            Medium channel, String kind, Severity severity, Text title, Text body, String link, Instant at) {
        this.id = UUID.randomUUID();
        this.channel = channel;
        this.kind = kind;
        this.severity = severity;
        this.title = title;
        this.body = body;
        this.link = link;
        this.state = NotificationState.PENDING;
        this.createdAt = at;
        this.nextAttemptAt = at;
    }

    /** From now on, for the length of the lease, it belongs to who claimed it. */
    void claim(Instant at, Via by) {
        state = NotificationState.SENDING;
        nextAttemptAt = at.plus(LEASE);
        attempts++;
        via = by;
    }

    void record(Delivery delivery, Instant at) {
        if (delivery instanceof Delivery.Delivered delivered) {
            end(NotificationState.DELIVERED, delivered.receipt(), at);
        } else if (delivery instanceof Delivery.Refused refused) {
            end(NotificationState.REFUSED, refused.reason(), at);
        } else if (delivery instanceof Delivery.Retry retry) {
            receipt = retry.reason();
            if (attempts >= MOST_ATTEMPTS) {
                end(NotificationState.DEAD, retry.reason(), at);
            } else {
                state = NotificationState.PENDING;
                // Doubling, spread by the id so that a storm does not come back in step: 5 s, 10 s, … 10 min.
                Duration pause = FIRST_RETRY_AFTER.multipliedBy(1L << (attempts - 1));
                long spread = Math.floorMod(id.getLeastSignificantBits(), pause.toMillis() / 2 + 1);
                nextAttemptAt = at.plus(pause).plusMillis(spread);
            }
        }
    }

    private void end(NotificationState end, String proof, Instant at) {
        state = end;
        receipt = proof;
        endedAt = at;
    }

    void read(Instant at) {
        if (readAt == null) {
            readAt = at;
        }
    }

    public UUID id() {
        return id;
    }

    /** What it is about, as a stable key such as {@code item.failed}. */
    public String kind() {
        return kind;
    }

    public Severity severity() {
        return severity;
    }

    public Medium channel() {
        return channel;
    }

    /** Null when it goes to no person. */
    public @Nullable PersonId recipient() {
        return recipient;
    }

    /** JSON for programs; null when there is none. */
    public @Nullable String data() {
        return data;
    }

    public Text title() {
        return title;
    }

    public Text body() {
        return body;
    }

    /** Where it leads, below the context root, such as {@code /run?id=…}. */
    public String link() {
        return link;
    }

    public NotificationState state() {
        return state;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public int attempts() {
        return attempts;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    /** What woke the dispatcher that claimed it last. */
    public @Nullable Via via() {
        return via;
    }

    public @Nullable String receipt() {
        return receipt;
    }

    public @Nullable Instant readAt() {
        return readAt;
    }
}
