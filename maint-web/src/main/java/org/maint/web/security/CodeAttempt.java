package org.maint.web.security;

import jakarta.security.enterprise.credential.Credential;
import org.jspecify.annotations.Nullable;
import org.maint.people.SignIn;

/** The second step of signing in: what was typed as a code; the identity store notes here what came of it. */
public final class CodeAttempt implements Credential {
    private final String code;
    private @Nullable SignIn outcome;

    public CodeAttempt(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    void end(SignIn newOutcome) {
        this.outcome = newOutcome;
    }

    /** Null when the first step was too long ago, or never was. */
    public @Nullable SignIn outcome() {
        return outcome;
    }
}
