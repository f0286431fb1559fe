package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import org.maint.alerting.Evaluations;
import org.maint.alerting.Evaluations.RuleFailed;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/** Has rules judge what has arrived every second, and what time alone changes every fifth, on whichever node is first. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class RuleTimer {
    private static final Log LOG = Log.of(RuleTimer.class);
    private static final int TIMED_EVERY = 5;
    private static final int TRY_AGAIN_EVERY = 60;
    private static final int MOST_ROUNDS = 20;
    private static final int MOST_FORGOTTEN = 5_000;

    @Inject
    Evaluations evaluations;

    private final Set<String> failing = new HashSet<>();
    private int tick;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void judge() {
        tick = (tick + 1) % TRY_AGAIN_EVERY;
        if (tick == 0) {
            failing.clear();
        }
        judge(tick % TIMED_EVERY == 0);
    }

    /** Something has arrived just now. */
    public void arrived() {
        judge(false);
    }

    private void judge(boolean timed) {
        try {
            // In rounds, so that no transaction is large, and as many as it takes to keep up.
            for (int i = 0; i < MOST_ROUNDS && evaluations.evaluate(timed && i == 0, Set.copyOf(failing)); i++) {}
        } catch (RuleFailed e) {
            // What was taken is put back with the transaction, and the others judge it without this one.
            failing.add(e.rule());
            LOG.log(ERROR, e.getMessage() + "; it is tried again within a minute", e);
        } catch (Exception e) {
            LOG.log(ERROR, "Judging what has arrived failed; it is tried again in a second", e);
        }
    }

    @Schedule(hour = "*", minute = "*/10", second = "40", persistent = false)
    public void forget() {
        try {
            for (int i = 0; i < MOST_ROUNDS && evaluations.forget(MOST_FORGOTTEN) == MOST_FORGOTTEN; i++) {}
        } catch (Exception e) {
            LOG.log(ERROR, "Forgetting what rules think of what is silent failed; it is tried again in ten minutes", e);
        }
    }
}
