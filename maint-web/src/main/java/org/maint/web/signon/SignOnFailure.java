package org.maint.web.signon;

/** Nobody came in by the provider, and why; each has words on the sign-in page. */
final class SignOnFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    enum Why {
        /** The person, at the provider. */
        CANCELLED,
        /** It took too long, was begun in another browser, or was begun by somebody else. */
        STALE,
        /** The provider does not answer, or answers with an error. */
        PROVIDER,
        /** What the provider says cannot be believed: a signature, an issuer, an audience, a time. */
        DISBELIEVED
    }

    private final Why why;

    SignOnFailure(Why why, String message) {
        super(message);
        this.why = why;
    }

    SignOnFailure(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    Why why() {
        return why;
    }
}
