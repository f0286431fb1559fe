package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;
import org.maint.window.RecurringWindows;

/** Makes the maintenance windows of what comes round, well ahead. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class WindowTimer {
    private static final Log LOG = Log.of(WindowTimer.class);

    @Inject
    RecurringWindows recurring;

    @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
    public void makeAhead() {
        try {
            recurring.follow();
            recurring.makeAhead();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Making maintenance windows ahead failed; it is tried again in a minute", e);
        }
    }
}
