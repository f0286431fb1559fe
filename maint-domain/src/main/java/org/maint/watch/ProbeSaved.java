package org.maint.watch;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** Somebody has made or changed a probe. */
public record ProbeSaved(Probe probe, PersonId by) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(
                by.value(), "probe.saved", "probe:" + probe.key(), probe.kind() + (probe.enabled() ? "" : " (off)"));
    }
}
