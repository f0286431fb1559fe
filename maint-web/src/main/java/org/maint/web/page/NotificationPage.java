package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Attempt;
import org.maint.notification.Notification;
import org.maint.notification.Notifications;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** One notification: where it went, each attempt and what the other side answered. */
@Named
@RequestScoped
public class NotificationPage {
    private final Notifications notifications;
    private final Deliveries deliveries;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String id;

    /** The same, on a page of something else. */
    @Inject
    @Param
    private @Nullable String test;

    private Notifications.@Nullable Whole whole;

    @Inject
    public NotificationPage(Notifications notifications, Deliveries deliveries, Shell shell, Fmt fmt) {
        this.notifications = notifications;
        this.deliveries = deliveries;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected NotificationPage() {
        this(null, null, null, null);
    }

    public void load() {
        getNotification();
    }

    public boolean isTested() {
        return test != null && !test.isBlank();
    }

    private Notifications.Whole whole() {
        if (whole == null) {
            String named = String.valueOf(test == null ? id : test);
            try {
                whole = notifications.whole(shell.actor(), UUID.fromString(named));
            } catch (IllegalArgumentException e) {
                throw Refusal.notFound(Message.of("not-found.notification", named));
            }
            deliveries.know(List.of(whole.notification()));
        }
        return whole;
    }

    public Notification getNotification() {
        return whole().notification();
    }

    public List<Attempt> getAttempts() {
        return whole().attempts();
    }

    public String getHeading() {
        return String.valueOf(fmt.text(getNotification().title()));
    }

    /** How it stands, in a sentence. */
    public String getStanding() {
        Notification one = getNotification();
        boolean failed = !deliveries.over(one) && one.attempts() > 0 && one.receipt() != null;
        return fmt.words(failed ? "deliveries.standing.AGAIN" : "deliveries.standing." + one.state());
    }

    public boolean isAgain() {
        return deliveries.givenUp(getNotification()) && shell.can("LEAD ADMIN");
    }

    public @Nullable String replay() {
        try {
            Notification again =
                    notifications.replay(shell.actor(), getNotification().id());
            Told.done(fmt.words("deliveries.again-done"));
            return "/notification.xhtml?faces-redirect=true&id=" + again.id();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }
}
