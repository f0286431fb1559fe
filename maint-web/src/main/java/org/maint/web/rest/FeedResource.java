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
import org.jspecify.annotations.Nullable;
import org.maint.calendar.Feeds;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.web.proxy.Origin;

/** The calendar for calendar programs. Its address is all they have: no session, no bearer token, nobody signed in. */
@Path("/calendar.ics")
@RequestScoped
public class FeedResource {
    private static final String TYPE = "text/calendar; charset=utf-8";

    private final Feeds feeds;
    private final FeedRate rate;
    private final HttpServletRequest http;
    private final Me me;
    private final Origin origin;

    @Inject
    public FeedResource(Feeds feeds, FeedRate rate, HttpServletRequest http, Me me, Origin origin) {
        this.feeds = feeds;
        this.rate = rate;
        this.http = http;
        this.me = me;
        this.origin = origin;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FeedResource() {
        this(null, null, null, null, null);
    }

    /**
     * RFC 5545; 304 when nothing has changed since {@code If-None-Match}; 404 in the same words whether the token is
     * missing, unknown, revoked, or its person is not active any more; 429 for who asks more than thirty times a minute.
     */
    @GET
    public Response read(@QueryParam("token") @Nullable String token, @Context Request request) {
        String feed = "feed:" + Canonical.sha256(String.valueOf(token));
        String address = "address:" + origin.address(http);
        if (rate.exhausted(feed) || rate.exhausted(address)) {
            return tooOften();
        }
        rate.note(feed);
        byte[] text;
        try {
            text = feeds.read(token, origin.root(http)).getBytes(StandardCharsets.UTF_8);
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
}
