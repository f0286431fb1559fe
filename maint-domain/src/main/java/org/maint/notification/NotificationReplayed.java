package org.maint.notification;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** Somebody has had a notification sent again that was given up. */
public record NotificationReplayed(Notification notification, PersonId by) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(
                by.value(), "notification.replayed", "notification:" + notification.id(), notification.kind());
    }
}
