package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.WorkType;
import org.maint.logbook.LogEvent;
import org.maint.logbook.LogQuery;
import org.maint.logbook.LogVerification;
import org.maint.logbook.Logbook;
import org.maint.people.Actor;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** The log: listed, exported, verified. Nothing here changes it. */
@Path("/log")
@RequestScoped
public class LogResource {
    private final Logbook logbook;
    private final Plans plans;
    private final Me me;

    @Inject
    public LogResource(Logbook logbook, Plans plans, Me me) {
        this.logbook = logbook;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected LogResource() {
        this(null, null, null);
    }

    /** Newest first; {@code from} and {@code to} are dates, both included, or times with their offset. */
    @GET
    @Produces("application/json")
    public JsonNode list(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("type") @Nullable String type,
            @QueryParam("event") @Nullable String event,
            @QueryParam("words") @Nullable String words,
            @QueryParam("page") @Nullable String page,
            @QueryParam("size") @Nullable String size) {
        ZoneId zone = plans.published().zone();
        LogQuery query = new LogQuery(
                Query.time("from", from, zone, false),
                Query.time("to", to, zone, true),
                Query.oneOf("type", type, WorkType.class),
                Query.oneOf("event", event, LogEvent.class),
                words == null || words.isBlank() ? null : words);
        return Json.page(
                logbook.list(me.actor(), query, Query.page(page), Query.size(size)),
                (json, entry) -> Json.entry(json, entry, zone, me.locale()));
    }

    @GET
    @Path("/{sequence}")
    @Produces("application/json")
    public JsonNode get(@PathParam("sequence") String sequence) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        try {
            Json.entry(
                    json,
                    logbook.get(me.actor(), Long.parseLong(sequence)),
                    plans.published().zone(),
                    me.locale());
        } catch (NumberFormatException e) {
            throw Refusal.notFound(Message.of("not-found.log-entry", sequence));
        }
        return json;
    }

    /** JSON Lines: a header, the entries, the checkpoints. */
    @GET
    @Path("/export")
    @Produces("application/jsonl")
    public Response export() {
        Actor actor = me.actor();
        actor.requireStaff();
        StreamingOutput lines = out -> {
            try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
                logbook.export(actor, writer);
            }
        };
        return Response.ok(lines)
                .header("Content-Disposition", "attachment; filename=\"maint-log.jsonl\"")
                .build();
    }

    @GET
    @Path("/verify")
    @Produces("application/json")
    public JsonNode verify() {
        LogVerification.Verdict verdict = logbook.verify(me.actor());
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("intact", verdict.intact());
        // Without any checkpoint nothing proves that the end is there.
        json.put("complete", verdict.complete().orElse(null));
        json.put("entries", verdict.entries());
        json.put("signerVerified", verdict.signerVerified());
        json.set("faults", Canonical.mapper().valueToTree(verdict.faults()));
        return json;
    }

    /** With which exports and checkpoints are verified elsewhere. */
    @GET
    @Path("/public-key")
    @Produces("text/plain")
    public String publicKey() {
        me.actor().requireStaff();
        return logbook.publicKey().orElseThrow(() -> Refusal.notFound(Message.of("not-found.public-key")));
    }
}
