package org.maint.scheduler;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.notification.Brokers;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;
import org.maint.vitals.Vitals;

/** Finds out every five seconds what waits, what is late and whether the broker is there, for metrics and health to say. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class VitalsTimer {
    private static final Log LOG = Log.of(VitalsTimer.class);

    @Inject
    Vitals vitals;

    @Inject
    Brokers brokers;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void look() {
        find("What waits could not be counted", vitals::look);
        find("Whether the broker is there could not be read", brokers::awaySince);
    }

    private static void find(String failed, Runnable what) {
        try {
            what.run();
        } catch (Exception e) {
            LOG.log(WARNING, failed + "; it is tried again in five seconds: " + e.getMessage());
        }
    }
}
