package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.maint.people.People;
import org.maint.shared.Refusal;

/** Choosing a password of one's own; nothing else is open before it. */
@Named
@RequestScoped
public class PasswordPage {
    private final People people;
    private final Shell shell;
    private final Fmt fmt;
    private String present = "";
    private String chosen = "";
    private String repeated = "";

    @Inject
    public PasswordPage(People people, Shell shell, Fmt fmt) {
        this.people = people;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PasswordPage() {
        this(null, null, null);
    }

    public @Nullable String change() {
        if (!chosen.equals(repeated)) {
            Told.error(fmt.words("password.repeat-differs"));
            return null;
        }
        try {
            people.changePassword(shell.actor(), present, chosen, shell.session());
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
        Told.done(fmt.words("password.changed"));
        return "/today.xhtml?faces-redirect=true";
    }

    public String getPresent() {
        return present;
    }

    public void setPresent(@Nullable String present) {
        this.present = present == null ? "" : present;
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
