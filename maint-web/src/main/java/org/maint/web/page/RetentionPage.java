package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
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
    private @Nullable CurrentSettings current;
    private @Nullable Integer notifications;
    private @Nullable Integer sessions;
    private @Nullable Integer notificationsVersion;
    private @Nullable Integer sessionsVersion;

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

    private CurrentSettings current() {
        if (current == null) {
            shell.actor().require(Role.ADMIN);
            current = settings.current();
        }
        return current;
    }

    /** "30 to 3,650 days; 400 unless something else is set". */
    public String bounds(String what) {
        Retained kept = Retained.valueOf(what);
        return fmt.words("retention.bounds", kept.least(), kept.most(), kept.otherwise());
    }

    public @Nullable String saveNotifications() {
        return save(Retained.NOTIFICATIONS, notificationsVersion, notifications);
    }

    public @Nullable String saveSessions() {
        return save(Retained.SESSIONS, sessionsVersion, sessions);
    }

    private @Nullable String save(Retained what, @Nullable Integer version, @Nullable Integer days) {
        try {
            settings.changeDays(shell.actor(), what, version == null ? 0 : version, days);
            Told.done(fmt.words("settings.saved"));
            return "/settings.xhtml?faces-redirect=true&part=retention";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public Integer getNotifications() {
        return notifications != null ? notifications : (Integer) current().days(Retained.NOTIFICATIONS);
    }

    public void setNotifications(@Nullable Integer notifications) {
        this.notifications = notifications;
    }

    public Integer getSessions() {
        return sessions != null ? sessions : (Integer) current().days(Retained.SESSIONS);
    }

    public void setSessions(@Nullable Integer sessions) {
        this.sessions = sessions;
    }

    public Integer getNotificationsVersion() {
        return notificationsVersion != null
                ? notificationsVersion
                : (Integer) current().version(Retained.NOTIFICATIONS.key());
    }

    public void setNotificationsVersion(@Nullable Integer notificationsVersion) {
        this.notificationsVersion = notificationsVersion;
    }

    public Integer getSessionsVersion() {
        return sessionsVersion != null ? sessionsVersion : (Integer) current().version(Retained.SESSIONS.key());
    }

    public void setSessionsVersion(@Nullable Integer sessionsVersion) {
        this.sessionsVersion = sessionsVersion;
    }
}
