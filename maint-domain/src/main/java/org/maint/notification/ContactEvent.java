package org.maint.notification;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** A person has added, verified or removed a way to reach them. The address itself is not for the audit trail. */
public record ContactEvent(Contact contact, PersonId by, String deed) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(
                by.value(),
                "contact." + deed,
                "contact:" + contact.id(),
                contact.label() + " " + contact.medium().name());
    }
}
