package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.rota.OnCallRecords;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/** Writes down each minute who is on call. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class OnCallTimer {
    private static final Log LOG = Log.of(OnCallTimer.class);

    @Inject
    OnCallRecords records;

    @Schedule(hour = "*", minute = "*", second = "1", persistent = false)
    public void note() {
        try {
            records.note();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Writing down who is on call failed; it is tried again in a minute", e);
        }
    }
}
