package org.maint.alerting;

import jakarta.persistence.Column;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Severity;
import org.maint.shared.Rows;

/** Why an alert is there: a rule that holds, or an item that failed; from when to when. */
@Entity
@Table(name = "alert_reason")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class AlertReason {
    /** What kind of reason. */
    public enum Kind {
        RULE,
        ITEM,
        /** The error budget of a target burns. */
        TARGET
    }

    static final Rows ROWS = new Rows(
            "alert_reason",
            List.of(
                    "alert_number",
                    "kind",
                    "ref",
                    "group_key",
                    "severity",
                    "metric",
                    "series_ids",
                    "threshold",
                    "worst",
                    "since",
                    "fired_at",
                    "until_at",
                    "withdrawn"));

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "alert_number")
    private long alert;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String ref;

    @Column(name = "group_key")
    private String groupKey;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    private @Nullable String metric;

    @Column(name = "series_ids")
    private @Nullable String seriesIds;

    private @Nullable Double threshold;
    private @Nullable Double worst;
    private Instant since;

    @Column(name = "fired_at")
    private @Nullable Instant firedAt;

    @Column(name = "until_at")
    private @Nullable Instant until;

    private boolean withdrawn;

    protected AlertReason() {}

    AlertReason(long alert, Kind kind, String ref, String groupKey, Severity severity, Instant since) {
        this.alert = alert;
        this.kind = kind;
        this.ref = ref;
        this.groupKey = groupKey;
        this.severity = severity;
        this.since = since;
    }

    void measures(@Nullable String what, @Nullable String series, @Nullable Double bound) {
        metric = what;
        seriesIds = series;
        threshold = bound;
    }

    /** Answers whether what was already known of it has changed. */
    boolean follow(Episode episode) {
        boolean corrected = !since.equals(episode.since())
                || (firedAt != null && !firedAt.equals(episode.firedAt()))
                || (until != null && !Objects.equals(until, episode.until()));
        since = episode.since();
        firedAt = episode.firedAt();
        until = episode.until();
        worst = episode.worst();
        return corrected;
    }

    void fired(Instant at) {
        firedAt = at;
    }

    void end(Instant at) {
        until = at.isBefore(since) ? since : at;
    }

    void withdraw(Instant at) {
        withdrawn = true;
        if (until == null) {
            until = at;
        }
    }

    boolean active() {
        return until == null && !withdrawn;
    }

    boolean endsAfter(Instant at) {
        return until != null && until.isAfter(at);
    }

    List<@Nullable Object> row() {
        return Arrays.asList(
                alert, kind, ref, groupKey, severity, metric, seriesIds, threshold, worst, since, firedAt, until,
                withdrawn);
    }

    public long alert() {
        return alert;
    }

    public Kind kind() {
        return kind;
    }

    /** The rule's key, or {@code routine/item}. */
    public String ref() {
        return ref;
    }

    String groupKey() {
        return groupKey;
    }

    public Severity severity() {
        return severity;
    }

    public @Nullable String metric() {
        return metric;
    }

    /** The lines of numbers that were judged; empty for none. */
    List<Long> series() {
        return seriesIds == null || seriesIds.isBlank()
                ? List.of()
                : Arrays.stream(seriesIds.split(",", -1)).map(Long::valueOf).toList();
    }

    public @Nullable Double threshold() {
        return threshold;
    }

    public @Nullable Double worst() {
        return worst;
    }

    public Instant since() {
        return since;
    }

    public @Nullable Instant firedAt() {
        return firedAt;
    }

    public @Nullable Instant until() {
        return until;
    }

    public boolean withdrawn() {
        return withdrawn;
    }
}
