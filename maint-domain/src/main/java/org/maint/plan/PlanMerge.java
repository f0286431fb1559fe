package org.maint.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries a draft over to a newer version of the plan: what the draft itself changed stays, everything else is taken
 * from the newer version. Nothing that somebody entered into the draft is lost; where both changed the same thing, the
 * draft's word stands, and the difference to the newer version shows it.
 */
final class PlanMerge {
    private PlanMerge() {}

    /**
     * @param base what the draft started from
     * @param theirs the newer version
     * @param mine the draft
     */
    static JsonNode of(JsonNode base, JsonNode theirs, JsonNode mine) {
        if (mine.equals(base)) {
            return theirs;
        }
        if (theirs.equals(base) || mine.equals(theirs)) {
            return mine;
        }
        if (base.isObject() && theirs.isObject() && mine.isObject()) {
            return objects(base, theirs, mine);
        }
        if (base.isArray() && theirs.isArray() && mine.isArray()) {
            String key = PlanDiff.keyOf(base, mine);
            String same = PlanDiff.keyOf(theirs, mine);
            if (key != null && key.equals(same)) {
                return lists(key, base, theirs, mine);
            }
        }
        return mine;
    }

    private static JsonNode objects(JsonNode base, JsonNode theirs, JsonNode mine) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        Set<String> names = new LinkedHashSet<>();
        theirs.fieldNames().forEachRemaining(names::add);
        mine.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = of(base.path(name), theirs.path(name), mine.path(name));
            if (!value.isMissingNode()) {
                merged.set(name, value);
            }
        }
        return merged;
    }

    /** In the order of the draft if the draft changed the order, else in that of the newer version. */
    private static JsonNode lists(String key, JsonNode base, JsonNode theirs, JsonNode mine) {
        Map<String, JsonNode> inBase = byKey(key, base);
        Map<String, JsonNode> inTheirs = byKey(key, theirs);
        Map<String, JsonNode> inMine = byKey(key, mine);
        boolean reordered = !order(inBase, inMine).equals(order(inMine, inBase));
        List<String> ids = new ArrayList<>(reordered ? inMine.keySet() : inTheirs.keySet());
        insert(ids, reordered ? inTheirs.keySet() : inMine.keySet());
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        for (String id : ids) {
            JsonNode was = inBase.get(id);
            JsonNode his = inTheirs.get(id);
            JsonNode own = inMine.get(id);
            JsonNode value = element(was, his, own);
            if (value != null) {
                merged.add(value);
            }
        }
        return merged;
    }

    private static @Nullable JsonNode element(@Nullable JsonNode was, @Nullable JsonNode his, @Nullable JsonNode own) {
        if (own != null && his != null) {
            return of(was == null ? JsonNodeFactory.instance.missingNode() : was, his, own);
        }
        if (own != null) {
            // They removed it: it goes, unless the draft has changed it or made it.
            return was == null || !own.equals(was) ? own : null;
        }
        // The draft removed it, or they added it.
        return was == null ? his : null;
    }

    /** Each that is missing goes behind its neighbour before. */
    private static void insert(List<String> ids, Set<String> others) {
        int behind = -1;
        for (String id : others) {
            int place = ids.indexOf(id);
            if (place >= 0) {
                behind = place;
            } else {
                ids.add(++behind, id);
            }
        }
    }

    private static List<String> order(Map<String, JsonNode> of, Map<String, JsonNode> among) {
        return of.keySet().stream().filter(among::containsKey).toList();
    }

    private static Map<String, JsonNode> byKey(String key, JsonNode list) {
        Map<String, JsonNode> map = new LinkedHashMap<>();
        list.forEach(each -> map.put(each.path(key).asText(), each));
        return map;
    }
}
