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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;
import org.maint.plan.RecurrenceWords;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.window.RecurringWindow;
import org.maint.window.RecurringWindows;
import org.maint.window.RecurringWish;

/** Announced maintenance that comes round; its times are windows of their own. */
@Path("/recurring-windows")
@RequestScoped
@Produces("application/json")
@Transactional
public class RecurringWindowsResource {
    private final RecurringWindows recurring;
    private final Plans plans;
    private final Me me;

    @Inject
    public RecurringWindowsResource(RecurringWindows recurring, Plans plans, Me me) {
        this.recurring = recurring;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RecurringWindowsResource() {
        this(null, null, null);
    }

    @GET
    public JsonNode list(@QueryParam("page") @Nullable String page, @QueryParam("size") @Nullable String size) {
        return Json.page(recurring.list(me.actor(), Query.page(page), Query.size(size)), this::json);
    }

    @GET
    @Path("/{id}")
    public JsonNode get(@PathParam("id") String id) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, recurring.get(me.actor(), RecurringWindows.id(id)));
        return json;
    }

    @POST
    @Consumes("application/json")
    public Response plan(@Nullable JsonNode body, @Context UriInfo uri) {
        Fields fields = new Fields(body, "title", "reason", "recurrence", "time", "minutes", "first", "last", "scope");
        RecurringWindow planned = recurring.plan(
                me.actor(),
                RecurringWish.of(
                        fields.text("title"),
                        fields.text("reason"),
                        fields.text("recurrence"),
                        time(fields.text("time")),
                        fields.integer("minutes"),
                        Query.date("first", fields.text("first")),
                        Query.date("last", fields.text("last")),
                        fields.texts("scope")));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, planned);
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(planned.id().toString())
                        .build())
                .entity(json)
                .build();
    }

    /** Cancels those of its windows that have not begun; 409 when it is over. */
    @DELETE
    @Path("/{id}")
    public void end(@PathParam("id") String id) {
        recurring.end(me.actor(), RecurringWindows.id(id));
    }

    private static @Nullable LocalTime time(@Nullable String text) {
        try {
            return text == null ? null : LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("/time", Message.of("invalid.time", text));
        }
    }

    private void json(ObjectNode json, RecurringWindow window) {
        json.put("id", window.id().toString());
        json.put("title", window.title());
        json.put("reason", window.reason());
        json.put("recurrence", window.recurrence());
        json.put("words", RecurrenceWords.of(window.recurrence(), me.locale()));
        json.put("time", window.time().toString());
        json.put("minutes", window.minutes());
        json.put("first", window.first().toString());
        json.put("last", window.last().toString());
        json.put("plannedUntil", window.plannedUntil().toString());
        ArrayNode scope = json.putArray("scope");
        window.scope().forEach(scope::add);
        json.put("author", window.createdBy().toString());
        json.put("createdAt", Json.time(window.createdAt(), plans.published().zone()));
        json.put("endedAt", Json.time(window.endedAt(), plans.published().zone()));
    }
}
