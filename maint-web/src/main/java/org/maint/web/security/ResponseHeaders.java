package org.maint.web.security;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.maint.web.proxy.Origin;

/**
 * What every answer says to the browser. Scripts are allowed by PrimeFaces' own header, which knows the page's nonce;
 * two headers hold together, so this one names everything else. {@code style-src-attr} is relaxed because PrimeFaces sets
 * style attributes (docs/adr/0006).
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
@SuppressWarnings("NullAway.Init") // injected
public class ResponseHeaders implements Filter {
    /** For PDF that the browser itself shows: not in a sandbox, where no browser shows it, but with nothing allowed. */
    public static final String DOCUMENT_POLICY =
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none';"
                    + " form-action 'none'";

    /** Their addresses are secrets: no other page is to hear of them, not even our own. */
    private static final Set<String> SECRET_ADDRESSES = Set.of(
            "/acknowledge",
            "/reset",
            "/invitation",
            "/say",
            "/survey",
            "/sign-on/back",
            "/kiosk",
            "/status/confirm",
            "/status/unsubscribe");

    private static final String PAGE_POLICY = "object-src 'none'; base-uri 'none'; frame-ancestors 'none';"
            + " form-action 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
            + " style-src-elem 'self'; style-src-attr 'unsafe-inline'; media-src 'none'; frame-src 'none'; worker-src 'none'";
    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox";

    @Inject
    Origin origin;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            String path = http.getRequestURI().substring(http.getContextPath().length());
            boolean data = path.startsWith("/api/")
                    || path.startsWith("/evidence/")
                    || path.startsWith("/task-file/")
                    || path.startsWith("/incident-file/");
            boolean asset = path.startsWith("/jakarta.faces.resource/") || path.startsWith("/assets/");
            answer.setHeader("Content-Security-Policy", data ? DATA_POLICY : PAGE_POLICY);
            answer.setHeader("X-Content-Type-Options", "nosniff");
            answer.setHeader("X-Frame-Options", "DENY");
            boolean secret = SECRET_ADDRESSES.contains(path.replace(".xhtml", ""));
            answer.setHeader("Referrer-Policy", secret ? "no-referrer" : "same-origin");
            answer.setHeader("Cross-Origin-Opener-Policy", "same-origin");
            answer.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
            if (origin.secure(http)) {
                answer.setHeader("Strict-Transport-Security", "max-age=31536000");
            }
            if (!asset) {
                answer.setHeader("Cache-Control", "no-store");
            }
        }
        chain.doFilter(request, response);
    }
}
