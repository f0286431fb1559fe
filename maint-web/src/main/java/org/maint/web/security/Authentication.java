package org.maint.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.maint.people.Actor;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.people.Sessions;
import org.maint.people.SignIn;
import org.maint.people.SingleSignOn;
import org.maint.secondfactor.SecondFactors;
import org.maint.shared.Outage;
import org.maint.web.proxy.Origin;
import org.maint.web.rest.Problem;

/**
 * The one authentication mechanism: a session for people in the portal, a bearer token for programs. Everything is
 * closed but what is listed as open; what a role may do beyond that, the domain decides.
 */
@ApplicationScoped
public class Authentication implements HttpAuthenticationMechanism {
    private static final Set<String> OPEN_PAGES = Set.of(
            "/login",
            "/login.xhtml",
            "/code",
            "/code.xhtml",
            "/invitation",
            "/invitation.xhtml",
            "/forgot",
            "/forgot.xhtml",
            "/reset",
            "/reset.xhtml",
            "/acknowledge",
            "/acknowledge.xhtml",
            "/say",
            "/say.xhtml",
            "/survey",
            "/survey.xhtml",
            "/sign-on",
            "/sign-on/back",
            "/error",
            "/error.xhtml",
            "/favicon.ico");
    private static final Set<String> OPEN_BEFORE_NEW_PASSWORD = Set.of(
            "/password",
            "/password.xhtml",
            "/forgot",
            "/forgot.xhtml",
            "/reset",
            "/reset.xhtml",
            "/acknowledge",
            "/acknowledge.xhtml",
            "/say",
            "/say.xhtml",
            "/survey",
            "/survey.xhtml",
            "/sign-on",
            "/sign-on/back",
            "/sign-out",
            "/preferences");
    private static final Set<String> SECOND_FACTOR = Set.of("/second-factor", "/second-factor.xhtml");

    /** Within which the code has to follow the password. */
    private static final Duration HALF_WAY = Duration.ofMinutes(10);

    /** Its address is its secret: the feed asks by itself. */
    private static final String FEED = "/api/v1/calendar.ics";

    /** For everybody, and without a question to the database. */
    private static final String STATUS = "/status";

    /** The wall screen. */
    private static final Set<String> KIOSK = Set.of("/kiosk", "/kiosk.xhtml");

    private static final String BEARER = "Bearer ";

    private final IdentityStoreHandler identities;
    private final SingleSignOn singleSignOn;
    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final Origin origin;
    private final Clock clock;

    @Inject
    public Authentication(
            IdentityStoreHandler identities,
            SingleSignOn singleSignOn,
            Sessions sessions,
            SecondFactors secondFactors,
            Origin origin,
            Clock clock) {
        this.identities = identities;
        this.singleSignOn = singleSignOn;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.origin = origin;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Authentication() {
        this(null, null, null, null, null, null);
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        try {
            return decide(request, response, context);
        } catch (RuntimeException e) {
            if (!Outage.is(e)) {
                throw e;
            }
            try {
                OutagePage.write(request, response);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
            return AuthenticationStatus.SEND_FAILURE;
        }
    }

    private AuthenticationStatus decide(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (context.getAuthParameters().getCredential() instanceof PasswordAttempt attempt) {
            return signIn(request, context, attempt);
        }
        if (context.getAuthParameters().getCredential() instanceof CodeAttempt attempt) {
            return signInFurther(request, context, attempt);
        }
        if (context.getAuthParameters().getCredential() instanceof SignOnAttempt attempt) {
            return signOn(request, context, attempt);
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.equals(FEED) || path.equals(STATUS) || path.startsWith(STATUS + "/")) {
            return context.doNothing();
        }
        try {
            return path.startsWith("/api/")
                    ? forApi(request, response, context)
                    : forPortal(path, request, response, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AuthenticationStatus signIn(
            HttpServletRequest request, HttpMessageContext context, PasswordAttempt attempt) {
        identities.validate(attempt);
        if (attempt.outcome() instanceof SignIn.Accepted accepted) {
            // Whoever sat here before is signed out.
            PortalSession.id(request).ifPresent(sessions::signOut);
            if (secondFactors.isOn(accepted.person().id())) {
                PortalSession.beginHalfWay(request, accepted.person().id(), clock.instant());
                attempt.endHalfWay();
                return AuthenticationStatus.SEND_CONTINUE;
            }
            return begin(accepted.person(), request, context);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }

    /** By an OpenID provider; a second factor that it has asked for stands for ours. */
    private AuthenticationStatus signOn(HttpServletRequest request, HttpMessageContext context, SignOnAttempt attempt) {
        SingleSignOn.Outcome outcome = singleSignOn.enter(attempt.claimed(), origin.address(request));
        attempt.end(outcome);
        if (!(outcome instanceof SingleSignOn.Outcome.Accepted accepted)) {
            return AuthenticationStatus.SEND_FAILURE;
        }
        PortalSession.id(request).ifPresent(sessions::signOut);
        PersonId person = accepted.person().id();
        if (!attempt.severalFactors() && secondFactors.isOn(person)) {
            PortalSession.beginHalfWay(request, person, clock.instant());
            attempt.endHalfWay();
            return AuthenticationStatus.SEND_CONTINUE;
        }
        AuthenticationStatus status = begin(accepted.person(), request, context);
        if (attempt.severalFactors()) {
            PortalSession.noteSecondFactor(request);
        }
        return status;
    }

    private AuthenticationStatus signInFurther(
            HttpServletRequest request, HttpMessageContext context, CodeAttempt attempt) {
        Optional<PersonId> person =
                PortalSession.halfWay(request, clock.instant().minus(HALF_WAY));
        if (person.isEmpty()) {
            return AuthenticationStatus.SEND_FAILURE;
        }
        attempt.end(secondFactors.signIn(person.get(), attempt.code(), origin.address(request)));
        if (attempt.outcome() instanceof SignIn.Accepted accepted) {
            return begin(accepted.person(), request, context);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }

    private AuthenticationStatus begin(Person person, HttpServletRequest request, HttpMessageContext context) {
        String browser = Browsers.words(request.getHeader("User-Agent"));
        UUID session =
                sessions.begin(person.id(), origin.address(request), browser).id();
        PortalSession.begin(request, person.id(), session);
        return accept(person, request, context);
    }

    private AuthenticationStatus forApi(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) throws IOException {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            TokenAttempt attempt =
                    new TokenAttempt(header.substring(BEARER.length()).strip());
            CredentialValidationResult result = identities.validate(attempt);
            Actor actor = attempt.actor();
            if (actor != null) {
                new Caller(actor, "", "", request.getLocale(), null, false).attachTo(request);
                return context.notifyContainerAboutLogin(result);
            }
        } else if (header == null && PortalSession.isToken(request, request.getHeader(PortalSession.TOKEN_HEADER))) {
            // Our own pages call the same interface; the token in a header is what another site cannot send.
            Optional<Person> person = PortalSession.id(request).flatMap(sessions::holder);
            if (person.isPresent() && !held(person.get(), request)) {
                return accept(person.get(), request, context);
            }
        }
        response.setHeader("WWW-Authenticate", "Bearer realm=\"maint\"");
        Problem.unauthorized(request.getLocale()).write(response);
        return AuthenticationStatus.SEND_FAILURE;
    }

    /** Without a session: by a token in the address that may look and nothing else; any stronger one is refused there. */
    private AuthenticationStatus forWall(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) throws IOException {
        TokenAttempt attempt = new TokenAttempt(request.getParameter("t"));
        CredentialValidationResult result = identities.validate(attempt);
        Actor actor = attempt.actor();
        if (actor == null || !actor.roles().equals(Set.of(Role.VIEWER))) {
            return redirect(request, response, "/login");
        }
        new Caller(actor, "", "", request.getLocale(), null, false).attachTo(request);
        return context.notifyContainerAboutLogin(result);
    }

    private AuthenticationStatus forPortal(
            String path, HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws IOException {
        if (path.startsWith("/jakarta.faces.resource/") || path.startsWith("/assets/")) {
            return context.doNothing();
        }
        if (KIOSK.contains(path) && request.getParameter("t") != null) {
            return forWall(request, response, context);
        }
        Optional<UUID> session = PortalSession.id(request);
        Optional<Person> person = session.flatMap(sessions::holder);
        if (person.isPresent()) {
            AuthenticationStatus status = accept(person.get(), request, context);
            if (person.get().passwordOneTime() && !OPEN_BEFORE_NEW_PASSWORD.contains(path)) {
                return redirect(request, response, "/password");
            }
            if (!person.get().passwordOneTime()
                    && lacksSecondFactor(person.get(), request)
                    && !SECOND_FACTOR.contains(path)
                    && !OPEN_BEFORE_NEW_PASSWORD.contains(path)) {
                return redirect(request, response, "/second-factor");
            }
            return status;
        }
        if (session.isPresent()) {
            // It was ended from elsewhere: nothing of it stays here either.
            PortalSession.end(request);
        }
        if (OPEN_PAGES.contains(path) || path.equals("/preferences")) {
            return context.doNothing();
        }
        if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            response.setContentType("text/xml");
            response.setCharacterEncoding("UTF-8");
            response.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
                            + request.getContextPath() + "/login\"/></partial-response>");
            return AuthenticationStatus.SEND_CONTINUE;
        }
        boolean comesBack = "GET".equals(request.getMethod()) && !path.equals("/") && !path.isEmpty();
        String ended = session.isPresent() ? "ended=true" : "";
        String to = comesBack ? "to=" + encoded(path, request) : "";
        String query = ended + (ended.isEmpty() || to.isEmpty() ? "" : "&") + to;
        return redirect(request, response, query.isEmpty() ? "/login" : "/login?" + query);
    }

    private static String encoded(String path, HttpServletRequest request) {
        String query = request.getQueryString();
        return URLEncoder.encode(query == null ? path : path + "?" + query, StandardCharsets.UTF_8);
    }

    /** Asked of the database until it is there, and once a session then. */
    private boolean lacksSecondFactor(Person person, HttpServletRequest request) {
        if (!secondFactors.requiredFor(person.roles()) || PortalSession.secondFactorNoted(request)) {
            return false;
        }
        if (secondFactors.isOn(person.id())) {
            PortalSession.noteSecondFactor(request);
            return false;
        }
        return true;
    }

    private boolean held(Person person, HttpServletRequest request) {
        return person.passwordOneTime() || lacksSecondFactor(person, request);
    }

    private AuthenticationStatus accept(Person person, HttpServletRequest request, HttpMessageContext context) {
        Caller caller = Caller.of(person, held(person, request));
        caller.attachTo(request);
        return context.notifyContainerAboutLogin(
                Identities.principal(caller.actor()), Identities.groups(caller.actor()));
    }

    private static AuthenticationStatus redirect(HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(request.getContextPath() + path);
        return AuthenticationStatus.SEND_CONTINUE;
    }
}
