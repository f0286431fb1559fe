package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.postmortem.PostMortems;
import org.maint.reminder.Reminders;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/** Reminds people of what time brings, on whichever node is first. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class ReminderTimer {
    private static final Log LOG = Log.of(ReminderTimer.class);

    @Inject
    Reminders reminders;

    @Inject
    PostMortems postMortems;

    @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false)
    public void remind() {
        each(reminders::remind);
        each(postMortems::remind);
    }

    /** One that fails keeps no other from its turn. */
    private static void each(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Reminding people failed; it is tried again in twenty seconds", e);
        }
    }
}
