package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Notifications;
import org.maint.people.PasswordResets;
import org.maint.shared.Refusal;
import org.maint.web.proxy.Origin;
import org.omnifaces.cdi.Param;

/** Asking for a link to a new password. The answer is the same whether or not there is such a person. */
@Named
@RequestScoped
public class ForgotPage {
    private final PasswordResets resets;
    private final Notifications notifications;
    private final HttpServletRequest request;
    private final Origin origin;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String asked;

    private @Nullable String name;
    private @Nullable Boolean possible;

    @Inject
    public ForgotPage(
            PasswordResets resets, Notifications notifications, HttpServletRequest request, Fmt fmt, Origin origin) {
        this.resets = resets;
        this.notifications = notifications;
        this.request = request;
        this.origin = origin;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ForgotPage() {
        this(null, null, null, null, null);
    }

    public @Nullable String ask() {
        try {
            resets.ask(name, origin.address(request));
            return "/forgot.xhtml?faces-redirect=true&asked=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public boolean isAsked() {
        return asked != null;
    }

    /** Without a mail server there is no way for a link to go. */
    public boolean isPossible() {
        if (possible == null) {
            possible = notifications.mails();
        }
        return possible;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }
}
