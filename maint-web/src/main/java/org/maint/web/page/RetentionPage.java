package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.people.Role;
import org.maint.setting.CurrentSettings;
import org.maint.setting.Retained;
import org.maint.setting.Settings;
import org.maint.shared.Refusal;

/** How long things are kept. */
@Named
@RequestScoped
public class RetentionPage {
    private final Settings settings;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable List<Kept> all;

    @Inject
    public RetentionPage(Settings settings, Shell shell, Fmt fmt) {
        this.settings = settings;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RetentionPage() {
        this(null, null, null);
    }

    /** In the order of their declaration, so that a form finds its own again. */
    public List<Kept> getAll() {
        if (all == null) {
            shell.actor().require(Role.ADMIN);
            CurrentSettings current = settings.current();
            all = Arrays.stream(Retained.values())
                    .map(what -> new Kept(what, current))
                    .toList();
        }
        return all;
    }

    /** "30 to 3,650 days; 400 unless something else is set". */
    public String bounds(Kept kept) {
        return fmt.words("retention.bounds", kept.what.least(), kept.what.most(), kept.what.otherwise());
    }

    public @Nullable String save(Kept kept) {
        try {
            settings.changeDays(shell.actor(), kept.what, kept.version == null ? 0 : kept.version, kept.days);
            Told.done(fmt.words("settings.saved"));
            return "/settings.xhtml?faces-redirect=true&part=retention";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    /** One kind, with the days that stand in its form. */
    public static final class Kept {
        private final Retained what;
        private @Nullable Integer days;
        private @Nullable Integer version;

        Kept(Retained what, CurrentSettings current) {
            this.what = what;
            this.days = current.days(what);
            this.version = current.version(what.key());
        }

        /** Of its words and its parts of the page. */
        public String getKey() {
            return what.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public @Nullable Integer getDays() {
            return days;
        }

        public void setDays(@Nullable Integer days) {
            this.days = days;
        }

        public @Nullable Integer getVersion() {
            return version;
        }

        public void setVersion(@Nullable Integer version) {
            this.version = version;
        }
    }
}
