package org.maint.web.status;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.communication.Subscribers;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import org.maint.statuspage.StatusBoard.Seen;
import org.maint.web.proxy.Origin;
import org.maint.web.status.StatusBodies.Body;

/**
 * The public page and its feeds, from memory; and, with the database, the list of those who want news by mail. Nobody signs
 * in here, nothing is remembered of a visitor.
 */
@WebServlet(urlPatterns = {"/status", "/status/*"})
public class StatusServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Shared caches may keep it a moment, and longer while maint does not answer. It comes compressed as it is. */
    private static final String CACHED =
            "public, max-age=15, stale-while-revalidate=60, stale-if-error=86400, no-transform";

    private static final int LONGEST_TOKEN = 200;

    @Inject
    private transient StatusBodies bodies;

    @Inject
    private transient Subscribers subscribers;

    @Inject
    private transient Origin origin;

    /** By the container. */
    @SuppressWarnings("NullAway.Init")
    public StatusServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Seen> seen = bodies.seen();
        if (seen.isEmpty()) {
            response.setHeader("Retry-After", "5");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        Locale language = language(request);
        switch (path(request)) {
            case "" -> send(request, response, bodies.page(seen.get(), language, request.getContextPath()));
            case "/atom" -> send(request, response, bodies.atom(seen.get(), language, address(request)));
            case "/rss" -> send(request, response, bodies.rss(seen.get(), language, address(request)));
            case "/json" -> send(request, response, bodies.json(seen.get()));
            case "/confirm" -> confirm(request, response, seen.get(), language);
            case "/unsubscribe" -> unsubscribe(request, response, seen.get(), language);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Seen> seen = bodies.seen();
        if (seen.isEmpty()) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        Locale language = language(request);
        StatusWords words = new StatusWords(language, seen.get().status().zone());
        StatusHtml html = new StatusHtml(words, request.getContextPath());
        String organisation = seen.get().status().organisation();
        String typed = request.getParameter("email");
        try {
            switch (path(request)) {
                case "/subscribe" -> {
                    subscribers.ask(typed, language, origin.address(request));
                    say(response, 200, html.said(organisation, words.of("status.news"), words.of("status.asked")));
                }
                case "/confirm" -> {
                    subscribers.confirm(token(request));
                    say(response, 200, html.said(organisation, words.of("status.news"), words.of("status.confirmed")));
                }
                case "/unsubscribe" -> {
                    subscribers.unsubscribe(token(request));
                    say(
                            response,
                            200,
                            html.said(organisation, words.of("status.news"), words.of("status.unsubscribed")));
                }
                default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (Refusal refusal) {
            String why = refusal.faults().isEmpty()
                    ? Messages.words(refusal.reason(), words.locale())
                    : Messages.words(refusal.faults().get(0).message(), words.locale());
            int code =
                    switch (refusal.kind()) {
                        case NOT_FOUND -> 404;
                        case INVALID -> 400;
                        default -> 429;
                    };
            say(
                    response,
                    code,
                    path(request).equals("/subscribe")
                            ? html.refused(organisation, why, typed)
                            : html.said(organisation, words.of("status.news"), why));
        }
    }

    private void confirm(HttpServletRequest request, HttpServletResponse response, Seen seen, Locale language)
            throws IOException {
        ask(
                request,
                response,
                seen,
                language,
                subscribers.mayConfirm(token(request)),
                "status.confirm",
                "/status/confirm");
    }

    private void unsubscribe(HttpServletRequest request, HttpServletResponse response, Seen seen, Locale language)
            throws IOException {
        ask(
                request,
                response,
                seen,
                language,
                subscribers.mayUnsubscribe(token(request)),
                "status.unsubscribe",
                "/status/unsubscribe");
    }

    private static void ask(
            HttpServletRequest request,
            HttpServletResponse response,
            Seen seen,
            Locale language,
            boolean valid,
            String key,
            String action)
            throws IOException {
        StatusWords words = new StatusWords(language, seen.status().zone());
        StatusHtml html = new StatusHtml(words, request.getContextPath());
        String organisation = seen.status().organisation();
        if (valid) {
            say(
                    response,
                    200,
                    html.asked(
                            organisation,
                            words.of("status.news"),
                            words.of(key + ".button"),
                            action,
                            String.valueOf(token(request))));
        } else {
            say(response, 404, html.said(organisation, words.of("status.news"), words.of("not-found.subscriber.link")));
        }
    }

    private static void say(HttpServletResponse response, int code, String page) throws IOException {
        response.setStatus(code);
        response.setHeader("Content-Security-Policy", StatusHtml.POLICY);
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Body body) throws IOException {
        String tag = "\"" + body.tag() + "\"";
        response.setHeader("Content-Security-Policy", StatusHtml.POLICY);
        response.setHeader("Cache-Control", CACHED);
        response.setHeader("ETag", tag);
        response.setHeader("Vary", "Accept-Language, Accept-Encoding");
        String known = request.getHeader("If-None-Match");
        if (known != null && (known.contains(tag) || known.strip().equals("*"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(body.type());
        String accepted = request.getHeader("Accept-Encoding");
        boolean compressed =
                accepted != null && accepted.contains("gzip") && !accepted.matches(".*gzip;\\s*q=0(\\.0*)?(,.*)?");
        byte[] bytes = compressed ? body.compressed() : body.plain();
        if (compressed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String path(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || path.equals("/") ? "" : path;
    }

    private static @Nullable String token(HttpServletRequest request) {
        String token = request.getParameter("t");
        return token == null || token.length() > LONGEST_TOKEN ? null : token;
    }

    private static Locale language(HttpServletRequest request) {
        String chosen = request.getParameter("lang");
        return Messages.language(chosen == null ? request.getLocale() : Locale.forLanguageTag(chosen));
    }

    private String address(HttpServletRequest request) {
        return origin.root(request) + "/status";
    }
}
