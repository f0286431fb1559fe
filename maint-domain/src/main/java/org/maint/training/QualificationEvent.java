package org.maint.training;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** @param deed {@code recorded} or {@code revoked} */
public record QualificationEvent(Qualification of, String deed, PersonId by) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(
                by.value(),
                "qualification." + deed,
                "person:" + of.person(),
                of.kind() + " " + of.subject() + " " + of.since() + " – " + of.until());
    }
}
