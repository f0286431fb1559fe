package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;

/** What the plan plans: computed, nothing stored. */
@Path("/calendar")
@RequestScoped
public class CalendarResource {
    private final Plans plans;
    private final Me me;

    @Inject
    public CalendarResource(Plans plans, Me me) {
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected CalendarResource() {
        this(null, null);
    }

    /** The occurrences that open on these days, both included; at most 20 years. */
    @GET
    @Produces("application/json")
    public JsonNode calendar(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        ArrayNode json = Canonical.mapper().createArrayNode();
        ZoneId zone = plans.published().zone();
        plans.calendar(me.actor(), Query.requiredDate("from", from), Query.requiredDate("to", to))
                .forEach(each -> json.addObject()
                        .put("routine", each.routine())
                        .put("nominalDate", each.nominalDate().toString())
                        .put("opensAt", Json.time(each.opensAt(), zone))
                        .put("dueAt", Json.time(each.dueAt(), zone)));
        return json;
    }
}
