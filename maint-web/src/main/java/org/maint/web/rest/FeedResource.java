package org.maint.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.maint.calendar.Feeds;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** The calendar for calendar programs. Its address is all they have: no session, no bearer token, nobody signed in. */
@Path("/calendar.ics")
@RequestScoped
public class FeedResource {
    private static final String TYPE = "text/calendar; charset=utf-8";

    private final Feeds feeds;
    private final FeedRate rate;
    private final HttpServletRequest http;
    private final Me me;
    private final Optional<String> baseUrl;

    @Inject
    public FeedResource(
            Feeds feeds,
            FeedRate rate,
            HttpServletRequest http,
            Me me,
            @ConfigProperty(name = "maint.base.url") Optional<String> baseUrl) {
        this.feeds = feeds;
        this.rate = rate;
        this.http = http;
        this.me = me;
        this.baseUrl = baseUrl;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FeedResource() {
        this(null, null, null, null, Optional.empty());
    }

    /**
     * RFC 5545; 304 when nothing has changed since {@code If-None-Match}; 404 in the same words whether the token is
     * missing, unknown, revoked, or its person is not active any more; 429 for who asks more than thirty times a minute.
     */
    @GET
    public Response read(@QueryParam("token") @Nullable String token, @Context Request request) {
        String feed = "feed:" + Canonical.sha256(String.valueOf(token));
        String address = "address:" + http.getRemoteAddr();
        if (rate.exhausted(feed) || rate.exhausted(address)) {
            return tooOften();
        }
        rate.note(feed);
        byte[] text;
        try {
            text = feeds.read(token, base()).getBytes(StandardCharsets.UTF_8);
        } catch (Refusal refusal) {
            rate.note(address);
            throw refusal;
        }
        EntityTag tag = new EntityTag(Canonical.sha256(text));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null
                ? unchanged
                : Response.ok(text, TYPE).header("Content-Disposition", "inline; filename=\"maint.ics\"");
        return answer.tag(tag).header("Cache-Control", "private, no-cache").build();
    }

    private Response tooOften() {
        return Response.fromResponse(Problem.of(429, "too-often", Message.of("problem.too-often.detail"), me.locale())
                        .response())
                .header("Retry-After", 60)
                .build();
    }

    /** Without a slash at its end. */
    private String base() {
        String base = baseUrl.filter(url -> !url.isBlank()).orElseGet(() -> {
            String url = http.getRequestURL().toString();
            return url.substring(0, url.length() - http.getRequestURI().length()) + http.getContextPath();
        });
        return base.strip().replaceFirst("/+$", "");
    }
}
