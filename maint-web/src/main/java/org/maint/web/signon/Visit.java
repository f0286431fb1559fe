package org.maint.web.signon;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;

/**
 * What a browser that was sent to the provider has to bring back: kept in its session here, so that whoever has somebody
 * else follow a link with a code of their own gets nowhere (RFC 6749, section 10.12), and a stolen code is worth nothing
 * (RFC 7636).
 *
 * @param state comes back with the code
 * @param nonce stands in the token
 * @param verifier whose hash the provider was given
 * @param to a path of ours to lead on to
 */
record Visit(String state, String nonce, String verifier, String to, Instant at) {
    private static final String PREFIX = "maint.sign-on.";

    void keep(HttpServletRequest request) {
        HttpSession session = request.getSession(true);
        // One by one, as text: whatever version a node of the cluster runs can read it.
        session.setAttribute(PREFIX + "state", state);
        session.setAttribute(PREFIX + "nonce", nonce);
        session.setAttribute(PREFIX + "verifier", verifier);
        session.setAttribute(PREFIX + "to", to);
        session.setAttribute(PREFIX + "at", at.toString());
    }

    /** Once: it is gone from the session then. Empty when the browser was not sent to the provider. */
    static Optional<Visit> take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || session.getAttribute(PREFIX + "state") == null) {
            return Optional.empty();
        }
        Visit visit = new Visit(
                taken(session, "state"),
                taken(session, "nonce"),
                taken(session, "verifier"),
                taken(session, "to"),
                Instant.parse(taken(session, "at")));
        return Optional.of(visit);
    }

    private static String taken(HttpSession session, String name) {
        String value = String.valueOf(session.getAttribute(PREFIX + name));
        session.removeAttribute(PREFIX + name);
        return value;
    }
}
