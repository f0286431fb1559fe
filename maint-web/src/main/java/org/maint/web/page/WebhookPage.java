package org.maint.web.page;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.maint.people.Role;
import org.maint.setting.CurrentSettings;
import org.maint.setting.SettingKey;
import org.maint.setting.Settings;
import org.maint.setting.Webhooks;
import org.maint.shared.Refusal;

/** Which outside program is told what happens to tasks. */
@Named
@RequestScoped
public class WebhookPage {
    private final Settings settings;
    private final Webhooks webhooks;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable String url;
    private int version;
    private @Nullable String secret;

    @Inject
    public WebhookPage(Settings settings, Webhooks webhooks, Shell shell, Fmt fmt) {
        this.settings = settings;
        this.webhooks = webhooks;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected WebhookPage() {
        this(null, null, null, null);
    }

    /** The form begins with what there is; what is sent comes over it. */
    @PostConstruct
    void prefill() {
        shell.actor().require(Role.ADMIN);
        CurrentSettings current = settings.current();
        url = current.webhookUrl().map(URI::toString).orElse(null);
        version = current.version(SettingKey.WEBHOOK_URL);
    }

    /** The secret is shown this once, so the page is not left for another. */
    public void save() {
        try {
            secret = webhooks.point(shell.actor(), version, url).orElse(null);
            prefill();
            Told.done(fmt.words("settings.saved"));
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
    }

    public @Nullable String getSecret() {
        return secret;
    }

    public @Nullable String getUrl() {
        return url;
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
