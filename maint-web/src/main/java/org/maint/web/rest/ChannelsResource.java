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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Channel;
import org.maint.notification.ChannelWish;
import org.maint.notification.Channels;
import org.maint.notification.Medium;
import org.maint.notification.Notifications;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Channels: set up, changed, tried and removed by administrators. What is secret goes in and never comes out again. */
@Path("/channels")
@RequestScoped
@Produces("application/json")
@Transactional
public class ChannelsResource {
    private final Channels channels;
    private final Notifications notifications;
    private final Me me;

    @Inject
    public ChannelsResource(Channels channels, Notifications notifications, Me me) {
        this.channels = channels;
        this.notifications = notifications;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ChannelsResource() {
        this(null, null, null);
    }

    @GET
    public JsonNode list() {
        ArrayNode json = Canonical.mapper().createArrayNode();
        channels.list(me.actor()).forEach(channel -> json(json.addObject(), channel));
        return json;
    }

    /** {@code {medium, title, enabled, alertsFrom, language, mostPerMinute, settings: {…}}}. */
    @POST
    @Consumes("application/json")
    public Response make(@Nullable JsonNode body) {
        Channels.Made made = channels.make(me.actor(), wish(body));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, made.channel());
        // Shown this once.
        json.put("signingSecret", made.secret());
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    @PUT
    @Path("/{key}")
    @Consumes("application/json")
    public JsonNode change(@PathParam("key") String key, @Nullable JsonNode body) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, channels.change(me.actor(), key, wish(body), null));
        return json;
    }

    @DELETE
    @Path("/{key}")
    public void remove(@PathParam("key") String key) {
        channels.remove(me.actor(), key, null);
    }

    /** Sends a test through it; answers the notification's id. */
    @POST
    @Path("/{key}/test")
    public JsonNode test(@PathParam("key") String key) {
        return Canonical.mapper()
                .createObjectNode()
                .put("notification", notifications.test(me.actor(), key).toString());
    }

    private static ChannelWish wish(@Nullable JsonNode body) {
        Fields fields =
                new Fields(body, "medium", "title", "enabled", "alertsFrom", "language", "mostPerMinute", "settings");
        Map<String, String> settings = new HashMap<>();
        JsonNode given = body == null ? null : body.get("settings");
        if (given != null && !given.isObject()) {
            throw Refusal.invalid("/settings", Message.of("problem.object-expected"));
        }
        if (given != null) {
            given.fields()
                    .forEachRemaining(field ->
                            settings.put(field.getKey(), field.getValue().asText("")));
        }
        JsonNode most = body == null ? null : body.get("mostPerMinute");
        JsonNode enabled = body == null ? null : body.get("enabled");
        String title = fields.text("title");
        String language = fields.text("language");
        return new ChannelWish(
                Query.oneOf("medium", fields.text("medium"), Medium.class),
                title == null ? "" : title,
                enabled == null || enabled.asBoolean(true),
                Query.oneOf("alertsFrom", fields.text("alertsFrom"), Severity.class),
                language == null ? "fr" : language,
                most == null || most.isNull() ? null : most.asInt(),
                settings);
    }

    private void json(ObjectNode json, Channel channel) {
        json.put("key", channel.key());
        json.put("medium", channel.medium().name());
        json.put("title", channel.title());
        json.put("enabled", channel.enabled());
        json.put(
                "alertsFrom",
                channel.alertsFrom() == null ? null : channel.alertsFrom().name());
        json.put("language", channel.language().getLanguage());
        json.put("mostPerMinute", channel.mostPerMinute());
        json.put("version", channel.version());
        if (me.actor().is(Role.ADMIN)) {
            ObjectNode settings = json.putObject("settings");
            channels.shown(me.actor(), channel).forEach(settings::put);
        }
    }
}
