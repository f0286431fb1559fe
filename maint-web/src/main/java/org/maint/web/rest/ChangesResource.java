package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformChange;
import org.maint.activity.PlatformChanges;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;

/** What was changed on the platform. */
@Path("/changes")
@RequestScoped
@Produces("application/json")
@Transactional
public class ChangesResource {
    private final PlatformChanges changes;
    private final Plans plans;
    private final Me me;

    @Inject
    public ChangesResource(PlatformChanges changes, Plans plans, Me me) {
        this.changes = changes;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ChangesResource() {
        this(null, null, null);
    }

    @POST
    @Consumes("application/json")
    public Response record(@Nullable JsonNode body) {
        Fields fields = new Fields(body, "at", "title", "kind", "by", "reference");
        PlatformChange change = changes.record(
                me.actor(),
                fields.time("at"),
                fields.text("title"),
                fields.text("kind"),
                fields.text("by"),
                fields.text("reference"));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, change, plans.published().zone());
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    /** Newest first. */
    @GET
    public JsonNode list(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("page") @Nullable String page,
            @QueryParam("size") @Nullable String size) {
        ZoneId zone = plans.published().zone();
        return Json.page(
                changes.list(
                        me.actor(),
                        Query.time("from", from, zone, false),
                        Query.time("to", to, zone, true),
                        Query.page(page),
                        Query.size(size)),
                (json, change) -> json(json, change, zone));
    }

    static void json(ObjectNode json, PlatformChange change, ZoneId zone) {
        json.put("id", change.id());
        json.put("at", Json.time(change.at(), zone));
        json.put("title", change.title());
        json.put("kind", change.kind());
        json.put("by", change.madeBy());
        json.put("reference", change.reference());
        json.put("recordedAt", Json.time(change.recordedAt(), zone));
        json.put("recordedBy", change.recordedBy().toString());
    }
}
