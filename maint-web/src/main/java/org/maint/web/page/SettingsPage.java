package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.audit.AuditEntry;
import org.maint.audit.AuditTrail;
import org.maint.people.ApiToken;
import org.maint.people.People;
import org.maint.people.People.Invited;
import org.maint.people.People.Issued;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** What each person sets for themselves; and, for administrators, people, tokens and the audit trail. */
@Named
@RequestScoped
public class SettingsPage {
    private static final int AUDIT_SIZE = 50;

    private final People people;
    private final AuditTrail audit;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable List<Person> everybody;
    private @Nullable List<ApiToken> tokens;
    private @Nullable Page<AuditEntry> trail;
    private @Nullable String login;
    private @Nullable String name;
    private @Nullable String email;
    private List<Role> roles = List.of(Role.VIEWER);
    private @Nullable String tokenName;
    private Role tokenRole = Role.VIEWER;
    private @Nullable String tokenPerson;
    private @Nullable String secret;
    private @Nullable String secretFor;

    @Inject
    public SettingsPage(People people, AuditTrail audit, Shell shell, Fmt fmt) {
        this.people = people;
        this.audit = audit;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SettingsPage() {
        this(null, null, null, null);
    }

    public List<Person> getEverybody() {
        if (everybody == null) {
            everybody = people.all();
        }
        return everybody;
    }

    public String roleNames(Set<Role> held) {
        return held.stream().sorted().map(role -> fmt.words("role." + role)).collect(Collectors.joining(", "));
    }

    public List<ApiToken> getTokens() {
        if (tokens == null) {
            tokens = people.tokens(shell.actor());
        }
        return tokens;
    }

    public Page<AuditEntry> getTrail() {
        if (trail == null) {
            int number = page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
            trail = audit.list(shell.actor(), number, AUDIT_SIZE);
        }
        return trail;
    }

    public boolean isMoreAudit() {
        return (long) (getTrail().page() + 1) * AUDIT_SIZE < getTrail().total();
    }

    public String personName(@Nullable UUID id) {
        if (id == null) {
            return "maint";
        }
        Map<PersonId, String> names =
                getEverybody().stream().collect(Collectors.toMap(Person::id, Person::name, (a, b) -> a));
        return names.getOrDefault(new PersonId(id), id.toString());
    }

    /** The secret is shown once, in the answer to this very request. */
    public void createToken() {
        try {
            String person = tokenPerson == null || tokenPerson.isBlank() ? null : tokenPerson.strip();
            Issued issued =
                    people.createToken(shell.actor(), Objects.requireNonNullElse(tokenName, ""), tokenRole, person);
            secret = issued.secret();
            secretFor = issued.token().name();
            tokenName = null;
            tokenPerson = null;
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
        return "/settings.xhtml?faces-redirect=true";
    }

    public void invite() {
        try {
            Set<Role> chosen = roles.isEmpty() ? Set.of() : EnumSet.copyOf(new ArrayList<>(roles));
            Invited invited = people.invite(
                    shell.actor(),
                    Objects.requireNonNullElse(login, ""),
                    Objects.requireNonNullElse(name, ""),
                    Objects.requireNonNullElse(email, ""),
                    chosen);
            secret = invited.oneTimePassword();
            secretFor = invited.person().login();
            login = null;
            name = null;
            email = null;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
    }

    public List<Role> getAllRoles() {
        return Arrays.asList(Role.values());
    }

    public @Nullable String getSecret() {
        return secret;
    }

    public @Nullable String getSecretFor() {
        return secretFor;
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

    public List<Role> getRoles() {
        return roles;
    }

    public void setRoles(List<Role> roles) {
        this.roles = roles;
    }

    public @Nullable String getTokenName() {
        return tokenName;
    }

    public void setTokenName(@Nullable String tokenName) {
        this.tokenName = tokenName;
    }

    public Role getTokenRole() {
        return tokenRole;
    }

    public void setTokenRole(Role tokenRole) {
        this.tokenRole = tokenRole;
    }

    public @Nullable String getTokenPerson() {
        return tokenPerson;
    }

    public void setTokenPerson(@Nullable String tokenPerson) {
        this.tokenPerson = tokenPerson;
    }
}
