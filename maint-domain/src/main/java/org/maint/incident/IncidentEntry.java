package org.maint.incident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.maint.logbook.EntryParts;
import org.maint.people.PersonId;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Text;

/** Fills the plan's log template from an incident that is over. */
final class IncidentEntry {
    private static final int LONGEST_TITLE = 200;

    private IncidentEntry() {}

    static Text title(Incident incident) {
        Message plain = Message.of("incident.entry", incident.name(), incident.title());
        Message message = incident.drill() ? Message.of("notification.drill", plain) : plain;
        return Text.of(message).shortened(LONGEST_TITLE);
    }

    static ObjectNode content(
            Incident incident, List<IncidentStep> steps, List<IncidentLine> lines, int updates, int kept, ZoneId zone) {
        Instant resolved = Objects.requireNonNull(incident.resolvedAt());
        ObjectNode content = Canonical.mapper().createObjectNode();
        content.put("incident", incident.number());
        content.put("trigger", incident.trigger().name());
        content.put("drill", incident.drill());
        content.put("date", incident.declaredAt().atZone(zone).toLocalDate().toString());
        content.set("title", EntryParts.text(title(incident)));
        content.put("beganAt", incident.beganAt().toString());
        content.put("declaredAt", incident.declaredAt().toString());
        content.put("resolvedAt", resolved.toString());
        content.put("dataLost", incident.dataLost());
        EntryParts.putIfPresent(content, "dataLostWords", incident.dataLostWords());
        content.put("updates", updates);
        content.put("updatesInTime", kept);
        ArrayNode performedBy = content.putArray("performedBy");
        lines.stream()
                .map(IncidentLine::by)
                .filter(Objects::nonNull)
                .map(PersonId::toString)
                .distinct()
                .sorted()
                .forEach(performedBy::add);
        ArrayNode completed = content.putArray("tasksCompleted");
        steps.stream().filter(step -> step.state() != StepState.OPEN).forEach(step -> completed.add(task(step)));
        ObjectNode issue = content.putArray("issuesFound").addObject();
        issue.put("item", incident.trigger().name());
        issue.set("title", EntryParts.text(Text.same(incident.title())));
        EntryParts.putIfPresent(issue, "seen", incident.description());
        issue.put("severity", incident.severity().name());
        content.putArray("issuesResolved").add(incident.resolution());
        content.putArray("issuesEscalated");
        content.putArray("nextActions");
        content.putNull("notes");
        content.put(
                "minutesSpent",
                Math.max(1, Duration.between(incident.declaredAt(), resolved).toMinutes()));
        content.put("signedBy", String.valueOf(incident.resolvedBy()));
        return content;
    }

    private static ObjectNode task(IncidentStep step) {
        ObjectNode task = EntryParts.task(
                step.key(),
                Text.of(Message.of("incident.steps." + step.kind())),
                step.title(),
                step.state() == StepState.DONE ? "PASS" : "NOT_APPLICABLE");
        EntryParts.putIfPresent(task, "note", step.reason());
        EntryParts.putIfPresent(task, "at", step.endedAt());
        EntryParts.putIfPresent(task, "by", step.endedBy());
        return task;
    }
}
