package org.maint.activity;

import org.maint.people.PersonId;
import org.maint.plan.Severity;
import org.maint.shared.Audited;

/** Somebody has said how bad errors of a kind are. */
public record ErrorCategorised(ErrorGroup group, Severity before, PersonId by) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(
                by.value(), "error.categorised", "error:" + group.id(), before + " -> " + group.category());
    }
}
