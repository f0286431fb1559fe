package org.maint.scheduler;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.shared.Log;
import org.maint.statuspage.StatusBoard;
import org.maint.vitals.Ticked;

/** Every two seconds, on each node, sees what the public may know, so that its page asks the database nothing. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class StatusTimer {
    private static final Log LOG = Log.of(StatusTimer.class);

    @Inject
    StatusBoard board;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    public void look() {
        try {
            board.look();
        } catch (RuntimeException e) {
            // The page goes on to say what was seen last, and when.
            LOG.log(WARNING, "Seeing the public state failed; it is tried again in two seconds", e);
        }
    }
}
