package org.maint.recovery;

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
import java.time.Duration;
import java.time.Instant;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * One time that bringing back was practised. The time to recover runs from its start to its last step; what was lost is
 * what lies between the backup and the start.
 */
@Entity
@Table(name = "recovery_drill")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Drill {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    @Enumerated(EnumType.STRING)
    private DrillKind kind;

    @Enumerated(EnumType.STRING)
    private DrillState state;

    @Column(name = "backup_at")
    private Instant backupAt;

    @Column(name = "started_at")
    private Instant startedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "started_by"))
    private PersonId startedBy;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    private @Nullable Long expected;
    private @Nullable Long found;

    @Column(name = "rto_minutes")
    private int rtoMinutes;

    @Column(name = "rpo_minutes")
    private int rpoMinutes;

    @Column(length = Length.LONG32)
    private @Nullable String words;

    @Column(name = "signed_at")
    private @Nullable Instant signedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "signed_by"))
    private @Nullable PersonId signedBy;

    @Column(name = "log_entry")
    private @Nullable Long logEntry;

    @Version
    private int version;

    protected Drill() {}

    Drill(DrillKind kind, Instant backupAt, RecoveryTargets targets, Instant at, PersonId by) {
        this.kind = kind;
        this.state = DrillState.RUNNING;
        this.backupAt = backupAt;
        this.startedAt = at;
        this.startedBy = by;
        this.rtoMinutes = targets.rtoMinutes();
        this.rpoMinutes = targets.rpoMinutes();
    }

    void require(DrillState wanted) {
        if (state != wanted) {
            throw Refusal.conflict(Message.of("conflict.drill.state", Message.of("drill.state." + state)));
        }
    }

    void count(long expected, long found) {
        this.expected = expected;
        this.found = found;
    }

    void done(Instant at) {
        state = DrillState.DONE;
        endedAt = at;
    }

    void sign(@Nullable String typed, Instant at, PersonId by, long entry) {
        state = DrillState.SIGNED;
        words = typed;
        signedAt = at;
        signedBy = by;
        logEntry = entry;
    }

    void abandon(String reason, Instant at) {
        state = DrillState.ABANDONED;
        words = reason;
        endedAt = at;
    }

    public long number() {
        return number;
    }

    /** As people name it. */
    public String name() {
        return "D-" + number;
    }

    public DrillKind kind() {
        return kind;
    }

    public DrillState state() {
        return state;
    }

    /** From when what is brought back is. */
    public Instant backupAt() {
        return backupAt;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public PersonId startedBy() {
        return startedBy;
    }

    /** When its last step was done; null while it runs. */
    public @Nullable Instant endedAt() {
        return endedAt;
    }

    /** How long bringing back took, or takes by now. */
    public Duration recoveryTime(Instant now) {
        return Duration.between(startedAt, endedAt == null ? now : endedAt);
    }

    /** What would have been lost. */
    public Duration lost() {
        return Duration.between(backupAt, startedAt);
    }

    public Duration rto() {
        return Duration.ofMinutes(rtoMinutes);
    }

    public Duration rpo() {
        return Duration.ofMinutes(rpoMinutes);
    }

    /** How many were there when it was backed up; null before anybody has counted. */
    public @Nullable Long expected() {
        return expected;
    }

    /** How many there were once it was brought back. */
    public @Nullable Long found() {
        return found;
    }

    /** Whether all that was expected was found, in time, and not too much was lost. */
    public boolean proves() {
        return state == DrillState.SIGNED && complete() && inTime() && littleLost();
    }

    boolean complete() {
        return expected != null && expected.equals(found);
    }

    boolean inTime() {
        return endedAt != null && recoveryTime(endedAt).compareTo(rto()) <= 0;
    }

    boolean littleLost() {
        return lost().compareTo(rpo()) <= 0;
    }

    /** What was said with the signature, or why it was given up. */
    public @Nullable String words() {
        return words;
    }

    public @Nullable Instant signedAt() {
        return signedAt;
    }

    public @Nullable PersonId signedBy() {
        return signedBy;
    }

    public @Nullable Long logEntry() {
        return logEntry;
    }

    public int version() {
        return version;
    }
}
