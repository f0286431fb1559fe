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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Plans;
import org.maint.postmortem.ActionWish;
import org.maint.postmortem.Figures;
import org.maint.postmortem.Part;
import org.maint.postmortem.PostMortem;
import org.maint.postmortem.PostMortemAction;
import org.maint.postmortem.PostMortems;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.task.Task;

/** The post-mortem of an incident that is over: written, reviewed, approved. Whole versions are named by {@code If-Match}. */
@Path("/incidents/{id}/post-mortem")
@RequestScoped
@Produces("application/json")
@Transactional
public class PostMortemResource {
    private final PostMortems postMortems;
    private final Plans plans;
    private final Me me;

    @Inject
    public PostMortemResource(PostMortems postMortems, Plans plans, Me me) {
        this.postMortems = postMortems;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PostMortemResource() {
        this(null, null, null);
    }

    private static long number(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of("not-found.post-mortem", id));
        }
        return Long.parseLong(id);
    }

    @GET
    public Response get(@PathParam("id") String id) {
        return answer(number(id));
    }

    /** {@code {sections: {summary: "Markdown", …}}}: those that are named are written, all or none. */
    @PUT
    @Consumes("application/json")
    public Response write(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode body) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        postMortems.write(me.actor(), number(id), sections(body), IfMatch.version(ifMatch));
        return answer(number(id));
    }

    private static Map<Part, @Nullable String> sections(@Nullable JsonNode body) {
        new Fields(body, "sections");
        JsonNode sections = body == null ? Canonical.mapper().nullNode() : body.path("sections");
        if (!sections.isObject()) {
            throw Refusal.invalid("/sections", Message.of("invalid.missing"));
        }
        Map<Part, @Nullable String> words = new EnumMap<>(Part.class);
        List<Refusal.Fault> faults = new ArrayList<>();
        sections.properties().forEach(each -> {
            Part part = Part.of(each.getKey()).orElse(null);
            JsonNode value = each.getValue();
            if (part == null || !(value.isTextual() || value.isNull())) {
                faults.add(new Refusal.Fault("/sections/" + each.getKey(), Message.of("invalid.post-mortem.section")));
            } else {
                words.put(part, value.textValue());
            }
        });
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults.get(0).message(), faults);
        }
        return words;
    }

    @POST
    @Path("/submit")
    public Response submit(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        postMortems.submit(me.actor(), number(id), IfMatch.version(ifMatch));
        return answer(number(id));
    }

    /** {@code If-Match} names what the manager saw and signs. */
    @POST
    @Path("/approve")
    public Response approve(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        postMortems.approve(me.actor(), number(id), IfMatch.version(ifMatch));
        return answer(number(id));
    }

    /** {@code {reason}}. */
    @POST
    @Path("/request-changes")
    @Consumes("application/json")
    public Response requestChanges(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode body) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        postMortems.requestChanges(
                me.actor(), number(id), new Fields(body, "reason").text("reason"), IfMatch.version(ifMatch));
        return answer(number(id));
    }

    /** {@code {section, words}}. */
    @POST
    @Path("/comments")
    @Consumes("application/json")
    public Response comment(@PathParam("id") String id, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "section", "words");
        Part part = Part.of(String.valueOf(fields.text("section")))
                .orElseThrow(() -> Refusal.invalid("/section", Message.of("invalid.post-mortem.section")));
        postMortems.comment(me.actor(), number(id), part, fields.text("words"));
        return Response.fromResponse(answer(number(id)))
                .status(Response.Status.CREATED)
                .build();
    }

    @POST
    @Path("/comments/{comment}/settle")
    public Response settle(@PathParam("id") String id, @PathParam("comment") String comment) {
        postMortems.settle(me.actor(), number(id), required("comment", comment));
        return answer(number(id));
    }

    /** {@code {kind, title, owner, due}}: something that is to change. */
    @POST
    @Path("/actions")
    @Consumes("application/json")
    public Response addAction(@PathParam("id") String id, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "kind", "title", "owner", "due");
        UUID owner = Query.id("owner", fields.text("owner"));
        postMortems.addAction(
                me.actor(),
                number(id),
                ActionWish.of(
                        fields.oneOf("kind", PostMortemAction.Kind.class),
                        fields.text("title"),
                        owner == null ? null : new PersonId(owner),
                        Query.date("due", fields.text("due"))));
        return Response.fromResponse(answer(number(id)))
                .status(Response.Status.CREATED)
                .build();
    }

    @DELETE
    @Path("/actions/{action}")
    public Response removeAction(@PathParam("id") String id, @PathParam("action") String action) {
        postMortems.removeAction(me.actor(), number(id), required("action", action));
        return answer(number(id));
    }

    /** It becomes a task before the approval makes one of it. */
    @POST
    @Path("/actions/{action}/task")
    public Response makeTask(@PathParam("id") String id, @PathParam("action") String action) {
        Task task = postMortems.makeTask(me.actor(), number(id), required("action", action));
        return Response.status(Response.Status.CREATED)
                .entity(Canonical.mapper().createObjectNode().put("task", task.number()))
                .build();
    }

    private static UUID required(String name, String typed) {
        UUID id = Query.id(name, typed);
        if (id == null) {
            throw Refusal.notFound(Message.of("not-found.post-mortem." + name));
        }
        return id;
    }

    private Response answer(long number) {
        PostMortems.Whole whole = postMortems.whole(me.actor(), number);
        PostMortem postMortem = whole.postMortem();
        ZoneId zone = plans.published().zone();
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("incident", Long.toString(number))
                .put("state", postMortem.state().name())
                .put("due", postMortem.due().toString())
                .put("openedAt", Json.time(postMortem.openedAt(), zone))
                .put("submittedAt", Json.time(postMortem.submittedAt(), zone))
                .put("submittedBy", id(postMortem.submittedBy()))
                .put("returnReason", postMortem.returnReason())
                .put("approvedAt", Json.time(postMortem.approvedAt(), zone))
                .put("approvedBy", id(postMortem.approvedBy()))
                .put("logEntry", postMortem.logEntry());
        ArrayNode authors = json.putArray("authors");
        postMortem.authors().forEach(author -> authors.add(author.toString()));
        figures(json.putObject("figures"), postMortem.figures());
        ObjectNode sections = json.putObject("sections");
        whole.sections().forEach(section -> sections.put(section.part().key(), section.words()));
        ArrayNode actions = json.putArray("actions");
        whole.actions().forEach(action -> actions.addObject()
                .put("id", action.id().toString())
                .put("kind", action.kind().name())
                .put("title", action.title())
                .put("owner", id(action.owner()))
                .put("due", action.due() == null ? null : action.due().toString())
                .put("task", action.task())
                .put("planDraft", action.draft() == null ? null : action.draft().toString())
                .put("check", action.check()));
        ArrayNode comments = json.putArray("comments");
        whole.comments().forEach(comment -> comments.addObject()
                .put("id", comment.id().toString())
                .put("section", comment.part().key())
                .put("words", comment.words())
                .put("at", Json.time(comment.at(), zone))
                .put("by", id(comment.by()))
                .put("settledAt", Json.time(comment.settledAt(), zone)));
        json.put("version", postMortem.version());
        return Response.ok(json)
                .header("ETag", "\"" + postMortem.version() + "\"")
                .build();
    }

    private static void figures(ObjectNode json, Figures figures) {
        json.setAll(figures.json());
        Duration mitigate = figures.toMitigate();
        json.put("secondsToDetect", figures.toDetect().toSeconds())
                .put("secondsToAcknowledge", figures.toAcknowledge().toSeconds())
                .put("secondsToMitigate", mitigate == null ? null : (Long) mitigate.toSeconds())
                .put("secondsToResolve", figures.toResolve().toSeconds());
    }

    private static @Nullable String id(@Nullable PersonId person) {
        return person == null ? null : person.toString();
    }
}
