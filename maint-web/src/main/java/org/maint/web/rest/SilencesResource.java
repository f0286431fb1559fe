package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import org.maint.silence.AlertMatcher;
import org.maint.silence.Silence;
import org.maint.silence.SilenceState;
import org.maint.silence.SilenceWish;
import org.maint.silence.Silences;

/** Silences: listed, tried, made, ended before they expire. */
@Path("/silences")
@RequestScoped
@Produces("application/json")
@Transactional
public class SilencesResource {
    private final Silences silences;
    private final Plans plans;
    private final Clock clock;
    private final Me me;

    @Inject
    public SilencesResource(Silences silences, Plans plans, Clock clock, Me me) {
        this.silences = silences;
        this.plans = plans;
        this.clock = clock;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SilencesResource() {
        this(null, null, null, null);
    }

    /** Active ones by their expiry, coming ones by their beginning, others the newest first. */
    @GET
    public JsonNode list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @Nullable String page,
            @QueryParam("size") @Nullable String size) {
        return Json.page(
                silences.list(
                        me.actor(),
                        Query.oneOf("state", state, SilenceState.class),
                        Query.page(page),
                        Query.size(size)),
                this::json);
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        return answer(Response.ok(), silences.get(me.actor(), Silences.id(id)));
    }

    /** {@code {matcher, reason, from, expiry}}; the author is who asks, and may be named. */
    @POST
    @Consumes("application/json")
    public Response silence(@Nullable JsonNode body, @Context UriInfo uri) {
        Fields fields = new Fields(body, "matcher", "author", "reason", "from", "expiry");
        String author = fields.text("author");
        if (author != null && !author.equals(me.actor().id().toString())) {
            throw Refusal.invalid("/author", Message.of("invalid.silence.author"));
        }
        SilenceWish wish =
                SilenceWish.of(matcher(fields), fields.text("reason"), fields.time("from"), fields.time("expiry"));
        Silence silence = silences.silence(me.actor(), wish);
        return answer(
                Response.created(uri.getAbsolutePathBuilder()
                        .path(silence.id().toString())
                        .build()),
                silence);
    }

    /** {@code {matcher}}: which open alerts it would silence, how many it would have in thirty days; in words, too. */
    @POST
    @Path("/preview")
    @Consumes("application/json")
    public JsonNode preview(@Nullable JsonNode body) {
        Silences.Preview preview = silences.preview(me.actor(), matcher(new Fields(body, "matcher")));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("open", preview.open());
        json.put("lastThirtyDays", preview.lastThirtyDays());
        ArrayNode critical = json.putArray("critical");
        preview.critical().forEach(alert -> critical.add("A-" + alert.number()));
        String words =
                Messages.words(Message.of("silence.matches", preview.open(), preview.lastThirtyDays()), me.locale());
        json.put(
                "words",
                preview.critical().isEmpty()
                        ? words
                        : words + " "
                                + Messages.words(
                                        Message.of(
                                                "silence.not-critical",
                                                preview.critical().size()),
                                        me.locale()));
        return json;
    }

    /** 409 when it is over, 412 when it has changed since {@code If-Match}. */
    @DELETE
    @Path("/{id}")
    public void end(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        Integer version = ifMatch == null || ifMatch.isBlank() ? null : IfMatch.version(ifMatch);
        silences.end(me.actor(), Silences.id(id), version);
    }

    private static AlertMatcher matcher(Fields fields) {
        Fields matcher = fields.within("matcher", "everything", "fingerprint", "severity", "rule", "label");
        return AlertMatcher.of(
                matcher.has("everything") && matcher.flag("everything"),
                matcher.text("fingerprint"),
                matcher.oneOf("severity", Severity.class),
                matcher.text("rule"),
                matcher.text("label"));
    }

    private Response answer(Response.ResponseBuilder answer, Silence silence) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, silence);
        return answer.entity(json)
                .header("ETag", "\"" + silence.version() + "\"")
                .build();
    }

    private void json(ObjectNode json, Silence silence) {
        ZoneId zone = plans.published().zone();
        AlertMatcher matcher = silence.matcher();
        json.put("id", silence.id().toString());
        json.putObject("matcher")
                .put("everything", matcher.everything())
                .put("fingerprint", matcher.fingerprint())
                .put(
                        "severity",
                        matcher.severity() == null ? null : matcher.severity().name())
                .put("rule", matcher.ruleKey())
                .put("label", matcher.labelled());
        json.put("author", silence.createdBy().toString());
        json.put("reason", silence.reason());
        json.put("from", Json.time(silence.from(), zone));
        json.put("expiry", Json.time(silence.to(), zone));
        json.put("state", silence.state(clock.instant()).name());
        json.put("createdAt", Json.time(silence.createdAt(), zone));
        json.put("endedAt", Json.time(silence.endedAt(), zone));
        json.put("endedBy", silence.endedBy() == null ? null : silence.endedBy().toString());
        json.put("version", silence.version());
    }
}
