package org.maint.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.maint.plan.EscalationPolicy;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;

/** A policy as an escalation keeps it. */
final class Kept {
    private Kept() {}

    static String json(EscalationPolicy policy) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("key", policy.key());
        json.put("severity", policy.severity().name());
        json.put("clock", policy.clock().name());
        json.put("group", policy.group().name());
        json.put("groupWait", policy.groupWait().toString());
        json.put("groupInterval", policy.groupInterval().toString());
        json.put("repeat", policy.repeat().toString());
        ArrayNode steps = json.putArray("steps");
        policy.steps().forEach(step -> {
            ObjectNode one = steps.addObject();
            one.put("after", step.after().toString());
            ArrayNode levels = one.putArray("levels");
            step.levels().forEach(levels::add);
        });
        return json.toString();
    }

    static EscalationPolicy policy(String kept) {
        JsonNode json = Canonical.parse(kept);
        List<EscalationPolicy.Step> steps = new ArrayList<>();
        json.path("steps").forEach(step -> {
            List<String> levels = new ArrayList<>();
            step.path("levels").forEach(level -> levels.add(level.asText()));
            steps.add(
                    new EscalationPolicy.Step(Duration.parse(step.path("after").asText()), levels));
        });
        return new EscalationPolicy(
                json.path("key").asText(),
                Severity.valueOf(json.path("severity").asText()),
                List.of(),
                EscalationPolicy.Clock.valueOf(json.path("clock").asText()),
                EscalationPolicy.Group.valueOf(json.path("group").asText()),
                Duration.parse(json.path("groupWait").asText()),
                Duration.parse(json.path("groupInterval").asText()),
                Duration.parse(json.path("repeat").asText()),
                steps);
    }
}
