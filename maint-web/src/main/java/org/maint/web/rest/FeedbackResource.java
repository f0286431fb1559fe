package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.feedback.Feedback;
import org.maint.feedback.FeedbackKind;
import org.maint.feedback.FeedbackState;
import org.maint.feedback.FeedbackWish;
import org.maint.feedback.Feedbacks;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import org.maint.task.Task;

/** Reported issues and feature requests: sent in by staff or by the platform, answered by staff. */
@Path("/feedback")
@RequestScoped
@Produces("application/json")
@Transactional
public class FeedbackResource {
    private final Feedbacks feedbacks;
    private final Plans plans;
    private final Me me;

    @Inject
    public FeedbackResource(Feedbacks feedbacks, Plans plans, Me me) {
        this.feedbacks = feedbacks;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FeedbackResource() {
        this(null, null, null);
    }

    /** {@code {kind, title, description, name, email, language}}; a machine with the role {@code ingest} speaks for a user. */
    @POST
    @Consumes("application/json")
    public Response say(@Nullable JsonNode body, @Context UriInfo uri) {
        Fields fields = new Fields(body, "kind", "title", "description", "name", "email", "language");
        String language = fields.text("language");
        FeedbackWish wish = new FeedbackWish(
                fields.oneOf("kind", FeedbackKind.class),
                fields.text("title"),
                fields.text("description"),
                fields.text("name"),
                fields.text("email"),
                language == null ? me.locale() : Messages.language(Locale.forLanguageTag(language)));
        Feedback made =
                me.actor().is(Role.INGEST) ? feedbacks.forward(me.actor(), wish) : feedbacks.say(me.actor(), wish);
        return answer(
                Response.created(uri.getAbsolutePathBuilder()
                        .path(Long.toString(made.number()))
                        .build()),
                made);
    }

    /** Newest first. */
    @GET
    public JsonNode list(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @Nullable String page,
            @QueryParam("size") @Nullable String size) {
        return Json.page(
                feedbacks.list(me.actor(), filter(kind, state), Query.page(page), Query.size(size)), this::json);
    }

    static Feedbacks.Filter filter(@Nullable String kind, @Nullable String state) {
        return new Feedbacks.Filter(
                Query.oneOf("kind", kind, FeedbackKind.class), Query.oneOf("state", state, FeedbackState.class), false);
    }

    @GET
    @Path("/{number}")
    public Response get(@PathParam("number") String number) {
        return answer(Response.ok(), feedbacks.get(me.actor(), number(number)));
    }

    private static long number(String typed) {
        if (!typed.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of("not-found.feedback", typed));
        }
        return Long.parseLong(typed);
    }

    /** {@code {state, answer}}: 412 when it has changed since {@code If-Match}, 428 without. */
    @POST
    @Path("/{number}/answer")
    @Consumes("application/json")
    public Response answer(
            @PathParam("number") String number,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable JsonNode body) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        Fields fields = new Fields(body, "state", "answer");
        return answer(
                Response.ok(),
                feedbacks.answer(
                        me.actor(),
                        number(number),
                        fields.oneOf("state", FeedbackState.class),
                        fields.text("answer"),
                        IfMatch.version(ifMatch)));
    }

    /** Makes a task of it: answers the task's number. */
    @POST
    @Path("/{number}/task")
    public Response task(@PathParam("number") String number) {
        Task made = feedbacks.task(me.actor(), number(number));
        return Response.status(Response.Status.CREATED)
                .entity(Canonical.mapper().createObjectNode().put("task", made.number()))
                .build();
    }

    private Response answer(Response.ResponseBuilder answer, Feedback feedback) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, feedback);
        return answer.entity(json)
                .header("ETag", "\"" + feedback.version() + "\"")
                .build();
    }

    private void json(ObjectNode json, Feedback feedback) {
        ZoneId zone = plans.published().zone();
        json.put("number", feedback.number());
        json.put("kind", feedback.kind().name());
        json.put("title", feedback.title());
        json.put("description", feedback.description());
        json.put("source", feedback.source().name());
        json.put("name", feedback.reporterName());
        json.put("email", feedback.reporterEmail());
        json.put("state", feedback.state().name());
        json.put("answer", feedback.answer());
        json.put("task", feedback.task());
        json.put("createdAt", Json.time(feedback.createdAt(), zone));
        json.put("createdBy", Objects.toString(feedback.createdBy(), null));
        json.put("answeredAt", Json.time(feedback.answeredAt(), zone));
        json.put("answeredBy", Objects.toString(feedback.answeredBy(), null));
        json.put("closedAt", Json.time(feedback.closedAt(), zone));
        json.put("version", feedback.version());
    }
}
