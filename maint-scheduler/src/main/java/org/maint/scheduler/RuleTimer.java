package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.maint.alerting.Evaluations;

/** Has rules judge what has arrived every second, and what time alone changes every fifth, on whichever node is first. */
@Singleton
@Startup
@DependsOn("Start")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RuleTimer {
    private static final System.Logger LOG = System.getLogger(RuleTimer.class.getName());
    private static final int TIMED_EVERY = 5;

    @Inject
    Evaluations evaluations;

    private int tick;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void judge() {
        tick = (tick + 1) % TIMED_EVERY;
        try {
            evaluations.evaluate(tick == 0);
        } catch (RuntimeException e) {
            // What was taken is put back with the transaction; a timer must not die of it.
            LOG.log(ERROR, "Judging what has arrived failed; it is tried again in a second", e);
        }
    }
}
