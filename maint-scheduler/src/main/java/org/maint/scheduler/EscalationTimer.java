package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.escalation.Escalations;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/** Takes the steps of escalations that are due, every second, on whichever node is first. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class EscalationTimer {
    private static final Log LOG = Log.of(EscalationTimer.class);
    private static final int MOST_ROUNDS = 40;

    @Inject
    Escalations escalations;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void advance() {
        try {
            for (int i = 0; i < MOST_ROUNDS && escalations.advance(); i++) {}
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Taking the steps that are due failed; it is tried again in a second", e);
        }
    }
}
