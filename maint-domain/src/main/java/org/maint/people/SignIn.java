package org.maint.people;

import java.time.Instant;

/** What comes of an attempt to sign in. */
public sealed interface SignIn {
    record Accepted(Person person) implements SignIn {}

    /** The login or the password is wrong; which of the two is not said. */
    record Rejected() implements SignIn {}

    /** Too many attempts have failed; none is looked at before then. */
    record Throttled(Instant until) implements SignIn {}
}
