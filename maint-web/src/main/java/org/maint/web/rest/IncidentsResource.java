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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alerts;
import org.maint.checklist.Upload;
import org.maint.incident.Audience;
import org.maint.incident.Declaration;
import org.maint.incident.Incident;
import org.maint.incident.IncidentFile;
import org.maint.incident.IncidentRole;
import org.maint.incident.IncidentState;
import org.maint.incident.IncidentStatus;
import org.maint.incident.IncidentStep;
import org.maint.incident.IncidentUpdate;
import org.maint.incident.Incidents;
import org.maint.incident.Trigger;
import org.maint.incident.UpdateWish;
import org.maint.people.PersonId;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;

/** Incidents: declared, worked on step by step, told of, resolved. */
@Path("/incidents")
@RequestScoped
@Produces("application/json")
@Transactional
public class IncidentsResource {
    private final Incidents incidents;
    private final Plans plans;
    private final Me me;

    @Inject
    public IncidentsResource(Incidents incidents, Plans plans, Me me) {
        this.incidents = incidents;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected IncidentsResource() {
        this(null, null, null);
    }

    /** Newest first. */
    @GET
    public JsonNode list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @Nullable String page,
            @QueryParam("size") @Nullable String size) {
        Page<Incident> found = incidents.list(
                me.actor(), Query.oneOf("state", state, IncidentState.class), Query.page(page), Query.size(size));
        return Json.page(found, this::json);
    }

    /** {@code {trigger, title, description, beganAt, alert, drill}}. */
    @POST
    @Consumes("application/json")
    public Response declare(@Nullable JsonNode body, @Context UriInfo uri) {
        Fields fields = new Fields(body, "trigger", "title", "description", "beganAt", "alert", "drill");
        String alert = fields.textOrNumber("alert");
        Incident incident = incidents.declare(
                me.actor(),
                Declaration.of(
                        fields.oneOf("trigger", Trigger.class),
                        fields.text("title"),
                        fields.text("description"),
                        fields.time("beganAt"),
                        alert == null
                                ? null
                                : (Long) Alerts.number(alert)
                                        .orElseThrow(
                                                () -> Refusal.invalid("/alert", Message.of("not-found.alert", alert))),
                        fields.has("drill") && fields.flag("drill")));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(Long.toString(incident.number()))
                        .build())
                .entity(whole(incident.number()))
                .build();
    }

    @GET
    @Path("/{id}")
    public JsonNode get(@PathParam("id") String id) {
        return whole(number(id));
    }

    /** {@code {trigger, title, description}}; 412 when it has changed since, 428 without {@code If-Match}. */
    @PUT
    @Path("/{id}")
    @Consumes("application/json")
    public Response describe(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode body) {
        if (ifMatch == null) {
            return IfMatch.missing(me.locale());
        }
        Fields fields = new Fields(body, "trigger", "title", "description");
        incidents.describe(
                me.actor(),
                number(id),
                fields.oneOf("trigger", Trigger.class),
                fields.text("title"),
                fields.text("description"),
                IfMatch.version(ifMatch));
        return Response.ok(whole(number(id))).build();
    }

    /** {@code {severity, reason}}: how bad it is, argued anew. */
    @PUT
    @Path("/{id}/severity")
    @Consumes("application/json")
    public JsonNode argue(@PathParam("id") String id, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "severity", "reason");
        incidents.argue(me.actor(), number(id), fields.oneOf("severity", Severity.class), fields.text("reason"));
        return whole(number(id));
    }

    /** {@code {note}}. */
    @POST
    @Path("/{id}/actions/{key}/complete")
    @Consumes("application/json")
    public JsonNode complete(@PathParam("id") String id, @PathParam("key") String key, @Nullable JsonNode body) {
        incidents.complete(me.actor(), number(id), key, text(body, "note"));
        return whole(number(id));
    }

    /** {@code {reason}}. */
    @POST
    @Path("/{id}/actions/{key}/skip")
    @Consumes("application/json")
    public JsonNode skip(@PathParam("id") String id, @PathParam("key") String key, @Nullable JsonNode body) {
        incidents.skip(me.actor(), number(id), key, text(body, "reason"));
        return whole(number(id));
    }

    @POST
    @Path("/{id}/actions/{key}/reopen")
    public JsonNode reopen(@PathParam("id") String id, @PathParam("key") String key) {
        incidents.reopen(me.actor(), number(id), key);
        return whole(number(id));
    }

    /** {@code {note}}. */
    @POST
    @Path("/{id}/notes")
    @Consumes("application/json")
    public JsonNode note(@PathParam("id") String id, @Nullable JsonNode body) {
        incidents.note(me.actor(), number(id), text(body, "note"));
        return whole(number(id));
    }

    /** {@code {person}}: an id, or null for nobody; roles are LEAD, SCRIBE and COMMUNICATIONS. */
    @PUT
    @Path("/{id}/roles/{role}")
    @Consumes("application/json")
    public JsonNode assign(@PathParam("id") String id, @PathParam("role") String role, @Nullable JsonNode body) {
        IncidentRole which = Query.oneOf("role", role, IncidentRole.class);
        UUID person = Query.id("person", new Fields(body, "person").text("person"));
        if (which != null) {
            incidents.assign(me.actor(), number(id), which, person == null ? null : new PersonId(person));
        }
        return whole(number(id));
    }

    /** {@code {status, issue, issueFr, impact, impactFr, eta, nextUpdate, contact, audience}}; the French may be left out. */
    @POST
    @Path("/{id}/updates")
    @Consumes("application/json")
    public Response update(@PathParam("id") String id, @Nullable JsonNode body) {
        Fields fields = new Fields(
                body, "status", "issue", "issueFr", "impact", "impactFr", "eta", "nextUpdate", "contact", "audience");
        incidents.update(
                me.actor(),
                number(id),
                UpdateWish.of(
                        fields.oneOf("status", IncidentStatus.class),
                        fields.oneOf("audience", Audience.class),
                        UpdateWish.words(fields.text("issue"), fields.text("issueFr"), "/issue"),
                        UpdateWish.words(fields.text("impact"), fields.text("impactFr"), "/impact"),
                        fields.time("eta"),
                        fields.time("nextUpdate"),
                        fields.text("contact")));
        return Response.status(Response.Status.CREATED)
                .entity(whole(number(id)))
                .build();
    }

    /** The bytes of a file as they are, its name in {@code name}: it stands in the timeline. */
    @POST
    @Path("/{id}/files")
    @Consumes("*/*")
    public Response attach(@PathParam("id") String id, @QueryParam("name") @Nullable String name, InputStream body)
            throws IOException {
        byte[] content = Bodies.upTo(Upload.LARGEST, body);
        IncidentFile file = incidents.attach(me.actor(), number(id), name, content);
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("id", file.id().toString())
                .put("name", file.name())
                .put("mediaType", file.mediaType())
                .put("size", file.size())
                .put("sha256", file.sha256());
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    /** For a spreadsheet. */
    @GET
    @Path("/{id}/timeline.csv")
    @Produces("text/csv;charset=UTF-8")
    public Response timeline(@PathParam("id") String id) throws IOException {
        StringBuilder csv = new StringBuilder();
        incidents.export(me.actor(), number(id), me.locale(), csv);
        return Response.ok(csv.toString())
                .header("Content-Disposition", "attachment; filename=\"maint-incident-" + number(id) + ".csv\"")
                .build();
    }

    /** One that waits for a second pair of eyes goes out. */
    @POST
    @Path("/{id}/updates/{update}/approve")
    public JsonNode approveUpdate(@PathParam("id") String id, @PathParam("update") String update) {
        incidents.approveUpdate(me.actor(), number(id), update(update));
        return whole(number(id));
    }

    /** One that waits for a second pair of eyes does not go out. */
    @POST
    @Path("/{id}/updates/{update}/withdraw")
    public JsonNode withdrawUpdate(@PathParam("id") String id, @PathParam("update") String update) {
        incidents.withdrawUpdate(me.actor(), number(id), update(update));
        return whole(number(id));
    }

    private static UUID update(String typed) {
        UUID id = Query.id("update", typed);
        if (id == null) {
            throw Refusal.notFound(Message.of("not-found.incident.update"));
        }
        return id;
    }

    /** Takes maintenance mode back. */
    @DELETE
    @Path("/{id}/maintenance-mode")
    public JsonNode endMaintenanceMode(@PathParam("id") String id) {
        incidents.endMaintenanceMode(me.actor(), number(id));
        return whole(number(id));
    }

    /** {@code {dataLost, dataLostWords, resolution}}. */
    @POST
    @Path("/{id}/resolve")
    @Consumes("application/json")
    public JsonNode resolve(@PathParam("id") String id, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "dataLost", "dataLostWords", "resolution");
        incidents.resolve(
                me.actor(),
                number(id),
                fields.filled("dataLost") ? (Boolean) fields.flag("dataLost") : null,
                fields.text("dataLostWords"),
                fields.text("resolution"));
        return whole(number(id));
    }

    private static @Nullable String text(@Nullable JsonNode body, String field) {
        return body == null || body.isNull() ? null : new Fields(body, field).text(field);
    }

    private JsonNode whole(long number) {
        Incidents.Whole whole = incidents.whole(me.actor(), number);
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, whole.incident());
        ZoneId zone = plans.published().zone();
        Locale locale = me.locale();
        ArrayNode actions = json.putArray("actions");
        ArrayNode steps = json.putArray("steps");
        whole.steps().forEach(step -> (step.kind() == IncidentStep.Kind.ACTION ? actions : steps)
                .addObject()
                .put("key", step.key())
                .put("title", step.title().in(locale))
                .put("state", step.state().name())
                .put("at", Json.time(step.endedAt(), zone))
                .put("by", id(step.endedBy()))
                .put("reason", step.reason()));
        ArrayNode updates = json.putArray("updates");
        whole.updates().forEach(update -> json(updates.addObject(), update, zone));
        ArrayNode timeline = json.putArray("timeline");
        whole.lines().forEach(line -> timeline.addObject()
                .put("at", Json.time(line.at(), zone))
                .put("kind", line.kind().name())
                .put("by", id(line.by()))
                .put("subject", line.subject())
                .put("words", line.words()));
        return json;
    }

    private static void json(ObjectNode json, IncidentUpdate update, ZoneId zone) {
        json.put("id", update.id().toString())
                .put("at", Json.time(update.at(), zone))
                .put("by", id(update.by()))
                .put("status", update.status().name())
                .put("audience", update.audience().name())
                .put("issue", update.issue().en())
                .put("issueFr", update.issue().fr())
                .put("impact", update.impact().en())
                .put("impactFr", update.impact().fr())
                .put("eta", Json.time(update.eta(), zone))
                .put("nextUpdate", Json.time(update.nextUpdate(), zone))
                .put("contact", update.contact())
                .put("promisedAt", Json.time(update.promisedAt(), zone))
                .put("kept", update.kept())
                .put("told", update.told())
                .put("state", update.state().name())
                .put("checkedBy", id(update.checkedBy()));
    }

    private void json(ObjectNode json, Incident incident) {
        ZoneId zone = plans.published().zone();
        json.put("id", Long.toString(incident.number()));
        json.put("number", incident.number());
        json.put("trigger", incident.trigger().name());
        json.put("title", incident.title());
        json.put("description", incident.description());
        json.put("severity", incident.severity().name());
        json.put("drill", incident.drill());
        json.put("state", incident.state().name());
        json.put("status", incident.status().name());
        json.put("alert", incident.alert() == null ? null : incident.alert().toString());
        json.put("beganAt", Json.time(incident.beganAt(), zone));
        json.put("declaredAt", Json.time(incident.declaredAt(), zone));
        json.put("declaredBy", id(incident.declaredBy()));
        json.put("actionsDueAt", Json.time(incident.actionsDueAt(), zone));
        ObjectNode roles = json.putObject("roles");
        for (IncidentRole role : IncidentRole.values()) {
            roles.put(role.name(), id(incident.holder(role)));
        }
        json.put("nextUpdateAt", Json.time(incident.promisedAt(), zone));
        json.put("maintenanceMode", incident.window() != null);
        json.put("dataLost", incident.dataLost());
        json.put("dataLostWords", incident.dataLostWords());
        json.put("resolution", incident.resolution());
        json.put("resolvedAt", Json.time(incident.resolvedAt(), zone));
        json.put("resolvedBy", id(incident.resolvedBy()));
        json.put("logEntry", incident.logEntry());
        json.put("version", incident.version());
    }

    private static @Nullable String id(@Nullable PersonId id) {
        return id == null ? null : id.toString();
    }

    private static long number(String text) {
        String digits = text.replaceFirst("(?i)^I-", "");
        if (!digits.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of("not-found.incident", text));
        }
        return Long.parseLong(digits);
    }
}
