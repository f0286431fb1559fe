package org.maint.probing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.apache.hc.client5.http.utils.URIUtils;
import org.jspecify.annotations.Nullable;

/** Addresses of websites. */
final class WebAddress {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private WebAddress() {}

    /** Of HTTP, with a host and without a user; null when it is anything else. */
    static @Nullable URI read(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** As RFC 3986 has it, also for a mere query, and for a base without a path. */
    static URI resolved(URI base, String reference) {
        boolean bare = base.getRawPath() == null || base.getRawPath().isEmpty();
        return URIUtils.resolve(bare ? base.resolve("/") : base, reference);
    }

    /** Scheme, host and port. */
    static String site(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT) + "://" + host + ":" + port(url);
    }

    static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? HTTPS : HTTP;
    }
}
