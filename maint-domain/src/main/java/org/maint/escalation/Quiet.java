package org.maint.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.maint.alerting.Alert;
import org.maint.notification.Held;
import org.maint.notification.HeldReason;
import org.maint.plan.Severity;
import org.maint.silence.Silence;
import org.maint.silence.Silences;
import org.maint.window.MaintenanceWindow;
import org.maint.window.MaintenanceWindows;

/** Decides whether an alert is told of now, and if not, why. */
@ApplicationScoped
public class Quiet {
    /** What ends before its time is noticed within this. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(20);

    private final MaintenanceWindows windows;
    private final Silences silences;

    @Inject
    public Quiet(MaintenanceWindows windows, Silences silences) {
        this.windows = windows;
        this.silences = silences;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Quiet() {
        this(null, null);
    }

    /**
     * Empty when people are told. The first CRITICAL is never held back for flapping.
     *
     * @param rules that are reasons of the alert
     */
    Optional<Held> hold(Alert alert, Collection<String> rules, Escalation escalation, Instant now) {
        Long down = alert.heldBy();
        if (down != null) {
            return Optional.of(new Held(HeldReason.INHIBITED, "A-" + down, now.plus(LOOK_AGAIN)));
        }
        Optional<Silence> silence = silences.matching(alert.fingerprint(), alert.severity(), rules, now);
        if (silence.isPresent()) {
            return Optional.of(new Held(
                    HeldReason.SILENCED,
                    silence.get().reason(),
                    soon(silence.get().to(), now)));
        }
        Optional<MaintenanceWindow> window = windows.covering(alert.fingerprint(), now);
        if (window.isPresent()) {
            return Optional.of(new Held(
                    HeldReason.WINDOW, window.get().title(), soon(window.get().to(), now)));
        }
        boolean firstCritical = alert.severity() == Severity.CRITICAL && !escalation.announced();
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
