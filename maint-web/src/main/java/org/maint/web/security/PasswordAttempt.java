package org.maint.web.security;

import jakarta.security.enterprise.credential.Credential;
import org.jspecify.annotations.Nullable;
import org.maint.people.SignIn;

/** A login and a password from an address; the identity store notes here what came of it. */
public final class PasswordAttempt implements Credential {
    private final String login;
    private final String password;
    private final String address;
    private @Nullable SignIn outcome;
    private boolean halfWay;

    public PasswordAttempt(String login, String password, String address) {
        this.login = login;
        this.password = password;
        this.address = address;
    }

    String login() {
        return login;
    }

    String password() {
        return password;
    }

    String address() {
        return address;
    }

    void end(SignIn newOutcome) {
        this.outcome = newOutcome;
    }

    void endHalfWay() {
        this.halfWay = true;
    }

    /** Whether the password was right and a code is asked for now. */
    public boolean halfWay() {
        return halfWay;
    }

    /** Null until it was tried. */
    public @Nullable SignIn outcome() {
        return outcome;
    }
}
