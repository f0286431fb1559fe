package org.maint.alerting;

import java.time.Instant;
import java.util.List;
import org.maint.shared.Audited;

/** Alerts that a rule has just opened and that fire, all at one moment: nothing else can know of any of them yet. */
public record AlertsOpened(List<Alert> alerts, String rule, Instant at) implements Audited.Together {
    @Override
    public List<Audited.AuditLine> audits() {
        return alerts.stream()
                .map(alert -> new AlertEvent(alert, AlertLine.Kind.FIRING, null, at).audit())
                .toList();
    }
}
