package org.maint.probing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal.Fault;

/**
 * The fields of one object of a configuration. Whatever is wrong is added to the faults, and a harmless value takes its
 * place, so that everything that is wrong is named at once.
 */
final class ConfigFields {
    private static final int ENTRIES = 50;

    private final JsonNode object;
    private final String pointer;
    private final List<Fault> faults;
    private final Set<String> known = new TreeSet<>();

    ConfigFields(JsonNode node, String pointer, List<Fault> faults) {
        this.pointer = pointer;
        this.faults = faults;
        if (!node.isObject()) {
            fault("", Message.of("problem.object-expected"));
        }
        this.object = node.isObject() ? node : MissingNode.getInstance();
    }

    /** To be said after all fields were read: whatever else is there is a fault. */
    void noOthers() {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                fault(at(name), Message.of("problem.unknown-field", name, List.copyOf(known)));
            }
        }
    }

    void wrong(String name, Message message) {
        fault(at(name), message);
    }

    boolean has(String name) {
        return !field(name).isMissingNode();
    }

    String text(String name, int max) {
        String text = textOr(name, max, null);
        if (text == null) {
            if (!has(name)) {
                wrong(name, Message.of("invalid.missing"));
            }
            return "";
        }
        if (text.isBlank()) {
            wrong(name, Message.of("invalid.missing"));
        }
        return text;
    }

    @Nullable
    String textOr(String name, int max, @Nullable String otherwise) {
        JsonNode node = field(name);
        if (node.isMissingNode()) {
            return otherwise;
        }
        return checkedText(at(name), node, max);
    }

    private @Nullable String checkedText(String at, JsonNode node, int max) {
        if (!node.isTextual()) {
            fault(at, Message.of("problem.text-expected"));
            return null;
        }
        String text = node.textValue();
        if (text.length() > max) {
            fault(at, Message.of("invalid.too-long", max, text.length()));
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            fault(at, Message.of("invalid.control-characters"));
        }
        return text;
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode node = field(name);
        if (!node.isMissingNode() && !node.isBoolean()) {
            wrong(name, Message.of("invalid.probe.boolean"));
        }
        return node.asBoolean(otherwise);
    }

    long whole(String name, long min, long max, long otherwise) {
        Long value = wholeOrNull(name, min, max);
        return value == null ? otherwise : value;
    }

    @Nullable
    Long wholeOrNull(String name, long min, long max) {
        JsonNode node = field(name);
        return node.isMissingNode() ? null : checkedWhole(at(name), node, min, max);
    }

    private @Nullable Long checkedWhole(String at, JsonNode node, long min, long max) {
        if (!node.isIntegralNumber()) {
            fault(at, Message.of("problem.integer-expected"));
            return null;
        }
        if (!node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            fault(at, Message.of("invalid.number.range", min, max));
            return null;
        }
        return node.longValue();
    }

    @Nullable
    Double numberOrNull(String name, double min, double max) {
        JsonNode node = field(name);
        if (node.isMissingNode()) {
            return null;
        }
        if (!node.isNumber()) {
            wrong(name, Message.of("invalid.probe.number"));
            return null;
        }
        double value = node.doubleValue();
        if (!(value >= min && value <= max)) {
            wrong(name, Message.of("invalid.number.range", min, max));
            return null;
        }
        return value;
    }

    /** A text, number or truth value as text; null when it is not there. */
    @Nullable
    String scalarOrNull(String name) {
        JsonNode node = field(name);
        if (node.isMissingNode()) {
            return null;
        }
        if (!node.isTextual() && !node.isNumber() && !node.isBoolean()) {
            wrong(name, Message.of("invalid.probe.scalar"));
            return null;
        }
        return node.asText();
    }

    <T> T oneOf(String name, Map<String, T> choices, T otherwise) {
        String text = textOr(name, 50, null);
        if (text == null) {
            return otherwise;
        }
        T chosen = choices.get(text);
        if (chosen == null) {
            wrong(
                    name,
                    Message.of(
                            "problem.one-of-expected",
                            choices.keySet().stream().sorted().toList()));
            return otherwise;
        }
        return chosen;
    }

    /** One whole number or several. */
    List<Integer> wholes(String name, int min, int max) {
        JsonNode node = field(name);
        if (node.isMissingNode()) {
            return List.of();
        }
        List<Integer> numbers = new ArrayList<>();
        Iterable<JsonNode> each = node.isArray() ? node : List.of(node);
        int i = 0;
        for (JsonNode one : each) {
            Long number = checkedWhole(node.isArray() ? at(name) + "/" + i++ : at(name), one, min, max);
            if (number != null) {
                numbers.add(number.intValue());
            }
        }
        limit(name, node, ENTRIES);
        return numbers;
    }

    List<String> texts(String name, int most, int max) {
        return list(name, most, (node, at) -> {
            String text = checkedText(at, node, max);
            return text == null ? "" : text;
        });
    }

    /** Empty when it is not there. */
    <T> List<T> objects(String name, int most, Function<ConfigFields, T> reader) {
        return list(name, most, (node, at) -> {
            ConfigFields fields = new ConfigFields(node, at, faults);
            T read = reader.apply(fields);
            fields.noOthers();
            return read;
        });
    }

    private interface Reader<T> {
        T read(JsonNode node, String at);
    }

    private <T> List<T> list(String name, int most, Reader<T> reader) {
        JsonNode node = field(name);
        if (node.isMissingNode()) {
            return List.of();
        }
        if (!node.isArray()) {
            wrong(name, Message.of("problem.list-expected"));
            return List.of();
        }
        if (!limit(name, node, most)) {
            return List.of();
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            all.add(reader.read(node.get(i), at(name) + "/" + i));
        }
        return all;
    }

    private boolean limit(String name, JsonNode node, int most) {
        if (node.size() > most) {
            wrong(name, Message.of("invalid.too-many", most));
            return false;
        }
        return true;
    }

    /** Names and texts, in their order. */
    Map<String, String> textMap(String name, int max) {
        Map<String, String> all = new LinkedHashMap<>();
        entries(name, (key, node, at) -> {
            String text = checkedText(at, node, max);
            if (text != null) {
                all.put(key, text);
            }
        });
        return all;
    }

    <T> Map<String, T> objectMap(String name, Function<ConfigFields, T> reader) {
        Map<String, T> all = new LinkedHashMap<>();
        entries(name, (key, node, at) -> {
            ConfigFields fields = new ConfigFields(node, at, faults);
            all.put(key, reader.apply(fields));
            fields.noOthers();
        });
        return all;
    }

    private interface EntryReader {
        void read(String key, JsonNode node, String at);
    }

    private void entries(String name, EntryReader reader) {
        JsonNode node = field(name);
        if (node.isMissingNode()) {
            return;
        }
        if (!node.isObject()) {
            wrong(name, Message.of("problem.object-expected"));
            return;
        }
        if (limit(name, node, ENTRIES)) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                reader.read(entry.getKey(), entry.getValue(), at(name) + "/" + escaped(entry.getKey()));
            }
        }
    }

    private JsonNode field(String name) {
        known.add(name);
        return object.path(name);
    }

    private String at(String name) {
        return pointer + "/" + escaped(name);
    }

    private void fault(String at, Message message) {
        faults.add(new Fault(at.isEmpty() ? pointer : at, message));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
