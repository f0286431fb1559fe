package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.activity.ErrorGroup;
import org.maint.activity.ErrorReport;
import org.maint.activity.PlatformErrors;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** The platform's errors: pushed in, and read grouped by what they have in common. */
@Path("/errors")
@RequestScoped
@Produces("application/json")
@Transactional
public class ErrorsResource {
    private final PlatformErrors errors;
    private final Plans plans;
    private final Clock clock;
    private final Me me;

    @Inject
    public ErrorsResource(PlatformErrors errors, Plans plans, Clock clock, Me me) {
        this.errors = errors;
        this.plans = plans;
        this.clock = clock;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ErrorsResource() {
        this(null, null, null, null);
    }

    /** Up to 1,000 at once, all or none: 202 with how many. */
    @POST
    @Consumes("application/json")
    public Response push(@Nullable JsonNode body) {
        me.actor().require(Role.INGEST);
        if (body == null || !body.isArray()) {
            throw Refusal.invalid("", Message.of("problem.list-expected"));
        }
        List<ErrorReport> reports = new ArrayList<>();
        List<Refusal.Fault> faults = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            try {
                reports.add(report(body.get(i)));
            } catch (Refusal refusal) {
                for (Refusal.Fault fault : refusal.faults()) {
                    faults.add(new Refusal.Fault("/" + i + fault.pointer(), fault.message()));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults.get(0).message(), faults);
        }
        int accepted = errors.accept(me.actor(), reports);
        return Response.accepted(Canonical.mapper().createObjectNode().put("accepted", accepted))
                .build();
    }

    private static ErrorReport report(JsonNode node) {
        Fields fields = new Fields(node, "at", "level", "message", "fingerprint", "source", "count");
        return new ErrorReport(
                fields.time("at"),
                fields.text("level"),
                fields.text("message"),
                fields.text("fingerprint"),
                fields.text("source"),
                fields.has("count") ? fields.integer("count") : 1);
    }

    /** Those of a time (the last seven days when nothing is said), the worst and most frequent first. */
    @GET
    public JsonNode list(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        ZoneId zone = plans.published().zone();
        Instant end = Query.time("to", to, zone, true);
        Instant last = end == null ? clock.instant() : end;
        Instant begin = Query.time("from", from, zone, false);
        Instant first = begin == null ? last.minus(Duration.ofDays(7)) : begin;
        ArrayNode items = Canonical.mapper().createArrayNode();
        errors.between(me.actor(), first, last).forEach(line -> {
            ObjectNode json = items.addObject();
            json(json, line.group(), zone);
            json.put("count", line.number());
            json.put("countBefore", line.before());
            json.put("days", line.days());
            json.put("recurring", line.recurring());
        });
        return items;
    }

    /** A person says how bad errors of a kind are: {@code {category}}. */
    @POST
    @Path("/{id}/categorise")
    @Consumes("application/json")
    public JsonNode categorise(@PathParam("id") String id, @Nullable JsonNode body) {
        if (!id.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of("not-found.error", id));
        }
        Severity category = new Fields(body, "category").oneOf("category", Severity.class);
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(
                json,
                errors.categorise(me.actor(), Long.parseLong(id), category),
                plans.published().zone());
        return json;
    }

    private static void json(ObjectNode json, ErrorGroup group, ZoneId zone) {
        json.put("id", group.id());
        json.put("fingerprint", group.fingerprint());
        json.put("message", group.message());
        json.put("level", group.level());
        json.put("category", group.category().name());
        json.put("decided", group.decided());
        json.put("source", group.source());
        json.put("firstAt", Json.time(group.firstAt(), zone));
        json.put("lastAt", Json.time(group.lastAt(), zone));
    }
}
