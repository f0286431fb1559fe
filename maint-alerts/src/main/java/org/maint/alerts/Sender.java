package org.maint.alerts;

import java.util.Set;
import org.maint.notification.Delivery;
import org.maint.notification.Medium;
import org.maint.notification.Outgoing;

/** A way for notifications to travel. */
public interface Sender {
    /** Which it serves. */
    Set<Medium> media();

    /** Sends it, outside any transaction and within ten seconds, and says what came of it. */
    Delivery send(Outgoing outgoing);
}
