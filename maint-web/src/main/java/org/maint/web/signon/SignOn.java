package org.maint.web.signon;

import static jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters.withParams;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.maint.people.SingleSignOn.Outcome;
import org.maint.shared.Log;
import org.maint.web.proxy.Origin;
import org.maint.web.security.Preferences;
import org.maint.web.security.SignOnAttempt;
import org.maint.web.signon.OpenIdProvider.Vouched;
import org.maint.web.signon.SignOnFailure.Why;

/** Sends a browser to the provider, and takes it back with a code; what goes wrong is said on the sign-in page. */
@WebServlet({SignOn.BEGIN, SignOn.BACK})
@SuppressWarnings("NullAway.Init") // injected
public class SignOn extends HttpServlet {
    static final String BEGIN = "/sign-on";

    /** The address that the provider has to know. */
    static final String BACK = "/sign-on/back";

    /** Within which somebody has to come back. */
    private static final Duration LASTS = Duration.ofMinutes(15);

    private static final Log LOG = Log.of(SignOn.class);
    private static final long serialVersionUID = 1L;

    @Inject
    transient OpenIdSettings settings;

    @Inject
    transient OpenIdProvider provider;

    @Inject
    transient SecurityContext security;

    @Inject
    transient Origin origin;

    @Inject
    transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (settings.issuer().isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        URI back = URI.create(origin.root(request) + BACK);
        try {
            if (BACK.equals(request.getServletPath())) {
                takeBack(request, response, back);
            } else {
                Visit visit = new Visit(
                        new State().getValue(),
                        new Nonce().getValue(),
                        new CodeVerifier().getValue(),
                        Preferences.ownPath(request.getParameter("to")),
                        clock.instant());
                URI there = provider.begin(visit, back);
                visit.keep(request);
                response.sendRedirect(there.toString());
            }
        } catch (SignOnFailure failure) {
            boolean ours = failure.why() == Why.PROVIDER || failure.why() == Why.DISBELIEVED;
            if (ours) {
                LOG.log(WARNING, "Nobody came in by " + settings.issuer().get(), failure);
            } else {
                LOG.log(INFO, "Nobody came in by {0}: {1}", settings.issuer().get(), failure.getMessage());
            }
            tell(request, response, failure.why());
        }
    }

    private void takeBack(HttpServletRequest request, HttpServletResponse response, URI back)
            throws IOException, SignOnFailure {
        Optional<Visit> visit =
                Visit.take(request).filter(begun -> begun.at().plus(LASTS).isAfter(clock.instant()));
        if (visit.isEmpty()) {
            throw new SignOnFailure(Why.STALE, "This browser was not sent to the provider, or too long ago");
        }
        Map<String, List<String>> parameters = request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
        Vouched vouched = provider.finish(visit.get(), back, parameters);
        boolean factors =
                settings.secondFactor() == OpenIdSettings.SecondFactor.TRUSTED || Claims.multipleFactors(vouched);
        SignOnAttempt attempt = new SignOnAttempt(Claims.claimed(vouched, settings), factors);
        security.authenticate(request, response, withParams().credential(attempt));
        if (attempt.halfWay()) {
            response.sendRedirect(request.getContextPath() + "/code?to="
                    + URLEncoder.encode(visit.get().to(), StandardCharsets.UTF_8));
        } else if (attempt.outcome() instanceof Outcome.Accepted) {
            response.sendRedirect(request.getContextPath() + visit.get().to());
        } else if (attempt.outcome() instanceof Outcome.Refused refused) {
            tell(request, response, refused.why());
        }
    }

    private static void tell(HttpServletRequest request, HttpServletResponse response, Enum<?> why) throws IOException {
        response.sendRedirect(request.getContextPath() + "/login?sign-on=" + SignOnWords.inAddresses(why));
    }
}
