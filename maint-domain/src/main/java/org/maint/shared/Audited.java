package org.maint.shared;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that belongs in the audit trail: who did what to what. */
public interface Audited {
    AuditLine audit();

    /** Several at one moment. */
    interface Together {
        List<AuditLine> audits();
    }

    /**
     * @param person who did it; null for maint itself
     * @param action what was done, as a stable key such as {@code run.signed}
     * @param subject to what, in a form that can be searched for, such as {@code run:…} or {@code token:…}
     * @param detail further facts; never a secret
     */
    record AuditLine(@Nullable UUID person, String action, String subject, String detail) {}
}
