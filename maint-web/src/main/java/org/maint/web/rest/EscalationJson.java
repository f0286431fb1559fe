package org.maint.web.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.escalation.Escalation;
import org.maint.escalation.Escalations;
import org.maint.notification.HeldReason;
import org.maint.notification.Notification;

/** Who was told of an alert and what comes next, as programs read it. */
final class EscalationJson {
    private EscalationJson() {}

    static void story(ObjectNode alert, Escalations.Story story, ZoneId zone) {
        Escalation escalation = story.escalation();
        if (escalation == null) {
            alert.putNull("escalation");
            return;
        }
        ObjectNode json = alert.putObject("escalation");
        HeldReason held = escalation.heldReason();
        json.put("state", escalation.state().name());
        json.put("severity", escalation.severity().name());
        json.put("heldReason", held == null ? null : held.name());
        json.put("heldWords", escalation.heldWords());
        ArrayNode history = json.putArray("history");
        story.lines().forEach(line -> {
            ObjectNode one = history.addObject()
                    .put("kind", line.kind().name())
                    .put("at", Json.time(line.at(), zone))
                    .put("step", line.step());
            levels(one, line.levels());
            one.put("words", line.words());
        });
        ArrayNode next = json.putArray("next");
        story.coming().forEach(coming -> {
            ObjectNode one = next.addObject().put("at", Json.time(coming.at(), zone));
            levels(one, String.join(" ", coming.levels()));
            one.put("again", coming.again());
        });
    }

    private static void levels(ObjectNode json, @Nullable String levels) {
        ArrayNode array = json.putArray("levels");
        if (levels != null && !levels.isBlank()) {
            List.of(levels.split(" ", -1)).forEach(array::add);
        }
    }

    static void notifications(ObjectNode alert, List<Notification> written, ZoneId zone, Locale locale) {
        ArrayNode array = alert.putArray("notifications");
        written.forEach(each -> NotificationsResource.json(array.addObject(), each, zone, locale));
    }
}
