package org.maint.alerts;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.maint.notification.Delivery;
import org.maint.notification.Medium;
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
    private final PortalInbox inbox;
    private final Webhook webhook;

    @Inject
    public Dispatcher(Notifications notifications, PortalInbox inbox, Webhook webhook) {
        this.notifications = notifications;
        this.inbox = inbox;
        this.webhook = webhook;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Dispatcher() {
        this(null, null, null);
    }

    /** What goes to people's inboxes. */
    void drain(Via via) {
        drain(Medium.PORTAL, inbox, BATCH, via);
    }

    /** What goes to the outside program: one at a time, because each may take most of a lease. */
    void tellOutside(Via via) {
        drain(Medium.WEBHOOK, webhook, 1, via);
    }

    private void drain(Medium medium, Channel channel, int batch, Via via) {
        List<Notification> claimed;
        do {
            claimed = notifications.claim(medium, batch, via);
            claimed.forEach(notification -> notifications.record(notification.id(), deliver(channel, notification)));
        } while (claimed.size() == batch);
    }

    private static Delivery deliver(Channel channel, Notification notification) {
        try {
            return channel.deliver(notification);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "Notification " + notification.id() + " could not be sent", e);
            return new Delivery.Retry(String.valueOf(e.getMessage()));
        }
    }
}
