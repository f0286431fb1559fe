package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.maint.notification.Medium;
import org.maint.notification.Template;
import org.maint.notification.Templates;
import org.maint.notification.Topic;
import org.maint.people.Actor;

/** Own words of notifications, by topic, medium and language. */
record TemplateSetup(Templates templates) implements Setup {
    @Override
    public String name() {
        return "templates";
    }

    @Override
    public void write(Actor actor, ArrayNode list) {
        for (Template template : templates.all(actor)) {
            list.addObject()
                    .put("topic", template.id().topic().name())
                    .put("medium", template.id().medium().name())
                    .put("language", template.id().language())
                    .put("subject", template.wording().subject())
                    .put("body", template.wording().body());
        }
    }

    @Override
    public String key(JsonNode one) {
        return one.path("topic").asText() + " " + one.path("medium").asText() + " "
                + language(one).getLanguage();
    }

    @Override
    public Set<String> there(Actor actor) {
        return templates.all(actor).stream()
                .map(template -> template.id().topic() + " " + template.id().medium() + " "
                        + template.id().language())
                .collect(Collectors.toSet());
    }

    @Override
    public void make(Actor actor, JsonNode one) {
        templates.save(
                actor,
                Setups.oneOf(Topic.class, one, "topic"),
                Setups.oneOf(Medium.class, one, "medium"),
                language(one),
                Setups.text(one, "subject"),
                Setups.text(one, "body"),
                null);
    }

    private static Locale language(JsonNode one) {
        return one.path("language").asText().equals("en") ? Locale.ENGLISH : Locale.FRENCH;
    }
}
