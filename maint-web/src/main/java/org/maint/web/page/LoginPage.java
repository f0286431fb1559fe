package org.maint.web.page;

import static jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters.withParams;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.maint.people.SignIn;
import org.maint.web.security.PasswordAttempt;
import org.maint.web.security.Preferences;

/** Signing in. */
@Named
@RequestScoped
public class LoginPage {
    private final SecurityContext security;
    private final HttpServletRequest request;
    private final Fmt fmt;
    private String login = "";
    private String password = "";

    @Inject
    public LoginPage(SecurityContext security, HttpServletRequest request, Fmt fmt) {
        this.security = security;
        this.request = request;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected LoginPage() {
        this(null, null, null);
    }

    public void signIn() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        PasswordAttempt attempt = new PasswordAttempt(login, password, request.getRemoteAddr());
        security.authenticate(
                request,
                (HttpServletResponse) faces.getExternalContext().getResponse(),
                withParams().credential(attempt));
        SignIn outcome = attempt.outcome();
        if (outcome instanceof SignIn.Accepted) {
            faces.getExternalContext()
                    .redirect(request.getContextPath() + Preferences.ownPath(request.getParameter("to")));
            faces.responseComplete();
        } else if (outcome instanceof SignIn.Throttled throttled) {
            Told.error(fmt.words("login.throttled", String.valueOf(fmt.relative(throttled.until()))));
        } else {
            Told.error(fmt.words("login.rejected"));
        }
        password = "";
    }

    public String getLogin() {
        return login;
    }

    public void setLogin(@Nullable String login) {
        this.login = login == null ? "" : login;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password == null ? "" : password;
    }
}
