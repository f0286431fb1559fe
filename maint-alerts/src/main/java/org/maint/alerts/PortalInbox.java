package org.maint.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import org.maint.notification.Delivery;
import org.maint.notification.Notification;

/** The inbox in the portal: once recorded as delivered, the person sees it. */
@ApplicationScoped
public class PortalInbox implements Channel {
    @Override
    public Delivery deliver(Notification notification) {
        return new Delivery.Delivered("portal inbox of " + notification.recipient());
    }
}
