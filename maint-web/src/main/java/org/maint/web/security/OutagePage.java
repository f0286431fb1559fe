package org.maint.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.ResourceBundle;
import org.maint.web.rest.Problem;

/**
 * What people and programs get while the database does not answer: a page, or a problem, for which nothing is asked of it.
 */
public final class OutagePage {
    private static final String RETRY_AFTER_SECONDS = "10";
    private static final String BUNDLE = "org.maint.web.words";

    private OutagePage() {}

    public static void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.reset();
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        Locale language =
                Locale.FRENCH.getLanguage().equals(request.getLocale().getLanguage()) ? Locale.FRENCH : Locale.ENGLISH;
        if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
            Problem.unavailable(language).write(response);
            return;
        }
        ResourceBundle words = ResourceBundle.getBundle(BUNDLE, language);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader(
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        // It refreshes itself: whoever waits need do nothing.
        response.getWriter()
                .write(
                        """
                        <!DOCTYPE html>
                        <html lang="%s"><head><meta charset="UTF-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
                        <meta http-equiv="refresh" content="10"/><title>%s</title>
                        <style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:10vh auto;max-width:36rem;padding:0 16px}</style></head>
                        <body><main><h1>%s</h1><p>%s</p></main></body></html>
                        """
                                .formatted(
                                        language.getLanguage(),
                                        words.getString("error.outage"),
                                        words.getString("error.outage"),
                                        words.getString("error.outage.detail")));
    }
}
