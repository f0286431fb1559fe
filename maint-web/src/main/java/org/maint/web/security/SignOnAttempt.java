package org.maint.web.security;

import jakarta.security.enterprise.credential.Credential;
import org.jspecify.annotations.Nullable;
import org.maint.people.SingleSignOn.Claimed;
import org.maint.people.SingleSignOn.Outcome;

/** What an OpenID provider vouches for, checked; the authentication mechanism notes here what came of it. */
public final class SignOnAttempt implements Credential {
    private final Claimed claimed;
    private final boolean severalFactors;
    private @Nullable Outcome outcome;
    private boolean halfWay;

    /** @param severalFactors whether the provider has asked for a second factor, which then is not asked for again */
    public SignOnAttempt(Claimed claimed, boolean severalFactors) {
        this.claimed = claimed;
        this.severalFactors = severalFactors;
    }

    Claimed claimed() {
        return claimed;
    }

    boolean severalFactors() {
        return severalFactors;
    }

    void end(Outcome newOutcome) {
        this.outcome = newOutcome;
    }

    void endHalfWay() {
        this.halfWay = true;
    }

    /** Whether a code is asked for now. */
    public boolean halfWay() {
        return halfWay;
    }

    /** Null until it was tried. */
    public @Nullable Outcome outcome() {
        return outcome;
    }
}
