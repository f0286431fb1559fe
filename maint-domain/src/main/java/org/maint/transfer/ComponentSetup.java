package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.maint.people.Actor;
import org.maint.statuspage.ComponentWish;
import org.maint.statuspage.Components;
import org.maint.statuspage.StatusComponent;

/** The parts of the platform on the public page, by their French titles. */
record ComponentSetup(Components components) implements Setup {
    @Override
    public String name() {
        return "statusParts";
    }

    @Override
    public void write(Actor actor, ArrayNode list) {
        for (StatusComponent component : components.all()) {
            ObjectNode json = Setup.text(list.addObject(), "title", component.title());
            ArrayNode scope = json.putArray("scope");
            component.scope().forEach(scope::add);
            json.put("automatic", component.automatic());
        }
    }

    @Override
    public String key(JsonNode one) {
        return one.path("title").path("fr").asText();
    }

    @Override
    public Set<String> there(Actor actor) {
        return components.all().stream()
                .map(component -> component.title().fr())
                .collect(Collectors.toSet());
    }

    @Override
    public void make(Actor actor, JsonNode one) {
        List<String> scope = new ArrayList<>();
        one.path("scope").forEach(each -> scope.add(each.asText()));
        components.add(
                actor,
                ComponentWish.of(
                        one.path("title").path("en").asText(),
                        one.path("title").path("fr").asText(),
                        String.join("\n", scope),
                        one.path("automatic").asBoolean()));
    }
}
