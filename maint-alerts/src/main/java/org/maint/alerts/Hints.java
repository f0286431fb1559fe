package org.maint.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.maint.notification.NotificationQueued;

/**
 * Has a hint sent once the transaction that decided a notification is through. The sender is not the observer itself:
 * the container would suspend the transaction that has just ended, and fail to resume it.
 */
@ApplicationScoped
public class Hints {
    private final HintSender sender;

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
        sender.send(queued.id());
    }
}
