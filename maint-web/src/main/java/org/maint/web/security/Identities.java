package org.maint.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Role;
import org.maint.people.SignIn;

/** The identity store on the database. Callers are named by their id, groups by their roles. */
@ApplicationScoped
public class Identities implements IdentityStore {
    private final People people;

    @Inject
    public Identities(People people) {
        this.people = people;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Identities() {
        this(null);
    }

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (credential instanceof PasswordAttempt attempt) {
            SignIn outcome = people.signIn(attempt.login(), attempt.password(), attempt.address());
            attempt.end(outcome);
            return outcome instanceof SignIn.Accepted accepted
                    ? result(accepted.person().actor())
                    : CredentialValidationResult.INVALID_RESULT;
        }
        if (credential instanceof TokenAttempt attempt) {
            return people.byToken(attempt.secret())
                    .map(actor -> {
                        attempt.end(actor);
                        return result(actor);
                    })
                    .orElse(CredentialValidationResult.INVALID_RESULT);
        }
        return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }

    private static CredentialValidationResult result(Actor actor) {
        return new CredentialValidationResult(principal(actor), groups(actor));
    }

    static CallerPrincipal principal(Actor actor) {
        return new CallerPrincipal(actor.id().toString());
    }

    static Set<String> groups(Actor actor) {
        return actor.roles().stream()
                .map(Role::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
