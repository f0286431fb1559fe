package org.maint.alerts;

import java.util.Set;
import org.maint.notification.Delivery;
import org.maint.notification.Medium;
import org.maint.notification.Outgoing;

/** Sends what is claimed to the outside world, by one or more media. */
public interface Sender {
    Set<Medium> media();

    /**
     * Sends it, outside any transaction, and says what came of it within {@link TimeLimit#USUAL}. It throws nothing for
     * what the other side does, and what it says names no secret.
     */
    Delivery send(Outgoing outgoing);
}
