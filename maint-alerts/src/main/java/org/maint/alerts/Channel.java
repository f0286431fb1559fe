package org.maint.alerts;

import org.maint.notification.Delivery;
import org.maint.notification.Notification;

/** A way for a notification to travel. */
public interface Channel {
    /** Sends it, outside any transaction, and says what came of it; an exception counts as a reason to try again. */
    Delivery deliver(Notification notification);
}
