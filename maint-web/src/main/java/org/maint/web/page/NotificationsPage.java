package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Notification;
import org.maint.notification.Notifications;

/** What maint has told me. Looking at it marks it as read. */
@Named
@RequestScoped
public class NotificationsPage {
    private static final int MOST = 100;

    private final Notifications notifications;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable List<Notification> inbox;

    @Inject
    public NotificationsPage(Notifications notifications, Shell shell, Fmt fmt) {
        this.notifications = notifications;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected NotificationsPage() {
        this(null, null, null);
    }

    /** As it was before this page was opened: what is new is still shown as new. */
    public List<Notification> getInbox() {
        if (inbox == null) {
            inbox = notifications.inbox(shell.actor(), MOST);
        }
        return inbox;
    }

    public String readAll() {
        notifications.readAll(shell.actor());
        return "/notifications.xhtml?faces-redirect=true";
    }

    public String test() {
        notifications.test(shell.actor());
        Told.done(fmt.words("notifications.test-sent"));
        return "/notifications.xhtml?faces-redirect=true";
    }
}
