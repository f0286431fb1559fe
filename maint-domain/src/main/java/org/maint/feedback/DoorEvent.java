package org.maint.feedback;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** The form for people without an account was opened under a new address, or closed. */
public record DoorEvent(boolean open, PersonId by) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(by.value(), open ? "feedback.form-opened" : "feedback.form-closed", "feedback", "");
    }
}
