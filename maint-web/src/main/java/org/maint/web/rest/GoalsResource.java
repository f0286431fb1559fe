package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;
import org.maint.report.Goal;
import org.maint.report.GoalPeriod;
import org.maint.report.Goals;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** What quarters and years are to bring: set, scored, carried over. */
@Path("/goals")
@RequestScoped
@Produces("application/json")
@Transactional
public class GoalsResource {
    private final Goals goals;
    private final Plans plans;
    private final Me me;

    @Inject
    public GoalsResource(Goals goals, Plans plans, Me me) {
        this.goals = goals;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected GoalsResource() {
        this(null, null, null);
    }

    /** @param date any day of the period */
    @GET
    public JsonNode list(@QueryParam("period") @Nullable String period, @QueryParam("date") @Nullable String date) {
        GoalPeriod of = Query.oneOf("period", period, GoalPeriod.class);
        if (of == null) {
            throw Refusal.invalid("/period", Message.of("invalid.missing"));
        }
        ArrayNode all = Canonical.mapper().createArrayNode();
        goals.list(me.actor(), of, Query.requiredDate("date", date)).forEach(goal -> json(all.addObject(), goal));
        return all;
    }

    /** {@code {period, date, words}}: {@code date} is any day of this period or the next. */
    @POST
    @Consumes("application/json")
    public Response set(@Nullable JsonNode body) {
        Fields fields = new Fields(body, "period", "date", "words");
        return created(goals.set(
                me.actor(),
                fields.oneOf("period", GoalPeriod.class),
                Query.date("date", fields.text("date")),
                fields.text("words")));
    }

    /** {@code {score, outcome}}: in percent. 412 when it has changed, 428 without {@code If-Match}. */
    @POST
    @Path("/{id}/score")
    @Consumes("application/json")
    public Response score(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode body) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        Fields fields = new Fields(body, "score", "outcome");
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(
                json,
                goals.score(
                        me.actor(), id(id), fields.integer("score"), fields.text("outcome"), IfMatch.version(ifMatch)));
        return Response.ok(json).build();
    }

    /** Goes on with it in the next period. */
    @POST
    @Path("/{id}/carry-over")
    public Response carryOver(@PathParam("id") String id) {
        return created(goals.carryOver(me.actor(), id(id)));
    }

    private Response created(Goal goal) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, goal);
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    private static UUID id(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(Message.of("not-found.goal"));
        }
    }

    private void json(ObjectNode json, Goal goal) {
        json.put("id", goal.id().toString());
        json.put("period", goal.period().name());
        json.put("begins", goal.begins().toString());
        json.put("words", goal.words());
        json.put("score", goal.score());
        json.put("outcome", goal.outcome());
        json.put("carriedFrom", Objects.toString(goal.carriedFrom(), null));
        json.put("scoredAt", Json.time(goal.scoredAt(), plans.published().zone()));
        json.put("version", goal.version());
    }
}
