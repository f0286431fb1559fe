package org.maint.alerts;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Brokers;
import org.maint.notification.NotificationQueued;
import org.maint.shared.Log;

/**
 * Has a hint sent once the transaction that decided a notification is through. The sender is not the observer itself:
 * the container would suspend the transaction that has just ended, and fail to resume it. One hint at a time is on its
 * way to the queue, so that a broker that does not answer holds one thread and no more; what is decided meanwhile is
 * told by the next one, or found by the sweep.
 */
@ApplicationScoped
public class Hints {
    /** A broker that takes longer counts as away. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Log LOG = Log.of(Hints.class);

    /** Nothing, under way, or under way with another to follow. */
    private static final int IDLE = 0;

    private static final int BUSY = 1;
    private static final int BUSY_AND_MORE = 2;

    private final HintSender sender;
    private final Brokers brokers;
    private final Clock clock;
    private final AtomicInteger state = new AtomicInteger(IDLE);

    /** Of this node: said once when the broker goes, and once when it is back. */
    private final AtomicBoolean away = new AtomicBoolean();

    private volatile Instant begun = Instant.EPOCH;

    @Inject
    public Hints(HintSender sender, Brokers brokers, Clock clock) {
        this.sender = sender;
        this.brokers = brokers;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Hints() {
        this(null, null, null);
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotificationQueued queued) {
        send();
    }

    /** A hint that says nothing shows whether the broker is there, also when nothing is to be told. */
    void look() {
        if (state.get() != IDLE && Duration.between(begun, clock.instant()).compareTo(PATIENCE) > 0) {
            gone("no answer for " + PATIENCE.toSeconds() + " s", null);
        } else {
            send();
        }
    }

    private void send() {
        if (state.getAndUpdate(before -> before == IDLE ? BUSY : BUSY_AND_MORE) == IDLE) {
            begun = clock.instant();
            sender.send(this);
        }
    }

    /** One is about to go to the queue: what is decided from now on is another hint's. */
    void begins() {
        begun = clock.instant();
        state.set(BUSY);
    }

    /** Answers whether another has to follow. */
    boolean ends() {
        return !state.compareAndSet(BUSY, IDLE);
    }

    void taken() {
        boolean news = away.compareAndSet(true, false);
        if (news) {
            LOG.log(INFO, "The broker takes hints again");
        }
        note(brokers::there, news);
    }

    void gone(String why, @Nullable Throwable cause) {
        boolean news = away.compareAndSet(false, true);
        if (news) {
            LOG.log(WARNING, "The broker takes no hint; until it does, the sweep delivers: " + why, cause);
        }
        note(() -> brokers.away(why), news);
    }

    /** Whether the broker is there is worth knowing; that it cannot be written down must not end the hints. */
    private void note(Runnable noting, boolean news) {
        try {
            noting.run();
            if (news) {
                brokers.lookAgain();
            }
        } catch (RuntimeException e) {
            LOG.log(WARNING, "Whether the broker is there could not be noted", e);
        }
    }
}
