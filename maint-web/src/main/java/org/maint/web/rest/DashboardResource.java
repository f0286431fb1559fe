package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.maint.dashboard.Daily;
import org.maint.dashboard.Dashboards;
import org.maint.dashboard.Weekly;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;

/** The plan's two dashboards. */
@Path("/dashboard")
@RequestScoped
@Produces("application/json")
@Transactional
public class DashboardResource {
    private final Dashboards dashboards;
    private final Plans plans;
    private final Me me;

    @Inject
    public DashboardResource(Dashboards dashboards, Plans plans, Me me) {
        this.dashboards = dashboards;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected DashboardResource() {
        this(null, null, null);
    }

    /** How the platform stands, as it was seen a few seconds ago at most. */
    @GET
    @Path("/daily")
    public JsonNode daily() {
        ZoneId zone = plans.published().zone();
        Daily daily = dashboards.daily(me.actor());
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("at", Json.time(daily.at(), zone));
        json.put("status", daily.status().colour().name());
        ArrayNode reasons = json.putArray("reasons");
        daily.status().reasons().forEach(reason -> reasons.addObject()
                .put("colour", reason.colour().name())
                .put("words", reason.words().in(me.locale()))
                .put("link", reason.link()));
        ArrayNode figures = json.putArray("figures");
        daily.figures().forEach(figure -> figures.addObject()
                .put("key", figure.key())
                .put("metric", figure.metric())
                .put("value", figure.value())
                .put("before", figure.before())
                .put("bound", figure.bound())
                .put("when", figure.when() == null ? null : figure.when().name())
                .put("state", figure.state() == null ? null : figure.state().name())
                .put("at", Json.time(figure.at(), zone)));
        ObjectNode alerts = json.putObject("alerts");
        daily.alerts().forEach(open -> alerts.put(open.severity().name(), open.number()));
        ArrayNode incidents = json.putArray("incidents");
        daily.incidents().forEach(incident -> incidents
                .addObject()
                .put("id", incident.number())
                .put("title", incident.title())
                .put("declaredAt", Json.time(incident.declaredAt(), zone))
                .put("nextUpdate", Json.time(incident.promisedAt(), zone)));
        ArrayNode onCall = json.putArray("onCall");
        daily.onCall().forEach(duty -> {
            ArrayNode names = onCall.addObject().put("level", duty.level()).putArray("names");
            duty.names().forEach(names::add);
        });
        return json;
    }

    /** @param week a day of it; this week when nothing is said */
    @GET
    @Path("/weekly")
    public JsonNode weekly(@QueryParam("week") @Nullable String week) {
        Weekly weekly = dashboards.weekly(me.actor(), Query.date("week", week));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("week", weekly.week().toString());
        ArrayNode grades = json.putArray("grades");
        weekly.grades().forEach(grade -> grades.addObject()
                .put("key", grade.key())
                .put("colour", grade.colour().name())
                .put("value", grade.value())
                .put("judged", grade.judged().in(me.locale())));
        return json;
    }
}
