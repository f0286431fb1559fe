package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Notifications;
import org.maint.people.Invitations;
import org.maint.people.Role;
import org.maint.shared.Refusal;

/** Inviting somebody. The link is shown once, in the answer to this very request. */
@Named
@RequestScoped
public class InvitePage {
    private final Invitations invitations;
    private final Notifications notifications;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable String login;
    private @Nullable String name;
    private @Nullable String email;
    private @Nullable String language;
    private List<Role> roles = List.of(Role.VIEWER);
    private @Nullable Handover handover;

    @Inject
    public InvitePage(Invitations invitations, Notifications notifications, Shell shell, Fmt fmt) {
        this.invitations = invitations;
        this.notifications = notifications;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected InvitePage() {
        this(null, null, null, null);
    }

    /** Refused at once to who may not invite. */
    public void load() {
        shell.actor().require(Role.ADMIN);
        if (language == null) {
            language = shell.getLanguage();
        }
    }

    public void invite() {
        try {
            Set<Role> chosen = roles.isEmpty() ? Set.of() : EnumSet.copyOf(roles);
            handover = handover(
                    invitations.invite(shell.actor(), login, name, email, chosen, language),
                    notifications.mails(),
                    shell,
                    fmt);
            login = null;
            name = null;
            email = null;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
    }

    /** @param mails whether the link goes to its address by mail too */
    static Handover handover(Invitations.Issued issued, boolean mails, Shell shell, Fmt fmt) {
        return new Handover(
                shell.address("invitation?token=" + issued.token()),
                issued.invitation().name(),
                String.valueOf(fmt.exact(issued.invitation().expiresAt())),
                mails ? issued.invitation().email() : null);
    }

    public @Nullable Handover getHandover() {
        return handover;
    }

    public List<Role> getAllRoles() {
        return Roles.ofPeople();
    }

    public @Nullable String getLogin() {
        return login;
    }

    public void setLogin(@Nullable String login) {
        this.login = login;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getEmail() {
        return email;
    }

    public void setEmail(@Nullable String email) {
        this.email = email;
    }

    public @Nullable String getLanguage() {
        return language;
    }

    public void setLanguage(@Nullable String language) {
        this.language = language;
    }

    public List<Role> getRoles() {
        return roles;
    }

    public void setRoles(List<Role> roles) {
        this.roles = roles;
    }
}
