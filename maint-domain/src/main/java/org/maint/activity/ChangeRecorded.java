package org.maint.activity;

import org.maint.shared.Audited;

/** Somebody has documented a change of the platform. */
public record ChangeRecorded(PlatformChange change) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(change.recordedBy().value(), "change.recorded", "change:" + change.id(), change.title());
    }
}
