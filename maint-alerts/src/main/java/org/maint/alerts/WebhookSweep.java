package org.maint.alerts;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.maint.notification.Via;

/** Tells the outside program what waits; apart from the other sweep, which must not wait for it when it is slow. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WebhookSweep {
    @Inject
    Dispatcher dispatcher;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void sweep() {
        dispatcher.tellOutside(Via.SWEEP);
    }
}
