package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.maint.people.SignIn;
import org.maint.web.signon.SignOnWords;

/** Signing in. */
@Named
@RequestScoped
public class LoginPage {
    private final Entrance entrance;
    private final SignOnWords signOn;
    private final HttpServletRequest request;
    private final Fmt fmt;
    private String login = "";
    private String password = "";

    @Inject
    public LoginPage(Entrance entrance, SignOnWords signOn, HttpServletRequest request, Fmt fmt) {
        this.entrance = entrance;
        this.signOn = signOn;
        this.request = request;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected LoginPage() {
        this(null, null, null, null);
    }

    public void signIn() throws IOException {
        SignIn outcome = entrance.enter(login, password, request.getParameter("to"));
        if (outcome instanceof SignIn.Throttled throttled) {
            Told.error(fmt.words("login.throttled", String.valueOf(fmt.relative(throttled.until()))));
        } else if (!(outcome instanceof SignIn.Accepted)) {
            Told.error(fmt.words("login.rejected"));
        }
        password = "";
    }

    /** What leads to the company's own sign-in; null where there is none. */
    public @Nullable String getSignOn() {
        return signOn.provider()
                .map(provider -> fmt.words("login.sign-on", provider))
                .orElse(null);
    }

    /** Where that leads, and from there to where somebody wanted to go. */
    public String getSignOnAddress() {
        String to = request.getParameter("to");
        return to == null ? "sign-on" : "sign-on?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
    }

    /** Why nobody came in by it; null when nothing went wrong. */
    public @Nullable String getSignOnFailure() {
        return signOn.failure(request.getParameter("sign-on"))
                .map(why -> fmt.words(why, signOn.provider().orElse("")))
                .orElse(null);
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
