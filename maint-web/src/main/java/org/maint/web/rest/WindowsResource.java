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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunId;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.window.MaintenanceWindow;
import org.maint.window.MaintenanceWindows;
import org.maint.window.RunWindows;
import org.maint.window.WindowWish;

/** Announced maintenance: listed, planned, changed, ended early or cancelled. */
@Path("/maintenance-windows")
@RequestScoped
@Produces("application/json")
@Transactional
public class WindowsResource {
    private final MaintenanceWindows windows;
    private final RunWindows runWindows;
    private final Plans plans;
    private final Clock clock;
    private final Me me;

    @Inject
    public WindowsResource(MaintenanceWindows windows, RunWindows runWindows, Plans plans, Clock clock, Me me) {
        this.windows = windows;
        this.runWindows = runWindows;
        this.plans = plans;
        this.clock = clock;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected WindowsResource() {
        this(null, null, null, null, null);
    }

    /** By their beginning, those that share a moment with this time, cancelled ones too. */
    @GET
    public JsonNode list(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("page") @Nullable String page,
            @QueryParam("size") @Nullable String size) {
        ZoneId zone = zone();
        return Json.page(
                windows.list(
                        me.actor(),
                        Query.time("from", from, zone, false),
                        Query.time("to", to, zone, true),
                        Query.page(page),
                        Query.size(size)),
                this::json);
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        return answer(Response.ok(), windows.get(me.actor(), MaintenanceWindows.id(id)));
    }

    /** Planned; or, with {@code run}, opened at once for so many minutes, and ended with that run. */
    @POST
    @Consumes("application/json")
    public Response plan(@Nullable JsonNode body, @Context UriInfo uri) {
        MaintenanceWindow window = body != null && body.has("run") ? ofRun(body) : planned(body);
        return answer(
                Response.created(uri.getAbsolutePathBuilder()
                        .path(window.id().toString())
                        .build()),
                window);
    }

    private MaintenanceWindow planned(@Nullable JsonNode body) {
        Fields fields = new Fields(body, "title", "reason", "from", "to", "scope");
        return windows.plan(
                me.actor(),
                WindowWish.of(
                        fields.text("title"),
                        fields.text("reason"),
                        fields.time("from"),
                        fields.time("to"),
                        fields.texts("scope")));
    }

    private MaintenanceWindow ofRun(JsonNode body) {
        Fields fields = new Fields(body, "run", "minutes", "reason", "scope");
        UUID run = Query.id("run", fields.text("run"));
        if (run == null) {
            throw Refusal.invalid("/run", Message.of("invalid.missing"));
        }
        return runWindows.open(
                me.actor(), new RunId(run), fields.integer("minutes"), fields.text("reason"), fields.texts("scope"));
    }

    /**
     * Changes the fields that are sent; or, with {@code day}, only that: to another day, at the same local time and as
     * long. 412 when it has changed since, 428 without {@code If-Match}.
     */
    @PATCH
    @Path("/{id}")
    @Consumes("application/json")
    public Response change(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode body) {
        boolean moved = body != null && body.has("day");
        Fields fields = moved ? new Fields(body, "day") : new Fields(body, "title", "reason", "from", "to", "scope");
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        UUID window = MaintenanceWindows.id(id);
        Integer version = IfMatch.version(ifMatch);
        if (moved) {
            LocalDate day = Query.requiredDate("day", fields.text("day"));
            return answer(Response.ok(), windows.move(me.actor(), window, day, version));
        }
        MaintenanceWindow now = windows.get(me.actor(), window);
        WindowWish wish = WindowWish.of(
                fields.has("title") ? fields.text("title") : now.title(),
                fields.has("reason") ? fields.text("reason") : now.reason(),
                fields.has("from") ? fields.time("from") : now.from(),
                fields.has("to") ? fields.time("to") : now.to(),
                fields.has("scope") ? fields.texts("scope") : now.scope());
        return answer(Response.ok(), windows.change(me.actor(), window, wish, version));
    }

    /** Cancels one that has not begun, ends one that is open; 409 when it is over. */
    @DELETE
    @Path("/{id}")
    public void end(@PathParam("id") String id) {
        windows.end(me.actor(), MaintenanceWindows.id(id), null);
    }

    private Response answer(Response.ResponseBuilder answer, MaintenanceWindow window) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, window);
        return answer.entity(json)
                .header("ETag", "\"" + window.version() + "\"")
                .build();
    }

    private void json(ObjectNode json, MaintenanceWindow window) {
        json.put("id", window.id().toString());
        json.put("title", window.title());
        json.put("reason", window.reason());
        json.put("from", Json.time(window.from(), zone()));
        json.put("to", Json.time(window.to(), zone()));
        ArrayNode scope = json.putArray("scope");
        window.scope().forEach(scope::add);
        json.put("recurring", text(window.recurring()));
        json.put("nominalDate", text(window.nominalDate()));
        json.put("run", text(window.run()));
        json.put("state", window.state(clock.instant()).name());
        json.put("author", window.createdBy().toString());
        json.put("createdAt", Json.time(window.createdAt(), zone()));
        json.put("cancelledAt", Json.time(window.cancelledAt(), zone()));
        json.put(
                "cancelledBy",
                window.cancelledBy() == null ? null : window.cancelledBy().toString());
        json.put("version", window.version());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private ZoneId zone() {
        return plans.published().zone();
    }
}
