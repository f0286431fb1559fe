package org.maint.launcher;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/**
 * A small OpenID provider on loopback: discovery, codes with PKCE, signed tokens. It asks nobody for anything and lets in
 * whom the test names.
 */
final class IdentityProvider implements AutoCloseable {
    private static final String NAME = "plumbing";
    private static final String CLIENT = "maint";
    private static final long SECONDS = 300;

    private final int port;
    private MockOAuth2Server server;

    IdentityProvider() {
        this.port = Ports.free();
        open();
    }

    /** Again, after it was closed, at the same address. */
    void open() {
        server = new MockOAuth2Server();
        server.start(InetAddress.getLoopbackAddress(), port);
    }

    private String issuer() {
        return "http://localhost:" + port + "/" + NAME;
    }

    /** What maint is told of it. */
    Map<String, String> environment() {
        return Map.of(
                "MAINT_OIDC_ISSUER",
                issuer(),
                "MAINT_OIDC_CLIENT_ID",
                CLIENT,
                "MAINT_OIDC_CLIENT_SECRET",
                "Tuyau-et-raccord-7",
                "MAINT_OIDC_NAME",
                "Plumbing ID",
                "MAINT_OIDC_ROLE_TECHNICIAN",
                "it-staff",
                "MAINT_OIDC_ROLE_MANAGER",
                "it-managers",
                "MAINT_OIDC_ROLE_ADMIN",
                "it-admins");
    }

    /** Whoever comes next is this person. */
    void letIn(String subject, Map<String, Object> claims) {
        letIn(subject, claims, SECONDS);
    }

    /** @param seconds for which the token is of now; may be in the past */
    void letIn(String subject, Map<String, Object> claims, long seconds) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(NAME, subject, "JWT", List.of(CLIENT), claims, seconds));
    }

    @Override
    public void close() {
        try {
            server.shutdown();
        } catch (UncheckedIOException e) {
            throw new IllegalStateException("The provider does not stop", e);
        }
    }
}
