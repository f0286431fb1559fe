package org.maint.alerts;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.notification.Notifications;
import org.maint.notification.Via;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/** Finds what a lost hint, a broker that is away or a node that died left lying, and looks after the broker. */
@Ticked
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Sweep {
    private static final Log LOG = Log.of(Sweep.class);
    private static final int MOST_FOLDED = 1_000;

    @Inject
    Dispatcher dispatcher;

    @Inject
    Notifications notifications;

    @Inject
    Hints hints;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    public void sweep() {
        try {
            dispatcher.wake(Via.SWEEP);
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Looking for what waits failed; it is tried again in two seconds", e);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
    public void fold() {
        try {
            notifications.fold(MOST_FOLDED);
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Putting together what was held back failed; it is tried again in fifteen seconds", e);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "7/20", persistent = false)
    public void look() {
        hints.look();
    }
}
