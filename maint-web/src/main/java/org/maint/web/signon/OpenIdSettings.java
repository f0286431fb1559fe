package org.maint.web.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the configuration says of the OpenID provider; what is wrong with it ends the start. */
@ApplicationScoped
public class OpenIdSettings {
    /** When a second factor that the provider asked for counts here. */
    enum SecondFactor {
        /** When the token says so: its {@code amr} holds {@code mfa} (RFC 8176). */
        CLAIMED,
        /** Always: the provider lets nobody in without. */
        TRUSTED
    }

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Optional<URI> issuer;
    private final String clientId;
    private final Optional<String> clientSecret;
    private final String name;
    private final List<String> scopes;
    private final String groupsClaim;
    private final boolean emailTrusted;
    private final SecondFactor secondFactor;

    @Inject
    public OpenIdSettings(
            @ConfigProperty(name = "maint.oidc.issuer") Optional<String> issuer,
            @ConfigProperty(name = "maint.oidc.client.id") Optional<String> clientId,
            @ConfigProperty(name = "maint.oidc.client.secret") Optional<String> clientSecret,
            @ConfigProperty(name = "maint.oidc.name") Optional<String> name,
            @ConfigProperty(name = "maint.oidc.scopes", defaultValue = "openid profile email") String scopes,
            @ConfigProperty(name = "maint.oidc.groups.claim", defaultValue = "groups") String groupsClaim,
            @ConfigProperty(name = "maint.oidc.email.trusted", defaultValue = "false") String emailTrusted,
            @ConfigProperty(name = "maint.oidc.second-factor", defaultValue = "CLAIMED") String secondFactor) {
        this.issuer = issuer.map(String::strip).filter(url -> !url.isEmpty()).map(OpenIdSettings::address);
        this.clientId = clientId.map(String::strip).orElse("");
        if (this.issuer.isPresent() && this.clientId.isEmpty()) {
            throw new IllegalArgumentException("MAINT_OIDC_ISSUER needs MAINT_OIDC_CLIENT_ID beside it");
        }
        this.clientSecret = clientSecret.map(String::strip).filter(secret -> !secret.isEmpty());
        this.name = name.map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(this.issuer.map(URI::getHost).orElse(""));
        this.scopes = words(scopes);
        if (!this.scopes.contains("openid")) {
            throw new IllegalArgumentException("MAINT_OIDC_SCOPES must hold openid, not only " + scopes);
        }
        this.groupsClaim = groupsClaim.strip();
        this.emailTrusted =
                oneOf("MAINT_OIDC_EMAIL_TRUSTED", emailTrusted, "true", "false").equals("true");
        this.secondFactor = SecondFactor.valueOf(oneOf(
                "MAINT_OIDC_SECOND_FACTOR", secondFactor, SecondFactor.CLAIMED.name(), SecondFactor.TRUSTED.name()));
    }

    /** For CDI's proxy. */
    protected OpenIdSettings() {
        this.issuer = Optional.empty();
        this.clientId = "";
        this.clientSecret = Optional.empty();
        this.name = "";
        this.scopes = List.of();
        this.groupsClaim = "";
        this.emailTrusted = false;
        this.secondFactor = SecondFactor.CLAIMED;
    }

    /** Has what is configured read now rather than with the first request. */
    public void check() {
        // Whoever calls this has had it made.
    }

    private static URI address(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("MAINT_OIDC_ISSUER is no address: " + url, e);
        }
        boolean here = "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
        if (uri.getHost() == null || !("https".equals(uri.getScheme()) || here)) {
            throw new IllegalArgumentException(
                    "MAINT_OIDC_ISSUER is an https address (http on this machine alone), not " + url);
        }
        return uri;
    }

    private static List<String> words(String said) {
        return Stream.of(said.strip().split(" +"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String oneOf(String setting, String said, String... values) {
        if (!List.of(values).contains(said)) {
            throw new IllegalArgumentException(setting + " is " + String.join(" or ", values) + ", not " + said);
        }
        return said;
    }

    /** Empty where people sign in with passwords alone. */
    Optional<URI> issuer() {
        return issuer;
    }

    String clientId() {
        return clientId;
    }

    /** Empty for a public client. */
    Optional<String> clientSecret() {
        return clientSecret;
    }

    /** What the button on the sign-in page calls it. */
    String name() {
        return name;
    }

    List<String> scopes() {
        return scopes;
    }

    /** Where in the token groups stand: a name, or names within one another. */
    String groupsClaim() {
        return groupsClaim;
    }

    /** Whether every address that the provider names is theirs who have it, though it does not say so. */
    boolean emailTrusted() {
        return emailTrusted;
    }

    SecondFactor secondFactor() {
        return secondFactor;
    }
}
