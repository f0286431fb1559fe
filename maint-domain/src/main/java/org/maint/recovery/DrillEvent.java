package org.maint.recovery;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** @param deed {@code started}, {@code step-done}, {@code counted}, {@code signed} or {@code abandoned} */
public record DrillEvent(Drill of, String deed, PersonId by, String detail) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(by.value(), "drill." + deed, "drill:" + of.number(), detail);
    }
}
