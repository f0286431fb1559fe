package org.maint.alerting;

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
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Rows;
import org.maint.shared.Text;

/**
 * Something that is wrong, from first sight to resolution. While it is open nothing else is opened for the same thing:
 * further reasons join it. Acknowledging says that somebody has it in hand; it is over when all its reasons are, or when
 * a person says so.
 */
@Entity
@Table(name = "alert")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Alert {
    static final Rows ROWS = new Rows(
            "alert",
            List.of(
                    "fingerprint",
                    "open_fingerprint",
                    "title_en",
                    "title_fr",
                    "severity",
                    "state",
                    "since",
                    "fired_at",
                    "flapping",
                    "version"));

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    private String fingerprint;

    @Column(name = "open_fingerprint")
    private @Nullable String openFingerprint;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    @Enumerated(EnumType.STRING)
    private AlertState state;

    private Instant since;

    @Column(name = "fired_at")
    private @Nullable Instant firedAt;

    @Column(name = "acknowledged_at")
    private @Nullable Instant acknowledgedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "acknowledged_by"))
    private @Nullable PersonId acknowledgedBy;

    @Column(name = "resolved_at")
    private @Nullable Instant resolvedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "resolved_by"))
    private @Nullable PersonId resolvedBy;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "assignee"))
    private @Nullable PersonId assignee;

    private boolean flapping;

    @Column(name = "held_by")
    private @Nullable Long heldBy;

    @Version
    private int version;

    protected Alert() {}

    Alert(String fingerprint, Text title, Severity severity, Instant since) {
        this.fingerprint = fingerprint;
        this.openFingerprint = fingerprint;
        this.title = title;
        this.severity = severity;
        this.since = since;
        this.state = AlertState.PENDING;
    }

    /** As it is when it has just fired. */
    List<@Nullable Object> row() {
        return Arrays.asList(
                fingerprint,
                openFingerprint,
                title.en(),
                title.fr(),
                severity,
                state,
                since,
                firedAt,
                flapping,
                version);
    }

    /** The number that the database gave it. */
    void numbered(long given) {
        number = given;
    }

    /**
     * It has held for long enough; again changes nothing. It is as bad as what fires: what only waits to fire may be worse
     * and come to nothing. Answers whether it fires only now.
     */
    boolean fire(Instant at, Severity as, Text words) {
        if (state != AlertState.PENDING) {
            return false;
        }
        state = AlertState.FIRING;
        firedAt = at;
        severity = as;
        title = words;
        return true;
    }

    /**
     * Becomes as bad as this; never milder while it is open. Whoever had it in hand had something milder in hand: it
     * fires anew. Answers whether it has become worse.
     */
    boolean worsen(Severity to, Text words) {
        if (to.compareTo(severity) >= 0) {
            return false;
        }
        severity = to;
        title = words;
        if (state == AlertState.ACKNOWLEDGED) {
            state = AlertState.FIRING;
            acknowledgedAt = null;
            acknowledgedBy = null;
        }
        return true;
    }

    void began(Instant at) {
        since = at;
    }

    void acknowledge(Instant at, @Nullable PersonId by) {
        if (state != AlertState.FIRING) {
            throw Refusal.conflict(Message.of("conflict.alert.not-firing", number, Message.of("alert.state." + state)));
        }
        state = AlertState.ACKNOWLEDGED;
        acknowledgedAt = at;
        acknowledgedBy = by;
    }

    void resolve(Instant at, @Nullable PersonId by) {
        if (state == AlertState.RESOLVED) {
            throw Refusal.conflict(Message.of("conflict.alert.resolved", number));
        }
        state = AlertState.RESOLVED;
        openFingerprint = null;
        resolvedAt = at;
        resolvedBy = by;
        flapping = false;
    }

    void assign(@Nullable PersonId to) {
        if (state == AlertState.RESOLVED) {
            throw Refusal.conflict(Message.of("conflict.alert.resolved", number));
        }
        assignee = to;
    }

    /** Answers whether that is news. */
    boolean flaps(boolean now) {
        boolean news = flapping != now;
        flapping = now;
        return news;
    }

    void holdBack(long because) {
        heldBy = because;
    }

    void release() {
        heldBy = null;
    }

    public long number() {
        return number;
    }

    /** The thing that is wrong: a metric with its labels, a sign of life, or an item. */
    public String fingerprint() {
        return fingerprint;
    }

    public Text title() {
        return title;
    }

    public Severity severity() {
        return severity;
    }

    public AlertState state() {
        return state;
    }

    /** When what is wrong began, in the time of the data. */
    public Instant since() {
        return since;
    }

    /** Null when it never held for long enough. */
    public @Nullable Instant firedAt() {
        return firedAt;
    }

    public @Nullable Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    public @Nullable PersonId acknowledgedBy() {
        return acknowledgedBy;
    }

    public @Nullable Instant resolvedAt() {
        return resolvedAt;
    }

    /** Null when it was over by itself. */
    public @Nullable PersonId resolvedBy() {
        return resolvedBy;
    }

    public @Nullable PersonId assignee() {
        return assignee;
    }

    public boolean flapping() {
        return flapping;
    }

    /** The alert of which this one is a consequence; null for none. */
    public @Nullable Long heldBy() {
        return heldBy;
    }

    public int version() {
        return version;
    }
}
