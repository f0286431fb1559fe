package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Notification;
import org.maint.notification.Notifications;
import org.omnifaces.cdi.Param;

/** What maint has told me. Looking at it marks it as read. */
@Named
@RequestScoped
public class NotificationsPage {
    private static final int MOST = 100;
    private static final String STAFF = "VIEWER TECHNICIAN LEAD MANAGER ADMIN";

    private final Notifications notifications;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String view;

    private @Nullable List<Notification> inbox;
    private @Nullable Long dead;

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

    /** What is shown: {@code inbox}, {@code sent} or {@code contacts}. */
    public String getView() {
        return getViews().stream().filter(each -> each.equals(view)).findFirst().orElse("inbox");
    }

    public List<String> getViews() {
        return shell.can(STAFF) ? List.of("inbox", "sent", "contacts") : List.of("inbox");
    }

    /** How many were given up. */
    public long getDead() {
        if (dead == null) {
            dead = shell.can(STAFF) ? notifications.dead(shell.actor()) : 0;
        }
        return dead;
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
