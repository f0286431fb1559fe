package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.metric.Rollups;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/** Rolls up what rules have judged, and forgets what is over age, on whichever node is first. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class RollupTimer {
    private static final Log LOG = Log.of(RollupTimer.class);

    /** So many rounds at most, so that a tick ends. */
    private static final int MOST_ROUNDS = 20;

    @Inject
    Rollups rollups;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    public void rollUp() {
        try {
            for (int i = 0; i < MOST_ROUNDS && rollups.rollUp(); i++) {}
        } catch (Exception e) {
            LOG.log(ERROR, "Rolling up samples failed; it is tried again in ten seconds", e);
        }
    }

    @Schedule(hour = "*", minute = "*/10", second = "30", persistent = false)
    public void forget() {
        try {
            for (int i = 0; i < MOST_ROUNDS && rollups.forget(); i++) {}
        } catch (Exception e) {
            LOG.log(ERROR, "Forgetting samples over age failed; it is tried again in ten minutes", e);
        }
    }
}
