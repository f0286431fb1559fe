package org.maint.recovery;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** Somebody has decided how long bringing back may take and how much may be lost. */
public record RecoveryTargetsChanged(int rtoMinutes, int rpoMinutes, PersonId by) implements Audited {
    @Override
    public AuditLine audit() {
        String detail = "RTO " + rtoMinutes + " min, RPO " + rpoMinutes + " min";
        return new AuditLine(by.value(), "recovery.targets-changed", "recovery", detail);
    }
}
