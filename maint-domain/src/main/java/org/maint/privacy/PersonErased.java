package org.maint.privacy;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** Somebody's name and addresses are gone; what they did stays, under a pseudonym. */
public record PersonErased(PersonId by, PersonId person, String pseudonym) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(by.value(), "person.erased", "person:" + person, pseudonym);
    }
}
