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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Rows;

/** A line of an alert's history. It never changes. */
@Entity
@Table(name = "alert_line")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class AlertLine {
    /** What happened. */
    public enum Kind {
        PENDING,
        FIRING,
        /** A rule or an item joined. */
        JOINED,
        /** A rule or an item is no longer a reason. */
        LEFT,
        WORSE,
        ACKNOWLEDGED,
        ASSIGNED,
        NOTE,
        RESOLVED,
        /** Samples that came late changed when it began or ended. */
        CORRECTED,
        /** Samples that came late show that it never held. */
        WITHDRAWN,
        FLAPPING,
        STEADY,
        /** Nobody is told, because of another alert. */
        HELD,
        /** What held it back is over. */
        RELEASED,
        /** The rule was changed; it judges anew. */
        RULE_CHANGED
    }

    static final Rows ROWS =
            new Rows("alert_line", List.of("alert_number", "kind", "at", "recorded_at", "person_id", "words"));

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "alert_number")
    private long alert;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private Instant at;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private @Nullable PersonId by;

    private @Nullable String words;

    protected AlertLine() {}

    AlertLine(long alert, Kind kind, Instant at, Instant recordedAt, @Nullable PersonId by, @Nullable String words) {
        this.alert = alert;
        this.kind = kind;
        this.at = at;
        this.recordedAt = recordedAt;
        this.by = by;
        this.words = words;
    }

    List<@Nullable Object> row() {
        return Arrays.asList(alert, kind, at, recordedAt, by == null ? null : by.value(), words);
    }

    public long alert() {
        return alert;
    }

    public Kind kind() {
        return kind;
    }

    /** In the time of the data. */
    public Instant at() {
        return at;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    public @Nullable PersonId by() {
        return by;
    }

    /** A note, a name or a reference; by the kind. */
    public @Nullable String words() {
        return words;
    }
}
