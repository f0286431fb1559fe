package org.maint.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.maint.notification.Delivery;
import org.maint.notification.Medium;
import org.maint.notification.Outgoing;

/** The inbox in the portal: once recorded as delivered, the person sees it. */
@ApplicationScoped
public class PortalInbox implements Sender {
    @Override
    public Set<Medium> media() {
        return Set.of(Medium.PORTAL);
    }

    @Override
    public Delivery send(Outgoing outgoing) {
        return new Delivery.Delivered("portal inbox of " + outgoing.recipient());
    }
}
