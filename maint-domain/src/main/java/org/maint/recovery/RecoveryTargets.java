package org.maint.recovery;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/**
 * How long bringing back may take (the recovery time objective) and how much may be lost (the recovery point objective). The
 * plan names neither: until somebody decides, four hours, and the day after which it takes a backup for missing.
 */
@Entity
@Table(name = "recovery_target")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class RecoveryTargets {
    static final int ONLY = 1;
    static final int USUAL_RTO = 4 * 60;
    static final int USUAL_RPO = 24 * 60;

    @Id
    private int id;

    @Column(name = "rto_minutes")
    private int rtoMinutes;

    @Column(name = "rpo_minutes")
    private int rpoMinutes;

    @Column(name = "changed_at")
    private @Nullable Instant changedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "changed_by"))
    private @Nullable PersonId changedBy;

    protected RecoveryTargets() {}

    static RecoveryTargets usual() {
        RecoveryTargets targets = new RecoveryTargets();
        targets.id = ONLY;
        targets.rtoMinutes = USUAL_RTO;
        targets.rpoMinutes = USUAL_RPO;
        return targets;
    }

    void change(int rto, int rpo, Instant at, PersonId by) {
        rtoMinutes = rto;
        rpoMinutes = rpo;
        changedAt = at;
        changedBy = by;
    }

    public int rtoMinutes() {
        return rtoMinutes;
    }

    public int rpoMinutes() {
        return rpoMinutes;
    }

    /** Null while nobody has decided. */
    public @Nullable Instant changedAt() {
        return changedAt;
    }
}
