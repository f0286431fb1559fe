package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.people.Invitation;
import org.maint.people.Invitations;
import org.maint.people.Person;
import org.maint.people.SignIn;
import org.maint.people.Zones;
import org.maint.plan.Plans;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** Where an invitation's link leads: who is invited chooses a password, and is in. */
@Named
@RequestScoped
public class InvitationPage {
    private final Invitations invitations;
    private final Plans plans;
    private final Entrance entrance;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String token;

    private @Nullable Invitation invitation;
    private boolean looked;
    private @Nullable String deadWords;
    private String chosen = "";
    private String repeated = "";
    private @Nullable String language;
    private @Nullable String zone;

    @Inject
    public InvitationPage(Invitations invitations, Plans plans, Entrance entrance, Shell shell, Fmt fmt) {
        this.invitations = invitations;
        this.plans = plans;
        this.entrance = entrance;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected InvitationPage() {
        this(null, null, null, null, null);
    }

    /** The form begins with what is most likely. */
    public void load() {
        getInvitation();
        language = shell.getLanguage();
        zone = plans.published().zone().getId();
    }

    /** Null for a link that opens nothing; the page says so, in the same way whatever the reason, with status 404. */
    public @Nullable Invitation getInvitation() {
        if (!looked) {
            looked = true;
            try {
                invitation = invitations.byToken(token);
                shell.greetIn(invitation.language());
            } catch (Refusal refusal) {
                die(refusal);
            }
        }
        return invitation;
    }

    private void die(Refusal refusal) {
        invitation = null;
        deadWords = fmt.words(refusal.reason());
        FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(404);
    }

    public @Nullable String accept() throws IOException {
        if (!chosen.equals(repeated)) {
            Told.error(fmt.words("password.repeat-differs"));
            return null;
        }
        try {
            // The plan's own zone is nothing to remember: it follows the plan.
            String differing = plans.published().zone().getId().equals(zone) ? null : zone;
            Person person = invitations.accept(token, chosen, language, differing);
            if (!(entrance.enter(person.login(), chosen, null) instanceof SignIn.Accepted)) {
                Told.done(fmt.words("invitation.accepted"));
                return "/login.xhtml?faces-redirect=true";
            }
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                die(refusal);
            } else {
                Told.refusal(refusal, fmt.locale());
            }
        }
        return null;
    }

    public String getWelcome() {
        Invitation found = getInvitation();
        return fmt.words("invitation.welcome", found == null ? "" : found.name());
    }

    /** Why the link opens nothing; null when it opens. */
    public @Nullable String getDeadWords() {
        return deadWords;
    }

    public List<String> getZones() {
        return Zones.offered();
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

    public @Nullable String getLanguage() {
        return language;
    }

    public void setLanguage(@Nullable String language) {
        this.language = language;
    }

    public @Nullable String getZone() {
        return zone;
    }

    public void setZone(@Nullable String zone) {
        this.zone = zone;
    }
}
