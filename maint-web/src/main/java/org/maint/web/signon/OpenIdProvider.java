package org.maint.web.signon;

import static java.lang.System.Logger.Level.WARNING;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.people.GroupRoles;
import org.maint.shared.Log;
import org.maint.web.signon.SignOnFailure.Why;

/**
 * The company's OpenID provider. What it says of itself is asked for when somebody first comes, and once an hour after
 * that: a provider that is away keeps nobody from signing in with a password, and maint from nothing.
 *
 * <p>Whether a token is of now is judged by the machine's own clock, which is what the library and the provider go by.
 */
@ApplicationScoped
public class OpenIdProvider {
    private static final int TIMEOUT_MS = 5_000;
    private static final int MOST_BYTES = 512 * 1024;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Log LOG = Log.of(OpenIdProvider.class);

    /** What a shared secret or nobody at all has signed does not count (OpenID Connect Core 1.0, section 3.1.3.7). */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.copyOf(JWSAlgorithm.Family.SIGNATURE);

    private final OpenIdSettings settings;
    private final GroupRoles groupRoles;
    private final Clock clock;
    private volatile @Nullable Instant failedAt;
    private volatile @Nullable Known known;

    @Inject
    public OpenIdProvider(OpenIdSettings settings, GroupRoles groupRoles, Clock clock) {
        this.settings = settings;
        this.groupRoles = groupRoles;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected OpenIdProvider() {
        this(null, null, null);
    }

    /** What it says of itself, and how its signatures are checked. */
    private record Known(OIDCProviderMetadata metadata, IDTokenValidator tokens, Instant at) {}

    /**
     * What the provider says of somebody.
     *
     * @param token what is signed
     * @param userInfo what the provider's record holds beside it; empty when it was not needed
     */
    record Vouched(String issuer, String subject, Map<String, Object> token, Map<String, Object> userInfo) {}

    /** Where to send a browser. */
    URI begin(Visit visit, URI back) throws SignOnFailure {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(settings.scopes().toArray(String[]::new)),
                        new ClientID(settings.clientId()),
                        back)
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(visit.state()))
                .nonce(new Nonce(visit.nonce()))
                .codeChallenge(new CodeVerifier(visit.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** @param parameters with which the browser came back */
    Vouched finish(Visit visit, URI back, Map<String, List<String>> parameters) throws SignOnFailure {
        Known provider = known();
        AuthorizationCode code = code(provider, visit, back, parameters);
        OIDCTokenResponse tokens = exchange(provider, code, visit, back);
        IDTokenClaimsSet token = believed(provider, tokens, visit);
        Map<String, Object> userInfo = lacksSomething(token)
                ? userInfo(provider, tokens.getOIDCTokens().getAccessToken(), token)
                : Map.of();
        return new Vouched(token.getIssuer().getValue(), token.getSubject().getValue(), token.toJSONObject(), userInfo);
    }

    private static AuthorizationCode code(Known provider, Visit visit, URI back, Map<String, List<String>> parameters)
            throws SignOnFailure {
        AuthenticationResponse response;
        try {
            response = AuthenticationResponseParser.parse(back, parameters);
        } catch (ParseException e) {
            throw new SignOnFailure(Why.STALE, "What the browser came back with cannot be read", e);
        }
        if (!new State(visit.state()).equals(response.getState())) {
            throw new SignOnFailure(Why.STALE, "The browser came back with another state");
        }
        // RFC 9207: an answer of another provider is not taken for this one's.
        Issuer said = response.getIssuer();
        Issuer issuer = provider.metadata().getIssuer();
        if (said == null ? provider.metadata().supportsAuthorizationResponseIssuerParam() : !said.equals(issuer)) {
            throw new SignOnFailure(Why.DISBELIEVED, "The answer is of another issuer than " + issuer);
        }
        if (response instanceof AuthenticationErrorResponse error) {
            boolean cancelled = OAuth2Error.ACCESS_DENIED.equals(error.getErrorObject());
            throw new SignOnFailure(
                    cancelled ? Why.CANCELLED : Why.PROVIDER,
                    "The provider answers " + error.getErrorObject().getCode());
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            throw new SignOnFailure(Why.STALE, "The browser came back without a code");
        }
        return code;
    }

    private OIDCTokenResponse exchange(Known provider, AuthorizationCode code, Visit visit, URI back)
            throws SignOnFailure {
        URI endpoint = provider.metadata().getTokenEndpointURI();
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, back, new CodeVerifier(visit.verifier()));
        ClientID client = new ClientID(settings.clientId());
        TokenRequest request = settings.clientSecret()
                .map(secret ->
                        new TokenRequest.Builder(endpoint, authentication(provider, client, new Secret(secret)), grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
                .build();
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(send(request.toHTTPRequest()));
            if (response.indicatesSuccess()) {
                return (OIDCTokenResponse) response.toSuccessResponse();
            }
            throw new SignOnFailure(
                    Why.PROVIDER,
                    "The provider gives no token: "
                            + response.toErrorResponse().getErrorObject().getCode());
        } catch (IOException | ParseException e) {
            throw new SignOnFailure(Why.PROVIDER, "The provider gives no token", e);
        }
    }

    /** In the header, unless the provider takes secrets in the body alone. */
    private static ClientAuthentication authentication(Known provider, ClientID client, Secret secret) {
        List<ClientAuthenticationMethod> methods = provider.metadata().getTokenEndpointAuthMethods();
        boolean post = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return post ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret);
    }

    /** Signed by the provider, for us, for this visit, and of now. */
    private static IDTokenClaimsSet believed(Known provider, OIDCTokenResponse tokens, Visit visit)
            throws SignOnFailure {
        if (tokens.getOIDCTokens().getIDToken() == null) {
            throw new SignOnFailure(Why.PROVIDER, "The provider gives no ID token; is maint an OpenID client there?");
        }
        try {
            return provider.tokens().validate(tokens.getOIDCTokens().getIDToken(), new Nonce(visit.nonce()));
        } catch (BadJOSEException | JOSEException e) {
            // The keys are fetched there too: a provider that went away in between is no forger.
            Why why = e instanceof JOSEException ? Why.PROVIDER : Why.DISBELIEVED;
            throw new SignOnFailure(why, "The token cannot be believed", e);
        }
    }

    /** Tokens are often kept short; who it is, and their groups, stand in the provider's record then. */
    private boolean lacksSomething(IDTokenClaimsSet token) {
        return token.getClaim("email") == null
                || token.getClaim("name") == null
                || (groupRoles.decide()
                        && Claims.at(token.toJSONObject(), settings.groupsClaim())
                                .isEmpty());
    }

    private static Map<String, Object> userInfo(Known provider, AccessToken access, IDTokenClaimsSet token)
            throws SignOnFailure {
        URI endpoint = provider.metadata().getUserInfoEndpointURI();
        if (endpoint == null) {
            return Map.of();
        }
        try {
            UserInfoResponse response =
                    UserInfoResponse.parse(send(new UserInfoRequest(endpoint, access).toHTTPRequest()));
            if (!response.indicatesSuccess()
                    || response.toSuccessResponse().getUserInfo() == null
                    || !response.toSuccessResponse().getUserInfo().getSubject().equals(token.getSubject())) {
                throw new SignOnFailure(Why.PROVIDER, "The provider does not say who the token is about");
            }
            return response.toSuccessResponse().getUserInfo().toJSONObject();
        } catch (IOException | ParseException e) {
            throw new SignOnFailure(Why.PROVIDER, "The provider does not say who the token is about", e);
        }
    }

    private static HTTPResponse send(HTTPRequest request) throws IOException {
        request.setConnectTimeout(TIMEOUT_MS);
        request.setReadTimeout(TIMEOUT_MS);
        request.setFollowRedirects(false);
        return request.send();
    }

    /** What was known before goes on while it cannot be asked anew; who hangs is not asked again by every visitor. */
    private Known known() throws SignOnFailure {
        Known provider = known;
        Instant now = clock.instant();
        if (provider != null && provider.at().plus(KEPT).isAfter(now)) {
            return provider;
        }
        Instant failed = failedAt;
        if (failed == null || !failed.plus(PAUSE).isAfter(now)) {
            try {
                provider = discover(now);
                known = provider;
                failedAt = null;
                return provider;
            } catch (SignOnFailure failure) {
                failedAt = now;
                if (provider == null) {
                    throw failure;
                }
                LOG.log(WARNING, "The provider does not say what it is; what it said before goes on", failure);
            }
        }
        if (provider == null) {
            throw new SignOnFailure(Why.PROVIDER, "The provider did not say what it is when it was last asked");
        }
        return provider;
    }

    private Known discover(Instant now) throws SignOnFailure {
        URI issuer = settings.issuer().orElseThrow();
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(new Issuer(issuer), TIMEOUT_MS, TIMEOUT_MS);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MOST_BYTES))
                    .build();
            IDTokenValidator tokens = new IDTokenValidator(
                    metadata.getIssuer(),
                    new ClientID(settings.clientId()),
                    new JWSVerificationKeySelector<>(ALGORITHMS, keys),
                    null);
            return new Known(metadata, tokens, now);
        } catch (GeneralException | IOException e) {
            throw new SignOnFailure(Why.PROVIDER, "The provider does not say what it is", e);
        }
    }
}
