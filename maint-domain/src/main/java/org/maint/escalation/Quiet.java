package org.maint.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.maint.alerting.Alert;
import org.maint.notification.HeldReason;
import org.maint.notification.Outbox.Held;
import org.maint.plan.Severity;
import org.maint.window.MaintenanceWindow;
import org.maint.window.MaintenanceWindows;

/** Decides whether an alert is told of now, and if not, why. */
@ApplicationScoped
public class Quiet {
    /** What ends before its time is noticed within this. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(20);

    private final MaintenanceWindows windows;

    @Inject
    public Quiet(MaintenanceWindows windows) {
        this.windows = windows;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Quiet() {
        this(null);
    }

    /** Empty when people are told. The first CRITICAL is never held back for flapping. */
    Optional<Held> hold(Alert alert, Escalation escalation, Instant now) {
        Long down = alert.heldBy();
        if (down != null) {
            return Optional.of(new Held(HeldReason.INHIBITED, "A-" + down, now.plus(LOOK_AGAIN)));
        }
        Optional<MaintenanceWindow> window = windows.openAt(now).stream().findFirst();
        if (window.isPresent()) {
            return Optional.of(new Held(
                    HeldReason.WINDOW, window.get().title(), soon(window.get().to(), now)));
        }
        boolean firstCritical = alert.severity() == Severity.CRITICAL && escalation.toldAt() == null;
        if (alert.flapping() && !firstCritical) {
            return Optional.of(new Held(HeldReason.FLAPPING, "A-" + alert.number(), now.plus(LOOK_AGAIN)));
        }
        return Optional.empty();
    }

    private static Instant soon(Instant end, Instant now) {
        Instant look = now.plus(LOOK_AGAIN);
        return end.isBefore(look) ? end : look;
    }
}
