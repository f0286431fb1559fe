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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Heartbeat;
import org.maint.plan.Plans;
import org.maint.recovery.BackupConfidence;
import org.maint.recovery.Drill;
import org.maint.recovery.DrillKind;
import org.maint.recovery.Drills;
import org.maint.recovery.RecoveryTargets;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Whether the backups can be relied upon, and the drills that prove it. */
@Path("/recovery")
@RequestScoped
@Produces("application/json")
@Transactional
public class RecoveryResource {
    private final BackupConfidence confidence;
    private final Drills drills;
    private final Plans plans;
    private final Clock clock;
    private final Me me;

    @Inject
    public RecoveryResource(BackupConfidence confidence, Drills drills, Plans plans, Clock clock, Me me) {
        this.confidence = confidence;
        this.drills = drills;
        this.plans = plans;
        this.clock = clock;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RecoveryResource() {
        this(null, null, null, null, null);
    }

    private ZoneId zone() {
        return plans.published().zone();
    }

    @GET
    public JsonNode standing() {
        BackupConfidence.Standing standing = confidence.standing(me.actor());
        RecoveryTargets targets = drills.targets(me.actor());
        ObjectNode json = Canonical.mapper().createObjectNode();
        Heartbeat newest = standing.newest();
        json.put("newestAt", Json.time(newest == null ? null : newest.at(), zone()));
        json.put("ageSeconds", standing.age() == null ? null : standing.age().toSeconds());
        json.put("fresh", standing.fresh().name());
        json.put("sizeBytes", newest == null ? null : newest.sizeBytes());
        json.put("usualSizeBytes", standing.usualSize());
        json.put("size", standing.size().name());
        json.put("daysOfSeven", standing.days());
        json.put("rotation", standing.rotation().name());
        json.put("storageUsedBytes", standing.storageUsed());
        json.put(
                "provenBy", standing.proven() == null ? null : standing.proven().number());
        json.put("proof", standing.proof().name());
        json.put("rtoMinutes", targets.rtoMinutes());
        json.put("rpoMinutes", targets.rpoMinutes());
        return json;
    }

    /** {@code {rtoMinutes, rpoMinutes}}: what is aimed at from the next drill on. */
    @PUT
    @Path("/targets")
    @Consumes("application/json")
    public void aim(@Nullable JsonNode body) {
        Fields fields = new Fields(body, "rtoMinutes", "rpoMinutes");
        drills.aim(me.actor(), fields.integer("rtoMinutes"), fields.integer("rpoMinutes"));
    }

    /** Newest first. */
    @GET
    @Path("/drills")
    public JsonNode list() {
        ArrayNode all = Canonical.mapper().createArrayNode();
        drills.list(me.actor()).forEach(drill -> json(all.addObject(), drill));
        return all;
    }

    /** {@code {kind, backupAt}}: the stopwatch runs from now on. */
    @POST
    @Path("/drills")
    @Consumes("application/json")
    public Response start(@Nullable JsonNode body, @Context UriInfo uri) {
        Fields fields = new Fields(body, "kind", "backupAt");
        Drills.Whole made = drills.start(me.actor(), fields.oneOf("kind", DrillKind.class), fields.time("backupAt"));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(Long.toString(made.drill().number()))
                        .build())
                .entity(json(made))
                .build();
    }

    @GET
    @Path("/drills/{number}")
    public JsonNode get(@PathParam("number") String number) {
        return json(drills.get(me.actor(), number(number)));
    }

    /** {@code {note}}: the next step is done. */
    @POST
    @Path("/drills/{number}/steps/{position}")
    @Consumes("application/json")
    public JsonNode done(
            @PathParam("number") String number, @PathParam("position") String position, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "note");
        if (!position.matches("\\d{1,4}")) {
            throw Refusal.notFound(Message.of("not-found.drill", number));
        }
        return json(drills.done(me.actor(), number(number), Integer.parseInt(position), fields.text("note")));
    }

    /** {@code {expected, found}}: what was counted when it was backed up, and once it was brought back. */
    @PUT
    @Path("/drills/{number}/count")
    @Consumes("application/json")
    public void count(@PathParam("number") String number, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "expected", "found");
        drills.count(me.actor(), number(number), (long) fields.integer("expected"), (long) fields.integer("found"));
    }

    /** {@code {words}}: somebody stands for it. */
    @POST
    @Path("/drills/{number}/sign-off")
    @Consumes("application/json")
    public Response sign(@PathParam("number") String number, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "words");
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, drills.sign(me.actor(), number(number), fields.text("words")));
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    /** {@code {reason}}: it is given up and proves nothing. */
    @POST
    @Path("/drills/{number}/abandon")
    @Consumes("application/json")
    public void abandon(@PathParam("number") String number, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "reason");
        drills.abandon(me.actor(), number(number), fields.text("reason"));
    }

    private static long number(String typed) {
        if (!typed.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of("not-found.drill", typed));
        }
        return Long.parseLong(typed);
    }

    private ObjectNode json(Drills.Whole whole) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, whole.drill());
        ArrayNode steps = json.putArray("steps");
        whole.steps().forEach(step -> steps.addObject()
                .put("position", step.position())
                .put("title", step.title().in(me.locale()))
                .put("note", step.note())
                .put("doneAt", Json.time(step.doneAt(), zone()))
                .put("doneBy", Objects.toString(step.doneBy(), null)));
        return json;
    }

    private void json(ObjectNode json, Drill drill) {
        json.put("number", drill.number());
        json.put("kind", drill.kind().name());
        json.put("state", drill.state().name());
        json.put("backupAt", Json.time(drill.backupAt(), zone()));
        json.put("startedAt", Json.time(drill.startedAt(), zone()));
        json.put("endedAt", Json.time(drill.endedAt(), zone()));
        json.put("recoverySeconds", drill.recoveryTime(clock.instant()).toSeconds());
        json.put("lostSeconds", drill.lost().toSeconds());
        json.put("rtoMinutes", drill.rto().toMinutes());
        json.put("rpoMinutes", drill.rpo().toMinutes());
        json.put("expected", drill.expected());
        json.put("found", drill.found());
        json.put("proves", drill.proves());
        json.put("words", drill.words());
        json.put("logEntry", drill.logEntry());
    }
}
