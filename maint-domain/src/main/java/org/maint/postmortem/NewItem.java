package org.maint.postmortem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.maint.plan.PlanDocument;
import org.maint.plan.PlanDocument.TierPlan;
import org.maint.plan.Routine;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** A new item of a checklist, as a change of the plan's document (RFC 6902). */
final class NewItem {
    private static final int LONGEST_KEY = 60;

    private NewItem() {}

    /** At the end of the last section of a routine; refused when there is no such routine. */
    static JsonNode in(PlanDocument plan, String routineKey, PostMortemAction action) {
        List<TierPlan> tiers = plan.tiers();
        for (int tier = 0; tier < tiers.size(); tier++) {
            List<Routine> routines = tiers.get(tier).routines();
            for (int routine = 0; routine < routines.size(); routine++) {
                if (routines.get(routine).key().equals(routineKey)) {
                    int section = routines.get(routine).sections().size() - 1;
                    return operations(
                            "/tiers/" + tier + "/routines/" + routine + "/sections/" + section + "/items/-",
                            key(routines.get(routine), action.title()),
                            action.title());
                }
            }
        }
        throw Refusal.notFound(Message.of("not-found.routine", routineKey));
    }

    private static ArrayNode operations(String path, String key, String title) {
        ArrayNode operations = Canonical.mapper().createArrayNode();
        ObjectNode item =
                operations.addObject().put("op", "add").put("path", path).putObject("value");
        item.put("key", key);
        item.putObject("title").put("en", title).put("fr", title);
        return operations;
    }

    /** The kebab-case of its title, unique within the routine. */
    private static String key(Routine routine, String title) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String shortened =
                (plain.length() > LONGEST_KEY ? plain.substring(0, LONGEST_KEY) : plain).replaceAll("-$", "");
        String base = shortened.isEmpty() || !Character.isLetter(shortened.charAt(0)) ? "item-" + shortened : shortened;
        String free = base.replaceAll("-$", "");
        for (int i = 2; taken(routine, free); i++) {
            free = base + "-" + i;
        }
        return free;
    }

    private static boolean taken(Routine routine, String key) {
        return routine.items().anyMatch(item -> item.key().equals(key));
    }
}
