package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.installation.Retention;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/** Removes what is over age once an hour, on every node; what one has removed the others do not find. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionTimer {
    private static final Log LOG = Log.of(RetentionTimer.class);

    @Inject
    Retention retention;

    @Schedule(hour = "*", minute = "40", second = "0", persistent = false)
    public void sweep() {
        try {
            retention.sweep();
        } catch (Exception e) {
            // Two nodes may be in each other's way; a timer must not die of it.
            LOG.log(ERROR, "Removing what is over age failed; it is tried again in an hour", e);
        }
    }
}
