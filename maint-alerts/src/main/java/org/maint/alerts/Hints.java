package org.maint.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.maint.notification.NotificationQueued;

/**
 * Has a hint sent once the transaction that decided a notification is through. The sender is not the observer itself:
 * the container would suspend the transaction that has just ended, and fail to resume it. While one hint is on its way to
 * the queue another is not needed: whoever gets it takes whatever waits.
 */
@ApplicationScoped
public class Hints {
    private final HintSender sender;
    private final AtomicBoolean underWay = new AtomicBoolean();

    @Inject
    public Hints(HintSender sender) {
        this.sender = sender;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Hints() {
        this(null);
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotificationQueued queued) {
        if (underWay.compareAndSet(false, true)) {
            sender.send(this);
        }
    }

    /** From now on the next one is another hint. */
    void taken() {
        underWay.set(false);
    }
}
