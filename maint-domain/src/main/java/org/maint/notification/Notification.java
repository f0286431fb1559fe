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
import java.util.Locale;
import java.util.UUID;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Severity;
import org.maint.shared.Correlation;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;

/**
 * One message to one place: a person's inbox, an address, a channel. It is claimed for a lease of 15 s, sent, and recorded; a node that dies in between lets
 * the lease run out, and another one sends again under the same id.
 */
@Entity
@Table(name = "notification")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Notification {
    static final Duration LEASE = Duration.ofSeconds(15);
    static final int MOST_ATTEMPTS = 10;

    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_BODY = 5_000;
    private static final int LONGEST_RECEIPT = 1_000;

    private static final Duration FIRST_RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    @Id
    private UUID id;

    private String kind;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    @Enumerated(EnumType.STRING)
    private Medium medium;

    private String lane;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "recipient"))
    private @Nullable PersonId recipient;

    @Column(name = "contact_id")
    private @Nullable UUID contact;

    private @Nullable String address;
    private @Nullable String language;
    private @Nullable String thread;
    private @Nullable String correlation;

    @Column(name = "alert_number")
    private @Nullable Long alert;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "body_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "body_fr"))
    private Text body;

    private String link;

    @Column(name = "sealed_link")
    private @Nullable String sealedLink;

    @Column(length = Length.LONG32)
    private @Nullable String data;

    @Enumerated(EnumType.STRING)
    private NotificationState state;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    private int attempts;

    @Column(name = "attempts_before")
    private int attemptsBefore;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Via via;

    private @Nullable String receipt;

    @Enumerated(EnumType.STRING)
    @Column(name = "held_reason")
    private @Nullable HeldReason heldReason;

    @Column(name = "folded_into")
    private @Nullable UUID foldedInto;

    @Column(name = "read_at")
    private @Nullable Instant readAt;

    protected Notification() {}

    Notification(Notice notice, Destination to, Instant at) {
        this.id = UUID.randomUUID();
        this.medium = to.medium();
        this.lane = to.lane();
        this.recipient = to.person();
        this.contact = to.contact();
        this.address = to.address();
        this.language = to.language() == null ? null : to.language().getLanguage();
        this.kind = notice.kind();
        this.severity = notice.severity();
        this.title = notice.title().shortened(LONGEST_TITLE);
        this.body = notice.body().shortened(LONGEST_BODY);
        this.link = notice.link();
        this.data = notice.data();
        this.thread = notice.thread();
        this.correlation = Correlation.current().orElse(null);
        this.alert = notice.alerts().isEmpty() ? null : notice.alerts().get(0);
        this.state = NotificationState.PENDING;
        this.createdAt = at;
        this.nextAttemptAt = at;
    }

    /** A receipt as it fits into its column. */
    static String cut(String receipt) {
        return Words.shortened(receipt, LONGEST_RECEIPT);
    }

    /** A link that nobody but the recipient may see, sealed; it is forgotten once it is delivered. */
    void carry(String sealed) {
        sealedLink = sealed;
    }

    /** It is not sent now, and not before then. */
    void hold(Held held) {
        state = NotificationState.HELD;
        heldReason = held.reason();
        receipt = cut(held.words());
        nextAttemptAt = held.until();
    }

    /** Another one tells of it. */
    void foldInto(UUID digest) {
        foldedInto = digest;
    }

    /** From now on, for the length of the lease, it belongs to who claimed it. */
    void claim(Instant at, Via by) {
        state = NotificationState.SENDING;
        nextAttemptAt = at.plus(LEASE);
        attempts++;
        via = by;
    }

    /** It was claimed and not begun: that was no attempt. */
    void giveBack(int attempt, Instant at) {
        if (state == NotificationState.SENDING && attempt == attempt()) {
            state = NotificationState.PENDING;
            attempts--;
            nextAttemptAt = at;
        }
    }

    /**
     * What came of an attempt. One that was overtaken, because its lease ran out, still counts when it got through; for
     * everything else the newer one speaks.
     */
    void record(int attempt, Delivery delivery, Instant at) {
        if (state != NotificationState.SENDING && state != NotificationState.PENDING) {
            return;
        }
        if (delivery instanceof Delivery.Delivered delivered) {
            end(NotificationState.DELIVERED, delivered.receipt(), at);
        } else if (attempt != attempt()) {
            return;
        } else if (delivery instanceof Delivery.Refused refused) {
            end(NotificationState.REFUSED, refused.reason(), at);
        } else if (delivery instanceof Delivery.Retry retry) {
            receipt = cut(retry.reason());
            if (attempts >= MOST_ATTEMPTS) {
                end(NotificationState.DEAD, retry.reason(), at);
            } else {
                state = NotificationState.PENDING;
                nextAttemptAt = at.plus(pause());
            }
        }
    }

    /** Doubling, spread by the id so that a storm does not come back in step: 5 s, 10 s, … 10 min. */
    private Duration pause() {
        Duration doubled = FIRST_RETRY_AFTER.multipliedBy(1L << (attempts - 1));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return pause.plusMillis(Math.floorMod(id.getLeastSignificantBits(), pause.toMillis() / 2 + 1));
    }

    /** Once more from the beginning, under the same id; refused unless it was given up. */
    void replay(Instant at) {
        if (state != NotificationState.DEAD && state != NotificationState.REFUSED) {
            throw Refusal.conflict(
                    Message.of("conflict.notification.replay", Message.of("notification.state." + state)));
        }
        state = NotificationState.PENDING;
        endedAt = null;
        attemptsBefore += attempts;
        attempts = 0;
        nextAttemptAt = at;
    }

    private void end(NotificationState end, String proof, Instant at) {
        state = end;
        receipt = cut(proof);
        endedAt = at;
        if (end == NotificationState.DELIVERED) {
            sealedLink = null;
        }
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

    public Medium medium() {
        return medium;
    }

    /** What is drained together: {@link Channels#PORTAL}, {@link Channels#TRACKER}, or a channel's key. */
    public String lane() {
        return lane;
    }

    /** Null for the inbox, and where the channel has but one place. */
    public @Nullable UUID contact() {
        return contact;
    }

    public @Nullable String address() {
        return address;
    }

    /** Of whoever gets it; null when it is not known. */
    @Nullable
    Locale language() {
        return language == null ? null : Locale.forLanguageTag(language);
    }

    /** Which request or tick it came from; null for those of before. */
    public @Nullable String correlation() {
        return correlation;
    }

    public @Nullable String thread() {
        return thread;
    }

    /** The alert it tells of, or the first of several; null for none. */
    public @Nullable Long alert() {
        return alert;
    }

    @Nullable
    String sealedLink() {
        return sealedLink;
    }

    /** Null unless it is held. */
    public @Nullable HeldReason heldReason() {
        return heldReason;
    }

    /** The one that told of it together with others; null for none. */
    public @Nullable UUID foldedInto() {
        return foldedInto;
    }

    /** The number of the attempt that is under way or was the last, counted over replays. */
    int attempt() {
        return attemptsBefore + attempts;
    }

    public Instant nextAttemptAt() {
        return nextAttemptAt;
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
        return attemptsBefore + attempts;
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
