package org.maint.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.maint.plan.Plans;
import org.maint.shared.Duties;

/**
 * Makes five minutes and days of samples that rules have looked at, and forgets what is over age. On any number of nodes;
 * one does it at a time. A late sample makes the steps that it belongs to anew, so that the order of arrival leaves no
 * trace.
 */
@ApplicationScoped
@Transactional
public class Rollups {
    /** How long steps of five minutes are kept. */
    public static final Duration FIVE_MINUTES = Duration.ofDays(396);

    /** A late sample must find the others of its step, to make it anew. */
    private static final Duration EDGE = Duration.ofDays(1);

    private static final int MOST_ARRIVALS = 500;
    private static final int MOST_ROWS = 50_000;

    private final SampleStore store;
    private final Duties duties;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public Rollups(SampleStore store, Duties duties, Plans plans, Clock clock) {
        this.store = store;
        this.duties = duties;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Rollups() {
        this(null, null, null, null);
    }

    /** Answers whether there was anything to do. */
    public boolean rollUp() {
        if (!duties.take("rollup")) {
            return false;
        }
        Arrived arrived = store.take(1, MOST_ARRIVALS);
        store.rollUp(arrived.stretches(), plans.published().zone());
        return !arrived.isEmpty();
    }

    /** Answers whether there may be more to forget. */
    public boolean forget() {
        if (!duties.take("watch-retention")) {
            return false;
        }
        Instant now = clock.instant();
        return store.forget(now.minus(Samples.RAW).minus(EDGE), now.minus(FIVE_MINUTES), MOST_ROWS) >= MOST_ROWS;
    }
}
