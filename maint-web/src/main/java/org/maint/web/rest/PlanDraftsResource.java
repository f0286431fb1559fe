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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.plan.PlanChange;
import org.maint.plan.PlanDraft;
import org.maint.plan.PlanDrafts;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/** Drafts of the plan: begun, edited part by part, imported, submitted, published. */
@Path("/plan/drafts")
@RequestScoped
@Produces("application/json")
@Transactional
public class PlanDraftsResource {
    private static final int LARGEST_DOCUMENT = 4 * 1024 * 1024;

    private final PlanDrafts drafts;
    private final Plans plans;
    private final People people;
    private final Me me;

    @Inject
    public PlanDraftsResource(PlanDrafts drafts, Plans plans, People people, Me me) {
        this.drafts = drafts;
        this.plans = plans;
        this.people = people;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PlanDraftsResource() {
        this(null, null, null, null);
    }

    /** Those that are neither published nor discarded. */
    @GET
    public JsonNode open() {
        ArrayNode json = Canonical.mapper().createArrayNode();
        drafts.open(me.actor()).forEach(draft -> head(json.addObject(), draft));
        return json;
    }

    @POST
    @Consumes("application/json")
    public Response begin(@Nullable JsonNode body) {
        PlanDraft draft = drafts.begin(me.actor(), new Fields(body, "title").text("title"));
        ObjectNode json = Canonical.mapper().createObjectNode();
        head(json, draft);
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        return answer(drafts.look(me.actor(), id(id), me.locale()));
    }

    /** The draft as YAML, to be read, kept, or edited elsewhere and imported again. */
    @GET
    @Path("/{id}/document")
    @Produces("application/yaml")
    public Response document(@PathParam("id") String id) {
        PlanDraft draft = drafts.look(me.actor(), id(id), me.locale()).draft();
        return Response.ok(draft.document())
                .header("Content-Disposition", "attachment; filename=\"maintenance-plan-draft.yaml\"")
                .build();
    }

    /**
     * RFC 6902 operations, all or none. Each change is to be preceded by a {@code test} of what the caller saw: 412 when
     * somebody else has changed it, and nothing is changed.
     */
    @PATCH
    @Path("/{id}")
    @Consumes("application/json-patch+json")
    public Response edit(@PathParam("id") String id, @Nullable JsonNode operations) {
        JsonNode list = operations == null ? Canonical.mapper().createArrayNode() : operations;
        return answer(drafts.edit(me.actor(), id(id), list, me.locale()));
    }

    /** A whole document as YAML; 400 with every fault when it is malformed, 412 when the draft has changed since. */
    @PUT
    @Path("/{id}/document")
    @Consumes({"application/yaml", "text/plain"})
    public Response importDocument(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, InputStream body)
            throws IOException {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        byte[] bytes = Bodies.upTo(LARGEST_DOCUMENT, body);
        if (bytes.length > LARGEST_DOCUMENT) {
            throw Refusal.tooLarge(Message.of("problem.body-too-large", LARGEST_DOCUMENT / 1024));
        }
        String yaml = new String(bytes, StandardCharsets.UTF_8);
        return answer(drafts.importDocument(me.actor(), id(id), yaml, IfMatch.version(ifMatch), me.locale()));
    }

    @POST
    @Path("/{id}/title")
    @Consumes("application/json")
    public Response rename(@PathParam("id") String id, @Nullable JsonNode body) {
        drafts.rename(me.actor(), id(id), new Fields(body, "title").text("title"), null);
        return get(id);
    }

    /** Carries it over to the version in force. */
    @POST
    @Path("/{id}/carry-over")
    public Response carryOver(@PathParam("id") String id) {
        return answer(drafts.carryOver(me.actor(), id(id), me.locale()));
    }

    @POST
    @Path("/{id}/submit")
    @Consumes("application/json")
    public Response submit(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode body) {
        drafts.submit(
                me.actor(),
                id(id),
                new Fields(body, "summary").text("summary"),
                ifMatch == null ? null : IfMatch.version(ifMatch),
                me.locale());
        return get(id);
    }

    /** 201 with the number of the version; {@code If-Match} names what the manager saw. */
    @POST
    @Path("/{id}/approve")
    public Response approve(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        int number = drafts.approve(me.actor(), id(id), IfMatch.version(ifMatch));
        return Response.status(Response.Status.CREATED)
                .entity(Canonical.mapper().createObjectNode().put("version", number))
                .build();
    }

    @POST
    @Path("/{id}/return")
    @Consumes("application/json")
    public Response giveBack(@PathParam("id") String id, @Nullable JsonNode body) {
        drafts.giveBack(me.actor(), id(id), new Fields(body, "reason").text("reason"));
        return get(id);
    }

    @POST
    @Path("/{id}/discard")
    public Response discard(@PathParam("id") String id) {
        drafts.discard(me.actor(), id(id));
        return get(id);
    }

    @GET
    @Path("/{id}/changes")
    public JsonNode changes(@PathParam("id") String id) {
        ArrayNode json = Canonical.mapper().createArrayNode();
        PlanDrafts.Looked looked = drafts.look(me.actor(), id(id), me.locale());
        drafts.changes(me.actor(), looked).forEach(change -> change(json.addObject(), change));
        return json;
    }

    private void change(ObjectNode json, PlanChange change) {
        json.put("kind", change.kind().name());
        json.put("pointer", change.pointer());
        ArrayNode where = json.putArray("where");
        change.where().forEach(part -> where.add(part.in(me.locale())));
        json.put("field", change.field());
        json.put("before", text(change.before()));
        json.put("after", text(change.after()));
    }

    private @Nullable String text(@Nullable Text text) {
        return text == null ? null : text.in(me.locale());
    }

    private Response answer(PlanDrafts.Looked looked) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        head(json, looked.draft());
        json.put("outdated", looked.outdated());
        json.put("inForce", plans.published().number());
        ArrayNode faults = json.putArray("faults");
        looked.faults().forEach(fault -> faults.addObject()
                .put("pointer", fault.pointer())
                .put("line", fault.line())
                .put("column", fault.column())
                .put("message", fault.message()));
        json.set("document", looked.document());
        return Response.ok(json)
                .header("ETag", "\"" + looked.draft().version() + "\"")
                .build();
    }

    private void head(ObjectNode json, PlanDraft draft) {
        json.put("id", draft.id().toString());
        json.put("title", draft.title());
        json.put("state", draft.state().name());
        json.put("base", draft.base());
        json.put("summary", draft.summary());
        json.put("returnedBecause", draft.returnedBecause());
        json.put("changedAt", Json.time(draft.changedAt(), plans.published().zone()));
        json.put("changedBy", id(draft.changedBy()));
        json.put(
                "changedByName",
                people.names(java.util.List.of(draft.changedBy())).get(draft.changedBy()));
        json.put("submittedBy", id(draft.submittedBy()));
        json.put("publishedVersion", draft.publishedVersion());
        json.put("sha256", draft.sha256());
        json.put("version", draft.version());
    }

    private static @Nullable String id(@Nullable PersonId id) {
        return id == null ? null : id.toString();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(Message.of("not-found.draft", text));
        }
    }
}
