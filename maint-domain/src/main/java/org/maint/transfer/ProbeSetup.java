package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.maint.people.Actor;
import org.maint.probing.ProbeKind;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.watch.Probe;
import org.maint.watch.ProbeWish;
import org.maint.watch.Probes;

/** Probes, by their keys. One that needs a secret comes switched off until somebody has typed it. */
record ProbeSetup(Probes probes) implements Setup {
    @Override
    public String name() {
        return "probes";
    }

    @Override
    public void write(Actor actor, ArrayNode list) {
        for (Probe probe : probes.list(actor)) {
            ObjectNode json = list.addObject();
            json.put("key", probe.key());
            Setup.text(json, "title", probe.title());
            json.put("kind", probe.kind().name());
            json.set("config", Canonical.parse(probe.config()));
            json.put("upMetric", probe.upMetric());
            json.put("secondsMetric", probe.secondsMetric());
            json.put("intervalSeconds", probe.intervalSeconds());
            json.put("timeoutSeconds", probe.timeoutSeconds());
            json.put("retries", probe.retries());
            json.put("enabled", probe.enabled());
            ArrayNode secrets = json.putArray("secretsToType");
            probes.secretNames(actor, probe).forEach(secrets::add);
        }
    }

    @Override
    public String key(JsonNode one) {
        return one.path("key").asText();
    }

    @Override
    public Set<String> there(Actor actor) {
        return probes.list(actor).stream().map(Probe::key).collect(Collectors.toSet());
    }

    @Override
    public void make(Actor actor, JsonNode one) {
        if (!one.path("config").isObject()) {
            throw Refusal.invalid("/config", Message.of("problem.object-expected"));
        }
        JsonNode title = one.path("title");
        boolean secretLacks = !one.path("secretsToType").isEmpty();
        probes.save(
                actor,
                key(one),
                new ProbeWish(
                        new Text(title.path("en").asText(), title.path("fr").asText()),
                        Setups.oneOf(ProbeKind.class, one, "kind"),
                        Canonical.json(one.path("config")),
                        Map.of(),
                        Setups.text(one, "upMetric"),
                        Setups.text(one, "secondsMetric"),
                        one.path("intervalSeconds").asInt(),
                        one.path("timeoutSeconds").asInt(),
                        one.path("retries").asInt(),
                        one.path("enabled").asBoolean() && !secretLacks),
                null);
    }
}
