package org.maint.checklist;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Severity;

/** A failed item: what was seen, by whom, and whether it still stands. Alerting picks open deviations up by subject. */
@Entity
@Table(name = "deviation")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Deviation {
    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "run_id"))
    private RunId runId;

    @Column(name = "item_key")
    private String itemKey;

    private String subject;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    private String seen;

    @Column(name = "detected_at")
    private Instant detectedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "detected_by"))
    private @Nullable PersonId detectedBy;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    protected Deviation() {}

    Deviation(RunId runId, RunItem item, String subject, String seen, Instant at, @Nullable PersonId by) {
        this.id = UUID.randomUUID();
        this.runId = runId;
        this.itemKey = item.key();
        this.subject = subject;
        this.severity = item.severity();
        this.seen = seen;
        this.detectedAt = at;
        this.detectedBy = by;
    }

    /** The same failure, described again. */
    void describe(String newlySeen) {
        this.seen = newlySeen;
    }

    /** The item no longer fails. */
    void close(Instant at) {
        this.closedAt = at;
    }

    public UUID id() {
        return id;
    }

    public RunId runId() {
        return runId;
    }

    public String itemKey() {
        return itemKey;
    }

    /** What is wrong with what: the routine and the item, or the item alone for unplanned work. */
    public String subject() {
        return subject;
    }

    public Severity severity() {
        return severity;
    }

    public String seen() {
        return seen;
    }

    public Instant detectedAt() {
        return detectedAt;
    }

    /** Null when a probe has found it. */
    public @Nullable PersonId detectedBy() {
        return detectedBy;
    }

    public @Nullable Instant closedAt() {
        return closedAt;
    }
}
