package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.logbook.Logbook;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/** Signs the end of the log's chain once a day, whichever node comes first. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class CheckpointTimer {
    private static final Log LOG = Log.of(CheckpointTimer.class);

    @Inject
    Logbook logbook;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    public void sign() {
        try {
            logbook.dailyCheckpoint();
        } catch (Exception e) {
            LOG.log(ERROR, "Signing the end of the log failed; it is tried again in a minute", e);
        }
    }
}
