package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.maint.people.Role;
import org.maint.setting.CurrentSettings;
import org.maint.setting.SettingKey;
import org.maint.setting.Settings;
import org.maint.shared.Refusal;

/** The address of the platform under maintenance. */
@Named
@RequestScoped
public class PlatformPage {
    private final Settings settings;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable CurrentSettings current;
    private @Nullable String url;
    private int version;

    @Inject
    public PlatformPage(Settings settings, Shell shell, Fmt fmt) {
        this.settings = settings;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PlatformPage() {
        this(null, null, null);
    }

    private CurrentSettings current() {
        if (current == null) {
            shell.actor().require(Role.ADMIN);
            current = settings.current();
        }
        return current;
    }

    /** The form begins with what there is. */
    public void load() {
        url = current().platformUrl().map(URI::toString).orElse(null);
        version = current().version(SettingKey.PLATFORM_URL);
    }

    /** Whether the server's configuration decides. */
    public boolean isFixed() {
        return current().platformUrlIsFixed();
    }

    public @Nullable String save() {
        try {
            settings.changePlatformUrl(shell.actor(), version, url);
            Told.done(fmt.words("settings.saved"));
            return "/settings.xhtml?faces-redirect=true&part=platform";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
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
