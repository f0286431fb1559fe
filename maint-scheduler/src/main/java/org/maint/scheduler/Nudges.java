package org.maint.scheduler;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.maint.shared.Log;
import org.maint.shared.WorkWaits;

/**
 * Wakes those who look at rows once a transaction that wrote such rows is through, so that an alert does not wait for the
 * next tick of a clock. Should a nudge be lost, the tick finds the rows. Rules are not judged oftener than some ten times
 * a second, however much arrives.
 */
@ApplicationScoped
public class Nudges {
    private static final Log LOG = Log.of(Nudges.class);
    private static final Map<WorkWaits, Long> PAUSE_MILLIS =
            new EnumMap<>(Map.of(WorkWaits.RULES, 80L, WorkWaits.ESCALATION, 10L));

    private final RuleTimer rules;
    private final EscalationTimer escalations;
    private final Map<WorkWaits, AtomicBoolean> underWay =
            new EnumMap<>(Map.of(WorkWaits.RULES, new AtomicBoolean(), WorkWaits.ESCALATION, new AtomicBoolean()));
    private final Map<WorkWaits, Long> lastEnded = new java.util.concurrent.ConcurrentHashMap<>();

    @Resource
    private ManagedScheduledExecutorService executor;

    @Inject
    @SuppressWarnings("NullAway.Init") // the executor is the container's
    public Nudges(RuleTimer rules, EscalationTimer escalations) {
        this.rules = rules;
        this.escalations = escalations;
    }

    /** For CDI's proxy. */
    @SuppressWarnings({"NullAway", "NullAway.Init"})
    protected Nudges() {
        this(null, null);
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkWaits what) {
        AtomicBoolean busy = underWay.get(what);
        if (busy == null || !busy.compareAndSet(false, true)) {
            return;
        }
        // Monotonic time of the machine: how long to pause is no decision that a set clock may change.
        long since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastEnded.getOrDefault(what, 0L));
        long wait = Math.max(0, PAUSE_MILLIS.getOrDefault(what, 0L) - since);
        try {
            executor.schedule(() -> work(what, busy), wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            busy.set(false);
            LOG.log(
                    WARNING,
                    "There is no thread to go on at once with " + what + "; the clock does within a second",
                    e);
        }
    }

    private void work(WorkWaits what, AtomicBoolean busy) {
        // Before the rows are read: what is written from now on is another nudge.
        busy.set(false);
        switch (what) {
            case RULES -> rules.arrived();
            case ESCALATION -> escalations.advance();
        }
        lastEnded.put(what, System.nanoTime());
    }
}
