package org.maint.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/**
 * What a portal session holds: the row that says whether it still stands, and the token that proves that a request comes
 * from our own pages.
 */
public final class PortalSession {
    /** The header in which our own scripts send the token. */
    public static final String TOKEN_HEADER = "X-Maint-Csrf";

    private static final String PERSON = "maint.person";
    private static final String SESSION = "maint.session";
    private static final String TOKEN = "maint.csrf";
    private static final String HALF_WAY = "maint.half-way";
    private static final String HALF_WAY_AT = "maint.half-way-at";
    private static final String SECOND_FACTOR = "maint.second-factor";
    private static final SecureRandom RANDOM = new SecureRandom();

    private PortalSession() {}

    /** Under a new session id, so that one that was planted before is worth nothing. */
    static void begin(HttpServletRequest request, PersonId person, UUID id) {
        HttpSession old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        HttpSession session = request.getSession(true);
        // For a node of the version before, which asks for no more while a cluster is renewed.
        session.setAttribute(PERSON, person.toString());
        session.setAttribute(SESSION, id.toString());
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        session.setAttribute(TOKEN, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** The password was right; who it is stands here until the code is. */
    static void beginHalfWay(HttpServletRequest request, PersonId person, Instant at) {
        end(request);
        HttpSession session = request.getSession(true);
        session.setAttribute(HALF_WAY, person.toString());
        session.setAttribute(HALF_WAY_AT, at.toString());
    }

    /** Whose code is awaited; empty when nobody has given their password since then. */
    static Optional<PersonId> halfWay(HttpServletRequest request, Instant since) {
        return attribute(request, HALF_WAY_AT)
                .map(Instant::parse)
                .filter(at -> at.isAfter(since))
                .flatMap(at -> attribute(request, HALF_WAY))
                .map(UUID::fromString)
                .map(PersonId::new);
    }

    /** That this person has a second factor need not be asked again in this session. */
    static void noteSecondFactor(HttpServletRequest request) {
        request.getSession(true).setAttribute(SECOND_FACTOR, "on");
    }

    static boolean secondFactorNoted(HttpServletRequest request) {
        return attribute(request, SECOND_FACTOR).isPresent();
    }

    /** Names the session's row; empty when nobody is signed in. */
    public static Optional<UUID> id(HttpServletRequest request) {
        return attribute(request, SESSION).map(UUID::fromString);
    }

    /** Empty when nobody is signed in. */
    public static Optional<String> token(HttpServletRequest request) {
        return attribute(request, TOKEN);
    }

    /** Whether what was sent is the session's token. */
    public static boolean isToken(HttpServletRequest request, @Nullable String sent) {
        return sent != null
                && token(request)
                        .filter(token -> MessageDigest.isEqual(
                                token.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                sent.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .isPresent();
    }

    public static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static Optional<String> attribute(HttpServletRequest request, String name) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((String) session.getAttribute(name));
    }
}
