package org.maint.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes a plan as the YAML that people edit: one line for what fits on one, as the plan that comes with maint does. */
final class PlanWriter {
    /** Longer than any label pair of ordinary length; a line beyond it is hard to read. */
    private static final int LONGEST_LINE = 360;

    private static final int DEEPEST_LINE = 3;

    private PlanWriter() {}

    static String write(JsonNode root) {
        DumperOptions options = new DumperOptions();
        options.setWidth(LONGEST_LINE * 2);
        options.setIndent(2);
        options.setIndicatorIndent(0);
        options.setAllowUnicode(true);
        java.io.StringWriter out = new java.io.StringWriter();
        new Yaml(options).serialize(node(root), out);
        return out.toString();
    }

    private static Node node(JsonNode json) {
        if (json.isObject()) {
            List<NodeTuple> tuples = new ArrayList<>();
            json.fields()
                    .forEachRemaining(field -> tuples.add(
                            new NodeTuple(scalar(Tag.STR, field.getKey(), ScalarStyle.PLAIN), node(field.getValue()))));
            return new MappingNode(Tag.MAP, tuples, style(json));
        }
        if (json.isArray()) {
            List<Node> elements = new ArrayList<>();
            json.forEach(each -> elements.add(node(each)));
            return new SequenceNode(Tag.SEQ, elements, style(json));
        }
        if (json.isNumber()) {
            BigDecimal number = json.decimalValue();
            boolean whole = number.stripTrailingZeros().scale() <= 0;
            return scalar(whole ? Tag.INT : Tag.FLOAT, number.toPlainString(), ScalarStyle.PLAIN);
        }
        if (json.isBoolean()) {
            return scalar(Tag.BOOL, json.asText(), ScalarStyle.PLAIN);
        }
        return json.isNull()
                ? scalar(Tag.NULL, "null", ScalarStyle.PLAIN)
                : scalar(Tag.STR, json.asText(), ScalarStyle.DOUBLE_QUOTED);
    }

    private static ScalarNode scalar(Tag tag, String text, ScalarStyle style) {
        return new ScalarNode(tag, text, null, null, style);
    }

    private static FlowStyle style(JsonNode json) {
        boolean oneLine = depth(json) <= DEEPEST_LINE && json.toString().length() <= LONGEST_LINE;
        return oneLine ? FlowStyle.FLOW : FlowStyle.BLOCK;
    }

    private static int depth(JsonNode json) {
        int deepest = 0;
        for (JsonNode each : json) {
            deepest = Math.max(deepest, depth(each));
        }
        return json.isContainerNode() ? deepest + 1 : 0;
    }
}
