package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.maint.people.SignIn;

/** The second step of signing in: a code of the authenticator app, or a recovery code. */
@Named
@RequestScoped
public class CodePage {
    private final Entrance entrance;
    private final HttpServletRequest request;
    private final Fmt fmt;
    private String code = "";

    @Inject
    public CodePage(Entrance entrance, HttpServletRequest request, Fmt fmt) {
        this.entrance = entrance;
        this.request = request;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected CodePage() {
        this(null, null, null);
    }

    public @Nullable String goOn() throws IOException {
        SignIn outcome = entrance.goOn(code, request.getParameter("to"));
        code = "";
        if (outcome == null) {
            Told.error(fmt.words("code.too-late"));
            return "/login.xhtml?faces-redirect=true";
        }
        if (outcome instanceof SignIn.Throttled throttled) {
            Told.error(fmt.words("login.throttled", String.valueOf(fmt.relative(throttled.until()))));
        } else if (outcome instanceof SignIn.Rejected) {
            Told.error(fmt.words("code.rejected"));
        }
        return null;
    }

    public String getCode() {
        return code;
    }

    public void setCode(@Nullable String code) {
        this.code = code == null ? "" : code;
    }
}
