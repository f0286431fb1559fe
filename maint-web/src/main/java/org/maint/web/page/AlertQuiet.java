package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertReason;
import org.maint.silence.Silence;
import org.maint.silence.Silences;
import org.maint.window.MaintenanceWindow;
import org.maint.window.MaintenanceWindows;

/** Because of what nobody is told of an alert now; a part of the alert's page. */
@Named
@RequestScoped
public class AlertQuiet {
    private final AlertPage page;
    private final Silences silences;
    private final MaintenanceWindows windows;
    private final Clock clock;
    private @Nullable Optional<Silence> silence;
    private @Nullable Optional<MaintenanceWindow> window;

    @Inject
    public AlertQuiet(AlertPage page, Silences silences, MaintenanceWindows windows, Clock clock) {
        this.page = page;
        this.silences = silences;
        this.windows = windows;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AlertQuiet() {
        this(null, null, null, null);
    }

    public @Nullable Silence getSilence() {
        if (silence == null) {
            Alert alert = page.getAlert();
            silence = page.isOpen()
                    ? silences.matching(
                            alert.fingerprint(),
                            alert.severity(),
                            page.getReasons().stream()
                                    .filter(reason -> reason.kind() == AlertReason.Kind.RULE)
                                    .map(AlertReason::ref)
                                    .toList(),
                            clock.instant())
                    : Optional.empty();
        }
        return silence.orElse(null);
    }

    public @Nullable MaintenanceWindow getWindow() {
        if (window == null) {
            window =
                    page.isOpen() ? windows.covering(page.getAlert().fingerprint(), clock.instant()) : Optional.empty();
        }
        return window.orElse(null);
    }

    /** Where one is made for this alert. */
    public String getAddress() {
        return "silences?fingerprint=" + URLEncoder.encode(page.getAlert().fingerprint(), StandardCharsets.UTF_8);
    }
}
