package org.maint.alerting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/**
 * What happened to an alert.
 *
 * @param by who did it; null for maint itself
 */
public record AlertEvent(Alert alert, AlertLine.Kind kind, @Nullable PersonId by, Instant at) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(
                by == null ? null : by.value(),
                "alert." + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                "alert:" + alert.number(),
                alert.fingerprint());
    }
}
