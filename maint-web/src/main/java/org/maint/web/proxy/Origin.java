package org.maint.web.proxy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Networks;

/**
 * Who has really sent a request, how and to which address. What {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}
 * say is believed only when the request comes from an address in {@code MAINT_TRUSTED_PROXIES}: everybody can write such
 * headers, and who could choose an address of their own would guess passwords without an end.
 */
@ApplicationScoped
public class Origin {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");

    private final Networks proxies;
    private final Optional<String> baseUrl;

    @Inject
    public Origin(
            @ConfigProperty(name = "maint.trusted.proxies") Optional<String> proxies,
            @ConfigProperty(name = "maint.base.url") Optional<String> baseUrl) {
        try {
            this.proxies = Networks.of(proxies.orElse(""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("MAINT_TRUSTED_PROXIES: " + e.getMessage(), e);
        }
        this.baseUrl = baseUrl.map(url -> url.strip().replaceFirst("/+$", "")).filter(url -> !url.isEmpty());
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Origin() {
        this.proxies = null;
        this.baseUrl = Optional.empty();
    }

    /** Has what is configured read now rather than with the first request; what is wrong with it ends the start. */
    public void check() {
        // Whoever calls this has had it made.
    }

    /**
     * The address of whoever sent it: of the last one before the trusted proxies, because everything before that may be
     * made up.
     */
    public String address(HttpServletRequest request) {
        return way(request).address();
    }

    /** @param passed how many trusted proxies it has passed that say whom they had it from */
    private record Way(String address, int passed) {}

    private Way way(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        int passed = 0;
        for (String hop : hops(request)) {
            if (!proxies.contain(address) || !Networks.isAddress(hop)) {
                break;
            }
            address = hop;
            passed++;
        }
        return new Way(address, passed);
    }

    /** Of the headers, the nearest first, without ports and cards. */
    private static List<String> hops(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        Collections.list(request.getHeaders("X-Forwarded-For")).forEach(header -> {
            for (String hop : header.split(",", -1)) {
                hops.add(hop.strip()
                        .replaceFirst("^\\[(.*)](:[0-9]+)?$", "$1")
                        .replaceFirst("^([0-9.]+):[0-9]+$", "$1")
                        .replaceFirst("%.*$", ""));
            }
        });
        Collections.reverse(hops);
        return hops;
    }

    /** Whether nobody could read it on its way to us, or to the proxy. */
    public boolean secure(HttpServletRequest request) {
        String scheme = said(request, "X-Forwarded-Proto");
        return scheme == null
                ? request.isSecure()
                : scheme.toLowerCase(Locale.ROOT).equals("https");
    }

    /** The address of the portal without a slash at its end: {@code MAINT_BASE_URL}, otherwise as it was asked for. */
    public String root(HttpServletRequest request) {
        return baseUrl.orElseGet(() -> (secure(request) ? "https://" : "http://") + host(request))
                + (baseUrl.isPresent() ? "" : request.getContextPath());
    }

    private String host(HttpServletRequest request) {
        String said = said(request, "X-Forwarded-Host");
        if (said != null && HOST.matcher(said).matches()) {
            return said;
        }
        int port = request.getServerPort();
        // Without a port in the visitor's address it is the usual one of our own connection.
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return request.getServerName() + (usual ? "" : ":" + port);
    }

    /** What the trusted proxy says that the visitor came to; null when there is none, or it says nothing. */
    private @Nullable String said(HttpServletRequest request, String name) {
        if (!proxies.contain(request.getRemoteAddr())) {
            return null;
        }
        // One proxy adds to the line of the one before it, another writes a line of its own.
        List<String> all = new ArrayList<>();
        Collections.list(request.getHeaders(name)).forEach(header -> {
            for (String each : header.split(",", -1)) {
                if (!each.isBlank()) {
                    all.add(each.strip());
                }
            }
        });
        return all.isEmpty()
                ? null
                : all.get(Math.max(0, all.size() - Math.max(1, way(request).passed())));
    }
}
