package org.maint.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** Something happened in an incident. */
public record IncidentEvent(Incident incident, IncidentLine.Kind kind, @Nullable PersonId by, Instant at)
        implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(
                by == null ? null : by.value(),
                "incident." + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                "incident:" + incident.number(),
                incident.title());
    }
}
