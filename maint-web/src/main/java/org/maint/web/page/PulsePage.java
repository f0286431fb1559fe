package org.maint.web.page;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Pulse;
import org.maint.notification.Pulses;
import org.maint.shared.Refusal;

/** Who outside gets maint's own sign of life, so that somebody notices when maint is down. */
@Named
@RequestScoped
public class PulsePage {
    private final Pulses pulses;
    private final Shell shell;
    private final Fmt fmt;
    private Pulse pulse;
    private @Nullable String url;
    private int version;

    @Inject
    @SuppressWarnings("NullAway.Init") // read once it is constructed
    public PulsePage(Pulses pulses, Shell shell, Fmt fmt) {
        this.pulses = pulses;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings({"NullAway", "NullAway.Init"})
    protected PulsePage() {
        this(null, null, null);
    }

    @PostConstruct
    void prefill() {
        pulse = pulses.get(shell.actor());
        version = pulse.version();
    }

    public Pulse getPulse() {
        return pulse;
    }

    public void save() {
        point(url, "pulse.saved");
    }

    public void clear() {
        point(null, "pulse.cleared");
    }

    private void point(@Nullable String to, String done) {
        try {
            pulse = pulses.point(shell.actor(), to, version);
            version = pulse.version();
            Told.done(fmt.words(done));
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
    }

    /** Never shown again. */
    public @Nullable String getUrl() {
        return null;
    }

    public void setUrl(@Nullable String url) {
        this.url = url;
    }

    public int getVersion() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }
}
