package org.maint.shared;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The address of a website as people type it. */
public final class WebAddress {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private WebAddress() {}

    /** Of HTTP or HTTPS, with a host and without a name or password in it; empty when it is anything else. */
    public static Optional<URI> read(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Scheme, host and port. */
    public static String site(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT) + "://" + host + ":" + port(url);
    }

    public static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? HTTPS : HTTP;
    }
}
