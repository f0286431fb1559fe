package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.ApiToken;
import org.maint.people.People;
import org.maint.people.People.Issued;
import org.maint.people.Role;
import org.maint.shared.Refusal;

/** API tokens. */
@Named
@RequestScoped
public class TokensPage {
    private final People people;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable List<ApiToken> tokens;
    private @Nullable String name;
    private Role role = Role.VIEWER;
    private @Nullable String person;
    private @Nullable String secret;
    private @Nullable String secretFor;

    @Inject
    public TokensPage(People people, Shell shell, Fmt fmt) {
        this.people = people;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TokensPage() {
        this(null, null, null);
    }

    public List<ApiToken> getTokens() {
        if (tokens == null) {
            tokens = people.tokens(shell.actor());
        }
        return tokens;
    }

    /** The secret is shown once, in the answer to this very request. */
    public void create() {
        try {
            String login = person == null || person.isBlank() ? null : person.strip();
            Issued issued = people.createToken(shell.actor(), Objects.requireNonNullElse(name, ""), role, login);
            secret = issued.secret();
            secretFor = issued.token().name();
            tokens = null;
            name = null;
            person = null;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
    }

    public String revoke(UUID id) {
        try {
            people.revokeToken(shell.actor(), id);
            Told.done(fmt.words("settings.token-revoked"));
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
        return "/settings.xhtml?faces-redirect=true&part=tokens";
    }

    public List<Role> getAllRoles() {
        return Arrays.asList(Role.values());
    }

    public @Nullable String getSecret() {
        return secret;
    }

    /** The address for a wall screen; null for a token that may do more than look. */
    public @Nullable String getWall() {
        return secret == null || role != Role.VIEWER ? null : shell.address("kiosk?t=" + secret);
    }

    public @Nullable String getSecretFor() {
        return secretFor;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public Role getRole() {
        return role;
    }

    public void setRole(Role role) {
        this.role = role;
    }

    public @Nullable String getPerson() {
        return person;
    }

    public void setPerson(@Nullable String person) {
        this.person = person;
    }
}
