package org.maint.statuspage;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** Somebody has changed which parts of the platform the public sees. */
public record ComponentEvent(StatusComponent component, String deed, PersonId by) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(
                by.value(),
                "component." + deed,
                "component:" + component.id(),
                component.title().en() + " " + String.join(", ", component.scope()));
    }
}
