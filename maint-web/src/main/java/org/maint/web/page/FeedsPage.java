package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.calendar.CalendarFeed;
import org.maint.calendar.FeedScope;
import org.maint.calendar.Feeds;
import org.maint.shared.Refusal;

/** One's own calendar feeds: made, seen, taken back. */
@Named
@RequestScoped
public class FeedsPage {
    private final Feeds feeds;
    private final Shell shell;
    private final Fmt fmt;

    private @Nullable List<CalendarFeed> mine;
    private @Nullable String name;
    private FeedScope scope = FeedScope.MINE;
    private @Nullable String address;

    @Inject
    public FeedsPage(Feeds feeds, Shell shell, Fmt fmt) {
        this.feeds = feeds;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FeedsPage() {
        this(null, null, null);
    }

    public List<CalendarFeed> getMine() {
        if (mine == null) {
            mine = feeds.mine(shell.actor());
        }
        return mine;
    }

    /** The address is shown once, in the answer to this very request. */
    public void create() {
        try {
            Feeds.Issued issued = feeds.create(shell.actor(), name, scope, fmt.locale());
            address = shell.address("api/v1/calendar.ics?token=" + issued.secret());
            name = null;
            mine = null;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
    }

    public String revoke(UUID id) {
        try {
            feeds.revoke(shell.actor(), id);
            Told.done(fmt.words("feeds.revoked-done"));
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
        return "/feeds.xhtml?faces-redirect=true";
    }

    public List<FeedScope> getScopes() {
        return List.of(FeedScope.values());
    }

    public @Nullable String getAddress() {
        return address;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public FeedScope getScope() {
        return scope;
    }

    public void setScope(FeedScope scope) {
        this.scope = scope;
    }
}
