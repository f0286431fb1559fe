package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Locale;
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
    public boolean there(Actor actor, JsonNode one) {
        return templates
                .own(
                        actor,
                        Setups.oneOf(Topic.class, one, "topic"),
                        Setups.oneOf(Medium.class, one, "medium"),
                        language(one))
                .isPresent();
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
