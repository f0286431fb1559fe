package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.notification.HeldReason;
import org.maint.notification.Notification;
import org.maint.notification.NotificationState;
import org.maint.notification.Notifications;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;

/** Notifications: what was told to whom, with attempts and receipts; sent again where it was given up. */
@Path("/notifications")
@RequestScoped
@Produces("application/json")
@Transactional
public class NotificationsResource {
    private final Notifications notifications;
    private final Plans plans;
    private final Me me;

    @Inject
    public NotificationsResource(Notifications notifications, Plans plans, Me me) {
        this.notifications = notifications;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected NotificationsResource() {
        this(null, null, null);
    }

    /** Newest first. */
    @GET
    public JsonNode list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @Nullable String page,
            @QueryParam("size") @Nullable String size) {
        Page<Notification> found = notifications.list(
                me.actor(), Query.oneOf("state", state, NotificationState.class), Query.page(page), Query.size(size));
        ZoneId zone = plans.published().zone();
        return Json.page(found, (json, notification) -> json(json, notification, zone, me.locale()));
    }

    @GET
    @Path("/{id}")
    public JsonNode get(@PathParam("id") String id) {
        return whole(uuid(id));
    }

    private JsonNode whole(UUID id) {
        Notifications.Whole whole = notifications.whole(me.actor(), id);
        ZoneId zone = plans.published().zone();
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, whole.notification(), zone, me.locale());
        ArrayNode attempts = json.putArray("attemptList");
        whole.attempts().forEach(attempt -> attempts.addObject()
                .put("number", attempt.number())
                .put("at", Json.time(attempt.at(), zone))
                .put("tookMillis", attempt.tookMillis())
                .put("via", attempt.via().name())
                .put("outcome", attempt.outcome().name())
                .put("receipt", attempt.receipt()));
        return json;
    }

    /** Once more, under the same id; 409 unless it was given up or refused. */
    @POST
    @Path("/{id}/replay")
    public JsonNode replay(@PathParam("id") String id) {
        UUID notification = uuid(id);
        notifications.replay(me.actor(), notification);
        return whole(notification);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(Message.of("not-found.notification", text));
        }
    }

    /** Without its address: that is its person's business; who it went to stands in {@code recipient} or {@code contact}. */
    static void json(ObjectNode json, Notification notification, ZoneId zone, Locale locale) {
        json.put("id", notification.id().toString());
        json.put("kind", notification.kind());
        json.put("severity", notification.severity().name());
        json.put("medium", notification.medium().name());
        json.put("channel", notification.lane());
        json.put(
                "recipient",
                notification.recipient() == null
                        ? null
                        : notification.recipient().toString());
        json.put(
                "contact",
                notification.contact() == null ? null : notification.contact().toString());
        json.put("title", notification.title().in(locale));
        json.put("link", notification.link());
        json.put("alert", notification.alert());
        json.put("state", notification.state().name());
        HeldReason held = notification.heldReason();
        json.put("heldReason", held == null ? null : held.name());
        json.put("createdAt", Json.time(notification.createdAt(), zone));
        json.put("endedAt", notification.endedAt() == null ? null : Json.time(notification.endedAt(), zone));
        json.put("attempts", notification.attempts());
        json.put("via", notification.via() == null ? null : notification.via().name());
        json.put("receipt", notification.receipt());
        json.put("correlation", notification.correlation());
        json.put(
                "foldedInto",
                notification.foldedInto() == null
                        ? null
                        : notification.foldedInto().toString());
    }
}
