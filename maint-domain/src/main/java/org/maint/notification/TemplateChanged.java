package org.maint.notification;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** Somebody has changed the words of what is sent. */
public record TemplateChanged(Template.Id template, PersonId by, String deed) implements Audited {
    @Override
    public AuditLine audit() {
        String name = template.topic() + "/" + template.medium() + "/" + template.language();
        return new AuditLine(by.value(), "template." + deed, "template:" + name, name);
    }
}
