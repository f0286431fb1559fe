package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Notification;
import org.maint.notification.NotificationState;
import org.maint.notification.Notifications;
import org.maint.shared.Page;
import org.omnifaces.cdi.Param;

/** What went out, and what did not. The filter is the address. */
@Named
@RequestScoped
public class SentPage {
    private static final int SIZE = 25;

    private final Notifications notifications;
    private final Deliveries deliveries;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String state;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable Page<Notification> found;

    @Inject
    public SentPage(Notifications notifications, Deliveries deliveries, Shell shell, Fmt fmt) {
        this.notifications = notifications;
        this.deliveries = deliveries;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SentPage() {
        this(null, null, null, null);
    }

    public Page<Notification> getFound() {
        if (found == null) {
            NotificationState only = Arrays.stream(NotificationState.values())
                    .filter(each -> each.name().equals(state))
                    .findFirst()
                    .orElse(null);
            found = notifications.list(shell.actor(), only, getNumber(), SIZE);
            deliveries.know(found.items());
        }
        return found;
    }

    public String getCount() {
        return fmt.words("sent.count", getFound().total());
    }

    public List<NotificationState> getStates() {
        return List.of(NotificationState.values());
    }

    public int getNumber() {
        return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    }

    public long getPages() {
        return Math.max(1, (getFound().total() + SIZE - 1) / SIZE);
    }

    /** The address of this list at another page. */
    public String address(int toPage) {
        boolean one = getStates().stream().anyMatch(each -> each.name().equals(state));
        return "notifications?view=sent" + (one ? "&state=" + state : "") + "&page=" + toPage;
    }

    public @Nullable String getState() {
        return state;
    }
}
