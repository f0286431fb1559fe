package org.maint.communication;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** What the team does to the list of customers. What somebody does to their own address is their own affair. */
public record SubscriberEvent(PersonId by, String deed, String detail) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(by.value(), "subscriber." + deed, "subscribers", detail);
    }
}
