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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Upload;
import org.maint.people.PersonId;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.task.Origin;
import org.maint.task.Priority;
import org.maint.task.Resolution;
import org.maint.task.Task;
import org.maint.task.TaskFile;
import org.maint.task.TaskQuery;
import org.maint.task.TaskState;
import org.maint.task.TaskWish;
import org.maint.task.Tasks;

/** Follow-ups: listed, made, changed, commented on, closed and opened again. */
@Path("/tasks")
@RequestScoped
@Produces("application/json")
@Transactional
public class TasksResource {
    private final Tasks tasks;
    private final Plans plans;
    private final Me me;

    @Inject
    public TasksResource(Tasks tasks, Plans plans, Me me) {
        this.tasks = tasks;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TasksResource() {
        this(null, null, null);
    }

    /** What is not closed first, by due date; {@code from} and {@code to} are due dates, both included. */
    @GET
    public JsonNode list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("priority") @Nullable String priority,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("words") @Nullable String words,
            @QueryParam("page") @Nullable String page,
            @QueryParam("size") @Nullable String size) {
        TaskState only = Query.oneOf("state", state, TaskState.class);
        PersonId whose = person("/owner", owner);
        TaskQuery query = new TaskQuery(
                only == null ? java.util.Set.of() : java.util.Set.of(only),
                whose == null ? java.util.List.of() : java.util.List.of(whose),
                Query.oneOf("priority", priority, Priority.class),
                Query.date("from", from),
                Query.date("to", to),
                words == null || words.isBlank() ? null : words,
                null);
        Page<Task> found = tasks.list(me.actor(), query, Query.page(page), Query.size(size));
        return Json.page(found, this::json);
    }

    @GET
    @Path("/{number}")
    public Response get(@PathParam("number") String number) {
        Tasks.Whole whole = tasks.whole(me.actor(), number(number));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, whole.task());
        ArrayNode history = json.putArray("history");
        whole.lines().forEach(line -> history.addObject()
                .put("at", Json.time(line.at(), zone()))
                .put("by", id(line.by()))
                .put("kind", line.kind().name())
                .put("before", line.before())
                .put("after", line.after())
                .put("words", line.words()));
        ArrayNode files = json.putArray("files");
        whole.files().forEach(file -> file(files.addObject(), file));
        ArrayNode links = json.putArray("links");
        whole.links()
                .forEach(
                        link -> links.addObject().put("address", link.address()).put("title", link.title()));
        return answer(Response.Status.OK, json, whole.task());
    }

    @POST
    @Consumes("application/json")
    public Response create(@Nullable JsonNode body, @Context UriInfo uri) {
        Fields fields = new Fields(body, "title", "description", "priority", "owner", "due", "origin", "originRef");
        Task task = tasks.create(me.actor(), wish(fields, null), fields.text("origin"), fields.text("originRef"));
        ObjectNode json = json(task);
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(Long.toString(task.number()))
                        .build())
                .entity(json)
                .build();
    }

    /** Changes the fields that are sent; 412 when the task has changed since, 428 without {@code If-Match}. */
    @PATCH
    @Path("/{number}")
    @Consumes("application/json")
    public Response change(
            @PathParam("number") String number,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable JsonNode body) {
        Fields fields = new Fields(body, "title", "description", "priority", "owner", "due");
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        Task task = tasks.get(me.actor(), number(number));
        Task changed = tasks.edit(me.actor(), task.number(), wish(fields, task), IfMatch.version(ifMatch));
        return answer(Response.Status.OK, json(changed), changed);
    }

    private TaskWish wish(Fields fields, @Nullable Task now) {
        Priority priority = fields.oneOf("priority", Priority.class);
        return new TaskWish(
                fields.has("title") || now == null
                        ? fields.text("title")
                        : now.title().fr(),
                fields.has("description") || now == null ? fields.text("description") : now.description(),
                priority != null ? priority : now == null ? Priority.NORMAL : now.priority(),
                fields.has("owner") || now == null ? person("/owner", fields.text("owner")) : now.owner(),
                fields.has("due") || now == null ? due(fields.text("due")) : now.due());
    }

    private static @Nullable LocalDate due(@Nullable String text) {
        return Query.date("due", text);
    }

    private static @Nullable PersonId person(String pointer, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return new PersonId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(pointer, Message.of("not-found.person"));
        }
    }

    @POST
    @Path("/{number}/comments")
    @Consumes("application/json")
    public JsonNode comment(@PathParam("number") String number, @Nullable JsonNode body) {
        return json(tasks.comment(me.actor(), number(number), new Fields(body, "comment").text("comment")));
    }

    @POST
    @Path("/{number}/start")
    public JsonNode start(@PathParam("number") String number) {
        return json(tasks.start(me.actor(), number(number)));
    }

    @POST
    @Path("/{number}/close")
    @Consumes("application/json")
    public JsonNode close(@PathParam("number") String number, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "resolution", "reason");
        Resolution how = fields.oneOf("resolution", Resolution.class);
        return json(tasks.close(
                me.actor(), number(number), how == null ? Resolution.DONE : how, fields.text("reason"), null));
    }

    @POST
    @Path("/{number}/reopen")
    public JsonNode reopen(@PathParam("number") String number) {
        return json(tasks.reopen(me.actor(), number(number)));
    }

    @POST
    @Path("/{number}/links")
    @Consumes("application/json")
    public Response link(@PathParam("number") String number, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "address", "title");
        tasks.link(me.actor(), number(number), fields.text("address"), fields.text("title"));
        return Response.status(Response.Status.CREATED)
                .entity(json(tasks.get(me.actor(), number(number))))
                .build();
    }

    /** A file, as the body; at most 10 MiB. What it is, its bytes tell. */
    @POST
    @Path("/{number}/files")
    @Consumes("*/*")
    public Response attach(
            @PathParam("number") String number, @QueryParam("name") @Nullable String name, InputStream body)
            throws IOException {
        byte[] content = Bodies.upTo(Upload.LARGEST, body);
        if (name == null || name.isBlank()) {
            throw Refusal.invalid("/name", Message.of("invalid.missing"));
        }
        TaskFile file = tasks.attach(me.actor(), number(number), name, content);
        ObjectNode json = Canonical.mapper().createObjectNode();
        file(json, file);
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    private ObjectNode json(Task task) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, task);
        return json;
    }

    private void json(ObjectNode json, Task task) {
        Origin origin = task.origin();
        json.put("number", task.number());
        json.put("title", task.title().in(me.locale()));
        json.put("description", task.description());
        json.put("state", task.state().name());
        json.put("priority", task.priority().name());
        json.put("owner", id(task.owner()));
        json.put("due", task.due() == null ? null : task.due().toString());
        json.put("origin", origin.kind().name());
        json.put("originRef", origin.ref());
        json.put("createdAt", Json.time(task.createdAt(), zone()));
        json.put("createdBy", id(task.createdBy()));
        json.put(
                "resolution",
                task.resolution() == null ? null : task.resolution().name());
        json.put("closingReason", task.closingReason());
        json.put("closedAt", Json.time(task.closedAt(), zone()));
        json.put("closedBy", id(task.closedBy()));
        json.put("version", task.version());
    }

    private void file(ObjectNode json, TaskFile file) {
        json.put("id", file.id().toString())
                .put("name", file.name())
                .put("mediaType", file.mediaType())
                .put("size", file.size())
                .put("sha256", file.sha256())
                .put("addedAt", Json.time(file.addedAt(), zone()))
                .put("addedBy", id(file.addedBy()));
    }

    private static @Nullable String id(@Nullable PersonId id) {
        return id == null ? null : id.toString();
    }

    private static Response answer(Response.Status status, ObjectNode json, Task task) {
        return Response.status(status)
                .entity(json)
                .header("ETag", "\"" + task.version() + "\"")
                .build();
    }

    private ZoneId zone() {
        return plans.published().zone();
    }

    private static long number(String text) {
        String bare = text.replaceFirst("^[Tt]-", "");
        if (!bare.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of("not-found.task", text));
        }
        return Long.parseLong(bare);
    }
}
