package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Medium;
import org.maint.notification.Notification;
import org.maint.notification.Notifications;
import org.maint.notification.Preferences;
import org.maint.notification.Topic;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;

/** What reaches whoever calls: what is new in their inbox, and what they have chosen to hear of by which way. */
@Path("/me")
@RequestScoped
@Produces("application/json")
@Transactional
public class MyNotificationsResource {
    private static final int NEWS = 20;
    private static final int MOST_NEWS = 100;

    private final Notifications notifications;
    private final Preferences preferences;
    private final Clock clock;
    private final Me me;

    @Inject
    public MyNotificationsResource(Notifications notifications, Preferences preferences, Clock clock, Me me) {
        this.notifications = notifications;
        this.preferences = preferences;
        this.clock = clock;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected MyNotificationsResource() {
        this(null, null, null, null);
    }

    /**
     * What was delivered to my inbox since a time with its offset, oldest first; without one the newest. Two queries, as
     * each open portal asks often.
     */
    @GET
    @Path("/inbox")
    public JsonNode inbox(@QueryParam("since") @Nullable String since, @QueryParam("size") @Nullable String size) {
        Instant now = clock.instant();
        Instant from = Query.time("since", since, ZoneOffset.UTC, false);
        int most = Query.size(size, NEWS, MOST_NEWS);
        List<Notification> found =
                from == null ? notifications.inbox(me.actor(), most) : notifications.inboxSince(me.actor(), from, most);
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("asOf", now.toString());
        json.put("unread", notifications.unread(me.actor()));
        ArrayNode items = json.putArray("items");
        found.forEach(each -> items.addObject()
                .put("id", each.id().toString())
                .put("kind", each.kind())
                .put("severity", each.severity().name())
                .put("severityWords", Messages.words(Message.of("severity." + each.severity()), me.locale()))
                .put("title", each.title().in(me.locale()))
                .put("link", each.link())
                .put("read", each.readAt() != null));
        return json;
    }

    @GET
    @Path("/preferences")
    public JsonNode preferences() {
        ObjectNode json = Canonical.mapper().createObjectNode();
        ObjectNode topics = json.putObject("topics");
        preferences.mine(me.actor()).forEach((topic, row) -> {
            ObjectNode media = topics.putObject(topic.name());
            row.forEach((medium, wanted) ->
                    media.putObject(medium.name()).put("wanted", wanted).put("mandatory", topic.mandatory(medium)));
        });
        preferences
                .quietHours(me.actor())
                .ifPresentOrElse(
                        hours -> json.putObject("quietHours")
                                .put("from", hours.begins().toString())
                                .put("to", hours.ends().toString()),
                        () -> json.putNull("quietHours"));
        return json;
    }

    /**
     * {@code {topics: {RUN_DUE: {EMAIL: false}}, quietHours: {from, to}}}; what is not named stays, and null ends the
     * quiet hours. All of it or nothing.
     */
    @PUT
    @Path("/preferences")
    @Consumes("application/json")
    public JsonNode choose(@Nullable JsonNode body) {
        Fields fields = new Fields(body, "topics", "quietHours");
        if (body != null && fields.has("topics")) {
            preferences.choose(me.actor(), answers(body.get("topics")));
        }
        if (body != null && fields.has("quietHours")) {
            JsonNode hours = body.get("quietHours");
            if (hours.isNull()) {
                preferences.quietHours(me.actor(), null, null);
            } else {
                Fields times = new Fields(hours, "from", "to");
                preferences.quietHours(me.actor(), time(times, "from"), time(times, "to"));
            }
        }
        return preferences();
    }

    private static Map<Topic, Map<Medium, Boolean>> answers(JsonNode topics) {
        if (!topics.isObject()) {
            throw Refusal.invalid("/topics", Message.of("problem.object-expected"));
        }
        Map<Topic, Map<Medium, Boolean>> answers = new EnumMap<>(Topic.class);
        List<String> chosen = Arrays.stream(Topic.values())
                .filter(Topic::chosen)
                .map(Topic::name)
                .toList();
        topics.fields().forEachRemaining(each -> {
            String pointer = "/topics/" + each.getKey();
            if (!chosen.contains(each.getKey())) {
                throw Refusal.invalid(pointer, Message.of("problem.one-of-expected", chosen));
            }
            if (!each.getValue().isObject()) {
                throw Refusal.invalid(pointer, Message.of("problem.object-expected"));
            }
            answers.put(Topic.valueOf(each.getKey()), row(each.getValue(), pointer));
        });
        return answers;
    }

    private static Map<Medium, Boolean> row(JsonNode media, String pointer) {
        List<String> known = Preferences.MEDIA.stream().map(Medium::name).toList();
        Map<Medium, Boolean> row = new EnumMap<>(Medium.class);
        media.fields().forEachRemaining(each -> {
            String where = pointer + "/" + each.getKey();
            if (!known.contains(each.getKey())) {
                throw Refusal.invalid(where, Message.of("problem.one-of-expected", known));
            }
            if (!each.getValue().isBoolean()) {
                throw Refusal.invalid(where, Message.of("problem.flag-expected"));
            }
            row.put(Medium.valueOf(each.getKey()), each.getValue().booleanValue());
        });
        return row;
    }

    private static @Nullable LocalTime time(Fields fields, String name) {
        String text = fields.text(name);
        try {
            return text == null ? null : LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("/quietHours/" + name, Message.of("invalid.quiet-hours"));
        }
    }
}
