package org.maint.alerts;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.maint.notification.Delivery;
import org.maint.notification.Notification;
import org.maint.notification.Notifications;
import org.maint.notification.Via;

/** Delivers what waits: claim (a transaction), send (none, over the network), record (a transaction). */
@ApplicationScoped
public class Dispatcher {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    /** A batch must be sent well within the lease of its claim. */
    private static final int BATCH = 50;

    private final Notifications notifications;
    private final Channel channel;

    @Inject
    public Dispatcher(Notifications notifications, Channel channel) {
        this.notifications = notifications;
        this.channel = channel;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Dispatcher() {
        this(null, null);
    }

    void drain(Via via) {
        List<Notification> claimed;
        do {
            claimed = notifications.claim(BATCH, via);
            claimed.forEach(notification -> notifications.record(notification.id(), deliver(notification)));
        } while (claimed.size() == BATCH);
    }

    private Delivery deliver(Notification notification) {
        try {
            return channel.deliver(notification);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "Notification " + notification.id() + " could not be sent", e);
            return new Delivery.Retry(String.valueOf(e.getMessage()));
        }
    }
}
