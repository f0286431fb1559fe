package org.maint.vitals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;

/**
 * Whether the database answers this node, as a timer finds it every second. Who asks here never waits for the database, not
 * even for one that hangs.
 */
@ApplicationScoped
public class DatabaseSighting {
    /** The timer looks every second; a look that takes longer than this does not count as an answer. */
    static final Duration OLD = Duration.ofSeconds(5);

    private final Plans plans;
    private final Clock clock;
    private volatile @Nullable Instant answeredAt;
    private volatile @Nullable String failure;
    private volatile boolean planned;

    @Inject
    public DatabaseSighting(Plans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected DatabaseSighting() {
        this(null, null);
    }

    /** Asks the database; a failure is noted and thrown on. */
    public void look() {
        try {
            planned = plans.any();
            answeredAt = clock.instant();
            failure = null;
        } catch (RuntimeException e) {
            failure = e.getClass().getSimpleName();
            throw e;
        }
    }

    /**
     * Why this node cannot work with the database, for a monitor: the name of an exception, {@code NOT_ASKED}, {@code
     * NO_ANSWER_SINCE} a moment, or {@code NO_PLAN}; empty when it can.
     */
    public Optional<String> trouble() {
        String failed = failure;
        Instant last = answeredAt;
        if (failed != null) {
            return Optional.of(failed);
        }
        if (last == null) {
            return Optional.of("NOT_ASKED");
        }
        if (last.plus(OLD).isBefore(clock.instant())) {
            return Optional.of("NO_ANSWER_SINCE " + last);
        }
        return planned ? Optional.empty() : Optional.of("NO_PLAN");
    }
}
