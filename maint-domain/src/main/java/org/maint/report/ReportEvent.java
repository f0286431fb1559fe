package org.maint.report;

import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/**
 * Something was done to a report.
 *
 * @param deed {@code drafted}, {@code answered}, {@code refreshed}, {@code entered} or {@code approved}
 * @param by null for maint itself
 */
public record ReportEvent(Report report, String deed, @Nullable PersonId by) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(
                by == null ? null : by.value(),
                "report." + deed,
                "report:" + report.id(),
                report.kind() + " " + report.from());
    }
}
