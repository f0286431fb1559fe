package org.maint.web.page;

import static jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters.withParams;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.maint.people.SignIn;
import org.maint.web.proxy.Origin;
import org.maint.web.security.CodeAttempt;
import org.maint.web.security.PasswordAttempt;
import org.maint.web.security.Preferences;

/** Lets somebody in who knows a password, through the one authentication mechanism. */
@RequestScoped
public class Entrance {
    private final SecurityContext security;
    private final HttpServletRequest request;
    private final Origin origin;

    @Inject
    public Entrance(SecurityContext security, HttpServletRequest request, Origin origin) {
        this.security = security;
        this.request = request;
        this.origin = origin;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Entrance() {
        this(null, null, null);
    }

    /**
     * Tries, and leads on when it is right.
     *
     * @param to a path of ours; null for the start page
     */
    @Nullable
    SignIn enter(String login, String password, @Nullable String to) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        PasswordAttempt attempt = new PasswordAttempt(login, password, origin.address(request));
        security.authenticate(
                request,
                (HttpServletResponse) faces.getExternalContext().getResponse(),
                withParams().credential(attempt));
        if (attempt.halfWay()) {
            String path = Preferences.ownPath(to);
            faces.getExternalContext()
                    .redirect(request.getContextPath() + "/code?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
            faces.responseComplete();
        } else if (attempt.outcome() instanceof SignIn.Accepted) {
            faces.getExternalContext().redirect(request.getContextPath() + Preferences.ownPath(to));
            faces.responseComplete();
        }
        return attempt.outcome();
    }

    /**
     * Goes on with a code, and leads on when it is right; null when the password was given too long ago.
     *
     * @param to a path of ours; null for the start page
     */
    @Nullable
    SignIn goOn(String code, @Nullable String to) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        CodeAttempt attempt = new CodeAttempt(code);
        security.authenticate(
                request,
                (HttpServletResponse) faces.getExternalContext().getResponse(),
                withParams().credential(attempt));
        if (attempt.outcome() instanceof SignIn.Accepted) {
            faces.getExternalContext().redirect(request.getContextPath() + Preferences.ownPath(to));
            faces.responseComplete();
        }
        return attempt.outcome();
    }
}
