package org.maint.alerts;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;
import org.maint.notification.Delivery;
import org.maint.notification.Pulses;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/** Gives whoever waits for it a sign of life each minute, from whichever node is first. */
@Ticked
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class PulseTimer {
    private static final Log LOG = Log.of(PulseTimer.class);

    @Inject
    Pulses pulses;

    @Inject
    Posts posts;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    public void beat() {
        try {
            Optional<URI> due = pulses.due();
            if (due.isPresent()) {
                URI url = due.get();
                Delivery delivery = posts.post(url, ContentType.TEXT_PLAIN, new byte[0], Map.of(), Secrecy.about(url));
                record(delivery);
            }
        } catch (RuntimeException e) {
            LOG.log(ERROR, "The sign of life failed; the next one comes within a minute", e);
        }
    }

    private void record(Delivery delivery) {
        if (delivery instanceof Delivery.Delivered delivered) {
            pulses.record(true, delivered.receipt());
        } else if (delivery instanceof Delivery.Refused refused) {
            pulses.record(false, refused.reason());
        } else if (delivery instanceof Delivery.Retry retry) {
            pulses.record(false, retry.reason());
        }
    }
}
