package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.maint.people.PasswordResets;
import org.maint.people.Person;
import org.maint.shared.Refusal;
import org.maint.web.proxy.Origin;
import org.omnifaces.cdi.Param;

/** Where the link of a mail leads: a new password is chosen there, and used to sign in. */
@Named
@RequestScoped
public class ResetPage {
    private final PasswordResets resets;
    private final HttpServletRequest request;
    private final Origin origin;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param(name = "t")
    private @Nullable String token;

    private @Nullable Person person;
    private boolean looked;
    private @Nullable String deadWords;
    private String chosen = "";
    private String repeated = "";

    @Inject
    public ResetPage(PasswordResets resets, HttpServletRequest request, Shell shell, Fmt fmt, Origin origin) {
        this.resets = resets;
        this.request = request;
        this.origin = origin;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ResetPage() {
        this(null, null, null, null, null);
    }

    public void load() {
        getPerson();
    }

    /** Null for a link that opens nothing; the page says so, in the same way whatever the reason, with status 404. */
    public @Nullable Person getPerson() {
        if (!looked) {
            looked = true;
            try {
                person = resets.byToken(token);
                shell.greetIn(person.locale());
            } catch (Refusal refusal) {
                die(refusal);
            }
        }
        return person;
    }

    private void die(Refusal refusal) {
        person = null;
        deadWords = fmt.words(refusal.reason());
        FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(404);
    }

    public @Nullable String reset() {
        if (!chosen.equals(repeated)) {
            Told.error(fmt.words("password.repeat-differs"));
            return null;
        }
        try {
            resets.reset(token, chosen, origin.address(request));
            Told.done(fmt.words("reset.done"));
            return "/login.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                looked = true;
                die(refusal);
            } else {
                Told.refusal(refusal, fmt.locale());
            }
            return null;
        }
    }

    /** Why the link opens nothing; null when it opens. */
    public @Nullable String getDeadWords() {
        return deadWords;
    }

    public String getChosen() {
        return chosen;
    }

    public void setChosen(@Nullable String chosen) {
        this.chosen = chosen == null ? "" : chosen;
    }

    public String getRepeated() {
        return repeated;
    }

    public void setRepeated(@Nullable String repeated) {
        this.repeated = repeated == null ? "" : repeated;
    }
}
