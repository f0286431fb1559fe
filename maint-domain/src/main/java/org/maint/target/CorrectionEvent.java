package org.maint.target;

import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/**
 * Something happened to a corrective-action case.
 *
 * @param deed {@code opened}, {@code missed-again}, {@code step-done} or {@code closed}
 * @param by null for maint itself
 */
public record CorrectionEvent(CorrectiveCase of, String deed, @Nullable PersonId by, String detail) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(by == null ? null : by.value(), "correction." + deed, "target:" + of.target(), detail);
    }
}
