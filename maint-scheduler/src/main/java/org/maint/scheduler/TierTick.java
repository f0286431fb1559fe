package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.maint.checklist.DueRuns;
import org.maint.plan.Tier;
import org.maint.shared.Log;

/** What each tier's timer does. A failure is logged and looked at again with the next tick: a timer must not die of it. */
@ApplicationScoped
public class TierTick {
    private static final Log LOG = Log.of(TierTick.class);

    private final DueRuns dueRuns;

    @Inject
    public TierTick(DueRuns dueRuns) {
        this.dueRuns = dueRuns;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TierTick() {
        this(null);
    }

    void open(Tier tier) {
        try {
            dueRuns.openDue(tier);
        } catch (Exception e) {
            LOG.log(ERROR, "Opening the due runs of tier " + tier + " failed; it is tried again in a second", e);
            dueRuns.lookAgain();
        }
    }
}
