package org.maint.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maint.plan.PlanChange.Kind;
import org.maint.shared.Text;

/**
 * What differs between two plans. Things with a key are compared by their key, wherever they stand in their list; what
 * has none is compared by its content.
 */
final class PlanDiff {
    /** What names a thing within its list, by preference. */
    static final List<String> KEYS = List.of("key", "tier", "level", "kind", "severity", "date");

    private static final Set<String> LANGUAGES = Set.of("en", "fr");

    private final List<PlanChange> changes = new ArrayList<>();

    private PlanDiff() {}

    static List<PlanChange> between(JsonNode before, JsonNode after) {
        PlanDiff diff = new PlanDiff();
        diff.object(before, after, "", List.of());
        return MovedItems.joined(diff.changes);
    }

    private void object(JsonNode before, JsonNode after, String at, List<Text> where) {
        Set<String> names = new LinkedHashSet<>();
        after.fieldNames().forEachRemaining(names::add);
        before.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            value(before.path(name), after.path(name), at + "/" + name, where, name);
        }
    }

    private void value(JsonNode before, JsonNode after, String at, List<Text> where, String name) {
        if (equal(before, after)) {
            return;
        }
        if (before.isArray() || after.isArray()) {
            list(orEmpty(before), orEmpty(after), at, where, name);
        } else if (before.isObject() && after.isObject() && !isLeaf(before) && !isLeaf(after)) {
            object(before, after, at, where);
        } else {
            changes.add(new PlanChange(Kind.CHANGED, at, where, name, shown(before), shown(after)));
        }
    }

    private void list(JsonNode before, JsonNode after, String at, List<Text> where, String name) {
        String key = keyOf(before, after);
        if (key == null) {
            unkeyed(before, after, at, where, name);
            return;
        }
        Map<String, Integer> places = places(before, key);
        Map<String, Integer> newPlaces = places(after, key);
        places.forEach((id, place) -> {
            if (!newPlaces.containsKey(id)) {
                add(Kind.REMOVED, at + "/" + place, with(where, before.path(place)), name);
            }
        });
        Set<String> stayed = LongestCommonOrder.of(
                places.keySet().stream().filter(newPlaces::containsKey).toList(),
                newPlaces.keySet().stream().filter(places::containsKey).toList());
        newPlaces.forEach((id, place) -> {
            JsonNode now = after.path(place);
            String here = at + "/" + place;
            Integer old = places.get(id);
            if (old == null) {
                add(Kind.ADDED, here, with(where, now), name);
                return;
            }
            if (!stayed.contains(id)) {
                changes.add(new PlanChange(Kind.MOVED, here, with(where, now), name, ordinal(old), ordinal(place)));
            }
            object(before.path(old), now, here, with(where, now));
        });
    }

    private void add(Kind kind, String at, List<Text> where, String name) {
        changes.add(new PlanChange(kind, at, where, name, null, null));
    }

    private void unkeyed(JsonNode before, JsonNode after, String at, List<Text> where, String name) {
        List<JsonNode> gone = new ArrayList<>();
        before.forEach(gone::add);
        List<JsonNode> come = new ArrayList<>();
        after.forEach(come::add);
        before.forEach(come::remove);
        after.forEach(gone::remove);
        gone.forEach(each -> changes.add(new PlanChange(Kind.REMOVED, at, where, name, shown(each), null)));
        come.forEach(each -> changes.add(new PlanChange(Kind.ADDED, at, where, name, null, shown(each))));
        if (gone.isEmpty() && come.isEmpty()) {
            changes.add(new PlanChange(Kind.MOVED, at, where, name, shown(before), shown(after)));
        }
    }

    /** The property by which every element of both lists is named; null when there is none. */
    static @Nullable String keyOf(JsonNode before, JsonNode after) {
        List<JsonNode> all = new ArrayList<>();
        before.forEach(all::add);
        after.forEach(all::add);
        return KEYS.stream()
                .filter(key -> all.stream().allMatch(each -> each.path(key).isTextual()))
                .filter(key -> distinct(before, key) && distinct(after, key))
                .findFirst()
                .orElse(null);
    }

    private static boolean distinct(JsonNode list, String key) {
        return places(list, key).size() == list.size();
    }

    private static Map<String, Integer> places(JsonNode list, String key) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            places.put(list.path(i).path(key).asText(), i);
        }
        return places;
    }

    /** A label pair, or a small object without parts of its own (a due time, an estimate): shown as one value. */
    private static boolean isLeaf(JsonNode node) {
        if (!node.isObject()) {
            return true;
        }
        boolean scalars = true;
        for (JsonNode each : node) {
            scalars &= each.isValueNode();
        }
        return scalars;
    }

    private static boolean equal(JsonNode before, JsonNode after) {
        if (before.isNumber() && after.isNumber()) {
            return before.decimalValue().compareTo(after.decimalValue()) == 0;
        }
        return before.equals(after);
    }

    private static JsonNode orEmpty(JsonNode list) {
        return list.isArray() ? list : JsonNodeFactory.instance.arrayNode();
    }

    private static List<Text> with(List<Text> where, JsonNode thing) {
        List<Text> deeper = new ArrayList<>(where);
        deeper.add(name(thing));
        return deeper;
    }

    private static Text name(JsonNode thing) {
        JsonNode title = thing.path("title");
        if (title.isObject()) {
            return new Text(title.path("en").asText(), title.path("fr").asText());
        }
        return KEYS.stream()
                .filter(thing::has)
                .map(key -> Text.same(thing.path(key).asText()))
                .findFirst()
                .orElseGet(() -> Text.same("?"));
    }

    private static Text ordinal(int place) {
        return Text.same("№ " + (place + 1));
    }

    /** As one value; null for nothing. */
    static @Nullable Text shown(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (node.isObject() && names(node).equals(LANGUAGES)) {
            return new Text(node.path("en").asText(), node.path("fr").asText());
        }
        return new Text(plain(node, text -> text.path("en").asText()), plain(node, text -> text.path("fr")
                .asText()));
    }

    private static String plain(JsonNode node, Function<JsonNode, String> language) {
        if (node.isValueNode()) {
            return node.isNumber() ? node.decimalValue().toPlainString() : node.asText();
        }
        if (node.isObject() && names(node).equals(LANGUAGES)) {
            return language.apply(node);
        }
        List<String> parts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> parts.add(plain(each, language)));
        } else {
            node.fields()
                    .forEachRemaining(
                            field -> parts.add(field.getKey() + "\u00a0" + plain(field.getValue(), language)));
        }
        return String.join(", ", parts);
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
