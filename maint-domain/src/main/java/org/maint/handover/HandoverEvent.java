package org.maint.handover;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** @param deed {@code saved} or {@code confirmed} */
public record HandoverEvent(HandoverNote of, String deed, PersonId by) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(by.value(), "handover." + deed, "handover:" + of.day(), "");
    }
}
