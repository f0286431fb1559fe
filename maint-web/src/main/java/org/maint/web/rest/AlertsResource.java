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
import jakarta.ws.rs.QueryParam;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertQuery;
import org.maint.alerting.AlertReason;
import org.maint.alerting.AlertState;
import org.maint.alerting.Alerts;
import org.maint.escalation.Escalations;
import org.maint.notification.Notifications;
import org.maint.people.PersonId;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;

/** Alerts: listed, read, acknowledged, assigned, resolved. */
@Path("/alerts")
@RequestScoped
@Produces("application/json")
@Transactional
public class AlertsResource {
    private static final int NOTIFICATIONS = 200;

    private final Alerts alerts;
    private final Escalations escalations;
    private final Notifications notifications;
    private final Plans plans;
    private final Me me;

    @Inject
    public AlertsResource(Alerts alerts, Escalations escalations, Notifications notifications, Plans plans, Me me) {
        this.alerts = alerts;
        this.escalations = escalations;
        this.notifications = notifications;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AlertsResource() {
        this(null, null, null, null, null);
    }

    /** Open ones first, the worst of them first; then the newest. */
    @GET
    public JsonNode list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("page") @Nullable String page,
            @QueryParam("size") @Nullable String size) {
        AlertState only = Query.oneOf("state", state, AlertState.class);
        AlertQuery query = new AlertQuery(
                only == null ? Set.of() : Set.of(only), Query.oneOf("severity", severity, Severity.class), null);
        Page<Alert> found = alerts.list(me.actor(), query, Query.page(page), Query.size(size));
        Map<Long, List<AlertReason>> reasons =
                alerts
                        .reasons(
                                me.actor(),
                                found.items().stream().map(Alert::number).toList())
                        .stream()
                        .collect(Collectors.groupingBy(AlertReason::alert));
        return Json.page(found, (json, alert) -> json(json, alert, reasons.getOrDefault(alert.number(), List.of())));
    }

    @GET
    @Path("/{id}")
    public JsonNode get(@PathParam("id") String id) {
        return whole(number(id));
    }

    private JsonNode whole(long number) {
        Alerts.Whole whole = alerts.whole(me.actor(), number);
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, whole.alert(), whole.reasons());
        ZoneId zone = plans.published().zone();
        ArrayNode history = json.putArray("history");
        whole.lines().forEach(line -> history.addObject()
                .put("kind", line.kind().name())
                .put("at", Json.time(line.at(), zone))
                .put("recordedAt", Json.time(line.recordedAt(), zone))
                .put("by", id(line.by()))
                .put("words", line.words()));
        EscalationJson.story(json, escalations.story(me.actor(), number), zone);
        EscalationJson.notifications(json, notifications.ofAlert(me.actor(), number, NOTIFICATIONS), zone, me.locale());
        return json;
    }

    @POST
    @Path("/{id}/acknowledge")
    @Consumes("application/json")
    public JsonNode acknowledge(@PathParam("id") String id, @Nullable JsonNode body) {
        long number = number(id);
        alerts.acknowledge(me.actor(), number, note(body));
        return whole(number);
    }

    @POST
    @Path("/{id}/resolve")
    @Consumes("application/json")
    public JsonNode resolve(@PathParam("id") String id, @Nullable JsonNode body) {
        long number = number(id);
        alerts.resolve(me.actor(), number, note(body));
        return whole(number);
    }

    /** {@code {note}}: a remark in its history. */
    @POST
    @Path("/{id}/notes")
    @Consumes("application/json")
    public JsonNode note(@PathParam("id") String id, @Nullable JsonNode body) {
        long number = number(id);
        alerts.note(me.actor(), number, note(body));
        return whole(number);
    }

    /** {@code {assignee}}: a person's id, or null for nobody. */
    @POST
    @Path("/{id}/assign")
    @Consumes("application/json")
    public JsonNode assign(@PathParam("id") String id, @Nullable JsonNode body) {
        long number = number(id);
        UUID person = Query.id("assignee", new Fields(body, "assignee").text("assignee"));
        alerts.assign(me.actor(), number, person == null ? null : new PersonId(person));
        return whole(number);
    }

    private static @Nullable String note(@Nullable JsonNode body) {
        return body == null || body.isNull() ? null : new Fields(body, "note").text("note");
    }

    private void json(ObjectNode json, Alert alert, List<AlertReason> reasons) {
        ZoneId zone = plans.published().zone();
        json.put("id", Long.toString(alert.number()));
        json.put("number", alert.number());
        json.put("fingerprint", alert.fingerprint());
        json.put("title", alert.title().in(me.locale()));
        json.put("severity", alert.severity().name());
        json.put("state", alert.state().name());
        json.put("since", Json.time(alert.since(), zone));
        json.put("firedAt", Json.time(alert.firedAt(), zone));
        json.put("acknowledgedAt", Json.time(alert.acknowledgedAt(), zone));
        json.put("acknowledgedBy", id(alert.acknowledgedBy()));
        json.put("resolvedAt", Json.time(alert.resolvedAt(), zone));
        json.put("resolvedBy", id(alert.resolvedBy()));
        json.put("assignee", id(alert.assignee()));
        json.put("flapping", alert.flapping());
        json.put("heldBy", alert.heldBy() == null ? null : alert.heldBy().toString());
        // The first rule that raised it, for whoever asks by rule.
        json.put(
                "rule",
                reasons.stream()
                        .filter(reason -> reason.kind() == AlertReason.Kind.RULE)
                        .map(AlertReason::ref)
                        .findFirst()
                        .orElse(null));
        ArrayNode causes = json.putArray("reasons");
        reasons.forEach(reason -> causes.addObject()
                .put("kind", reason.kind().name())
                .put("ref", reason.ref())
                .put("severity", reason.severity().name())
                .put("metric", reason.metric())
                .put("threshold", reason.threshold())
                .put("worst", reason.worst())
                .put("since", Json.time(reason.since(), zone))
                .put("firedAt", Json.time(reason.firedAt(), zone))
                .put("until", Json.time(reason.until(), zone))
                .put("withdrawn", reason.withdrawn()));
    }

    private static @Nullable String id(@Nullable PersonId id) {
        return id == null ? null : id.toString();
    }

    private static long number(String text) {
        return Alerts.number(text).orElseThrow(() -> Refusal.notFound(Message.of("not-found.alert", text)));
    }
}
