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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.survey.Survey;
import org.maint.survey.Surveys;

/** Surveys of satisfaction, their links and results; answers that the platform has asked for itself. */
@Path("/surveys")
@RequestScoped
@Produces("application/json")
@Transactional
public class SurveysResource {
    private final Surveys surveys;
    private final Plans plans;
    private final Me me;

    @Inject
    public SurveysResource(Surveys surveys, Plans plans, Me me) {
        this.surveys = surveys;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SurveysResource() {
        this(null, null, null);
    }

    /** Newest first. */
    @GET
    public JsonNode list() {
        ArrayNode all = Canonical.mapper().createArrayNode();
        surveys.list(me.actor()).forEach(survey -> json(all.addObject(), survey));
        return all;
    }

    /** {@code {title, closesOn}}. */
    @POST
    @Consumes("application/json")
    public Response open(@Nullable JsonNode body, @Context UriInfo uri) {
        Fields fields = new Fields(body, "title", "closesOn");
        Survey made = surveys.open(me.actor(), fields.text("title"), Query.date("closesOn", fields.text("closesOn")));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, made);
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(Long.toString(made.number()))
                        .build())
                .entity(json)
                .build();
    }

    /** How it stands: links, answers, how many gave each score, comments. */
    @GET
    @Path("/{number}")
    public JsonNode results(@PathParam("number") String number) {
        ZoneId zone = plans.published().zone();
        Surveys.Results results = surveys.results(me.actor(), number(number));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, results.survey());
        json.put("links", results.links());
        json.put("answers", results.answers());
        json.put("average", results.average());
        ArrayNode scores = json.putArray("scores");
        results.scores().forEach(scores::add);
        ArrayNode comments = json.putArray("comments");
        results.comments().forEach(each -> comments.addObject()
                .put("score", each.score())
                .put("comment", each.comment())
                .put("at", Json.time(each.at(), zone)));
        return json;
    }

    /** {@code {count}}: that many new links, each for one answer; they are shown this once. */
    @POST
    @Path("/{number}/links")
    @Consumes("application/json")
    public Response links(@PathParam("number") String number, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "count");
        ArrayNode links = Canonical.mapper().createArrayNode();
        surveys.links(me.actor(), number(number), fields.integer("count")).forEach(links::add);
        return Response.status(Response.Status.CREATED).entity(links).build();
    }

    /** {@code {addresses}}: each gets a link by mail; answers how many. */
    @POST
    @Path("/{number}/invitations")
    @Consumes("application/json")
    public JsonNode invite(@PathParam("number") String number, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "addresses");
        return Canonical.mapper()
                .createObjectNode()
                .put("invited", surveys.invite(me.actor(), number(number), fields.text("addresses"), me.locale()));
    }

    @POST
    @Path("/{number}/close")
    public void close(@PathParam("number") String number) {
        surveys.close(me.actor(), number(number));
    }

    /** {@code {score, comment}}, by the platform: one answer more, outside of any survey. */
    @POST
    @Path("/answers")
    @Consumes("application/json")
    public Response answer(@Nullable JsonNode body) {
        Fields fields = new Fields(body, "score", "comment");
        surveys.answer(me.actor(), fields.integer("score"), fields.text("comment"));
        return Response.accepted().build();
    }

    private static long number(String typed) {
        if (!typed.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of("not-found.survey", typed));
        }
        return Long.parseLong(typed);
    }

    private void json(ObjectNode json, Survey survey) {
        json.put("number", survey.number());
        json.put("title", survey.title());
        json.put("openedAt", Json.time(survey.openedAt(), plans.published().zone()));
        json.put("closesOn", survey.closesOn().toString());
    }
}
