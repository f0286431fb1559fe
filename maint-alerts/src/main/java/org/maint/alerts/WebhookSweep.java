package org.maint.alerts;

import static java.lang.System.Logger.Level.ERROR;

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
    private static final System.Logger LOG = System.getLogger(WebhookSweep.class.getName());

    @Inject
    Dispatcher dispatcher;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void sweep() {
        try {
            dispatcher.tellOutside(Via.SWEEP);
        } catch (Exception e) {
            // A timer that fails twice is never called again.
            LOG.log(ERROR, "Looking for what waits to be told failed; it is tried again in five seconds", e);
        }
    }
}
