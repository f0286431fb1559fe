package org.maint.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.maint.plan.MalformedPlan.Fault;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML text as a JSON tree, with the place in the text of everything in it. */
final class YamlSource {
    /** The plan that comes with maint has 40,000 characters. */
    static final int LARGEST = 2_000_000;

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final Map<String, Mark> places = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final java.util.Locale locale;
    private final JsonNode root;

    YamlSource(String text, java.util.Locale locale) {
        this.locale = locale;
        if (text.length() > LARGEST) {
            throw malformed(1, 1, Message.of("invalid.too-long", LARGEST, text.length()));
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(30);
        Yaml yaml = new Yaml(options);
        try {
            // Aliases could make a small text expand without end, and would not survive an edit.
            for (Event event : yaml.parse(new StringReader(text))) {
                if (event instanceof AliasEvent) {
                    throw malformed(place(event.getStartMark()), Message.of("plan.fault.alias"));
                }
            }
            Node node = yaml.compose(new StringReader(text));
            if (node == null) {
                throw malformed(1, 1, Message.of("plan.fault.empty"));
            }
            root = convert(node, "");
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            throw malformed(place(mark), Message.of("plan.fault.syntax", String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            throw malformed(1, 1, Message.of("plan.fault.syntax", String.valueOf(e.getMessage())));
        }
    }

    JsonNode root() {
        return root;
    }

    /** What was wrong before the content was even looked at: keys that stand twice. */
    List<Fault> faults() {
        return faults;
    }

    /** A fault at the place of this pointer, or of the nearest thing around it. */
    Fault fault(String pointer, String words) {
        String nearest = pointer;
        while (!places.containsKey(nearest)) {
            nearest = nearest.substring(0, nearest.lastIndexOf('/'));
        }
        int[] place = place(places.get(nearest));
        return new Fault(place[0], place[1], pointer, words);
    }

    Fault fault(String pointer, Message message) {
        return fault(pointer, Messages.words(message, locale));
    }

    private JsonNode convert(Node node, String pointer) {
        places.putIfAbsent(pointer, node.getStartMark());
        if (node instanceof MappingNode mapping) {
            ObjectNode object = json.objectNode();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = ((ScalarNode) tuple.getKeyNode()).getValue();
                String child = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
                Mark place = tuple.getKeyNode().getStartMark();
                if (object.has(key)) {
                    int[] at = place(place);
                    faults.add(new Fault(
                            at[0], at[1], child, Messages.words(Message.of("plan.fault.key-twice", key), locale)));
                }
                places.put(child, place);
                object.set(key, convert(tuple.getValueNode(), child));
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = json.arrayNode();
            for (Node each : sequence.getValue()) {
                array.add(convert(each, pointer + "/" + array.size()));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private JsonNode scalar(ScalarNode node) {
        Tag tag = node.getTag();
        String value = node.getValue();
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            try {
                return json.numberNode(new BigDecimal(value));
            } catch (NumberFormatException notDecimal) {
                // Octal, sexagesimal, .inf: not numbers of this document; the schema then says what was expected.
                return json.textNode(value);
            }
        }
        if (tag.equals(Tag.BOOL)) {
            return json.booleanNode(value.equalsIgnoreCase("true"));
        }
        return tag.equals(Tag.NULL) ? json.nullNode() : json.textNode(value);
    }

    private MalformedPlan malformed(int[] place, Message message) {
        return malformed(place[0], place[1], message);
    }

    private MalformedPlan malformed(int line, int column, Message message) {
        return new MalformedPlan(List.of(new Fault(line, column, "", Messages.words(message, locale))));
    }

    private static int[] place(Mark mark) {
        return mark == null ? new int[] {1, 1} : new int[] {mark.getLine() + 1, mark.getColumn() + 1};
    }
}
