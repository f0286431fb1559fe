package org.maint.logbook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;
import org.maint.shared.Text;

/** Parts of an entry's content that every feature which signs something fills in the same way. */
public final class EntryParts {
    private EntryParts() {}

    /** A line of {@code tasksCompleted}. */
    public static ObjectNode task(String item, Text section, Text title, String outcome) {
        ObjectNode task = Canonical.mapper().createObjectNode();
        task.put("item", item);
        task.set("section", text(section));
        task.set("title", text(title));
        task.put("outcome", outcome);
        return task;
    }

    /** Both languages. */
    public static ObjectNode text(Text text) {
        return Canonical.mapper().createObjectNode().put("en", text.en()).put("fr", text.fr());
    }

    /** As text, so that no digit is lost; nothing where there is nothing. */
    public static void putIfPresent(ObjectNode node, String key, @Nullable Object value) {
        if (value != null) {
            node.put(key, value.toString());
        }
    }
}
