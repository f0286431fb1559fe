package org.maint.web.security;

import jakarta.security.enterprise.credential.Credential;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;

/** A bearer token; the identity store notes here whom it acts for. */
final class TokenAttempt implements Credential {
    private final String secret;
    private @Nullable Actor actor;

    TokenAttempt(String secret) {
        this.secret = secret;
    }

    String secret() {
        return secret;
    }

    void end(Actor actsFor) {
        this.actor = actsFor;
    }

    @Nullable
    Actor actor() {
        return actor;
    }
}
