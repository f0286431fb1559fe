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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Evidence;
import org.maint.checklist.Run;
import org.maint.checklist.RunId;
import org.maint.checklist.RunQuery;
import org.maint.checklist.RunState;
import org.maint.checklist.Runs;
import org.maint.checklist.SignOff;
import org.maint.checklist.WorkType;
import org.maint.logbook.LogEntry;
import org.maint.logbook.Logbook;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;

/** Runs: listed, read, begun by hand, signed off, skipped. */
@Path("/runs")
@RequestScoped
@Produces("application/json")
@Transactional
public class RunsResource {
    private final Runs runs;
    private final Logbook logbook;
    private final Plans plans;
    private final People people;
    private final Clock clock;
    private final Me me;

    @Inject
    public RunsResource(Runs runs, Logbook logbook, Plans plans, People people, Clock clock, Me me) {
        this.runs = runs;
        this.logbook = logbook;
        this.plans = plans;
        this.people = people;
        this.clock = clock;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RunsResource() {
        this(null, null, null, null, null, null);
    }

    /** Newest opening first; {@code from} and {@code to} are nominal dates, both included. */
    @GET
    public JsonNode list(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("routine") @Nullable String routine,
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @Nullable String page,
            @QueryParam("size") @Nullable String size) {
        RunQuery query = new RunQuery(
                Query.date("from", from),
                Query.date("to", to),
                routine == null || routine.isBlank() ? null : routine,
                Query.oneOf("state", state, RunState.class));
        Page<Run> found = runs.list(me.actor(), query, Query.page(page), Query.size(size));
        List<RunId> ids = found.items().stream().map(Run::id).toList();
        List<Evidence> evidence = ids.isEmpty() ? List.of() : runs.evidenceOf(me.actor(), ids);
        Map<UUID, List<Evidence>> byItem = evidence.stream().collect(Collectors.groupingBy(Evidence::itemId));
        Map<PersonId, String> names = people.names(found.items().stream()
                .map(Run::assignee)
                .filter(Objects::nonNull)
                .toList());
        ZoneId zone = zone();
        return Json.page(found, (json, run) -> {
            List<Evidence> own = run.items().stream()
                    .flatMap(item -> byItem.getOrDefault(item.id(), List.of()).stream())
                    .toList();
            Json.run(json, run, own, names, clock, zone, me.locale());
        });
    }

    @GET
    @Path("/{id}")
    public JsonNode get(@PathParam("id") String id) {
        return json(runs.get(me.actor(), runId(id)));
    }

    @POST
    @Consumes("application/json")
    public Response start(@Nullable JsonNode body, @Context UriInfo uri) {
        Fields fields = new Fields(body, "title", "type", "items");
        WorkType type = fields.oneOf("type", WorkType.class);
        Run run = runs.startUnplanned(
                me.actor(), fields.text("title"), type == null ? WorkType.UNPLANNED : type, fields.texts("items"));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(run.id().toString()).build())
                .entity(json(run))
                .build();
    }

    /** 201 with the log entry; 409 with the missing items named. */
    @POST
    @Path("/{id}/sign-off")
    @Consumes("application/json")
    public Response signOff(@PathParam("id") String id, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "notes", "minutesSpent", "issuesResolved", "issuesEscalated", "nextActions");
        SignOff signOff = new SignOff(
                fields.text("notes"),
                fields.integer("minutesSpent"),
                fields.texts("issuesResolved"),
                fields.texts("issuesEscalated"),
                fields.texts("nextActions"));
        Run run = runs.signOff(me.actor(), runId(id), signOff);
        LogEntry entry = logbook.ofRun(me.actor(), run.id())
                .orElseThrow(() -> new IllegalStateException("A signed run has an entry"));
        ObjectNode json = Canonical.mapper().createObjectNode();
        Json.entry(json, entry, zone(), me.locale());
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    @POST
    @Path("/{id}/skip")
    @Consumes("application/json")
    public JsonNode skip(@PathParam("id") String id, @Nullable JsonNode body) {
        return json(runs.skip(me.actor(), runId(id), new Fields(body, "reason").text("reason")));
    }

    private ObjectNode json(Run run) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        List<Evidence> evidence = runs.evidenceOf(me.actor(), List.of(run.id()));
        PersonId assignee = run.assignee();
        Map<PersonId, String> names = assignee == null ? Map.of() : people.names(List.of(assignee));
        Json.run(json, run, evidence, names, clock, zone(), me.locale());
        return json;
    }

    private ZoneId zone() {
        return plans.published().zone();
    }

    static RunId runId(String text) {
        try {
            return new RunId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(Message.of("not-found.run", text));
        }
    }
}
