package org.maint.probing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;

/** What stands at a place of a JSON answer. */
final class JsonAnswer {
    private static final Configuration JACKSON = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(Canonical.mapper()))
            .mappingProvider(new JacksonMappingProvider(Canonical.mapper()))
            .build();

    private JsonAnswer() {}

    static JsonNode parsed(String text) throws ProbeFault {
        try {
            JsonNode node = Canonical.mapper().readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new ProbeFault(ProbeFault.UNREADABLE, "JSON");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new ProbeFault(ProbeFault.UNREADABLE, "JSON", e);
        }
    }

    /** Null when there is nothing, or nothing but null; the only one when the path may lead to several. */
    static @Nullable JsonNode at(String path, JsonNode root) throws ProbeFault {
        try {
            Object found = JsonPath.using(JACKSON).parse(root).read(path);
            JsonNode node =
                    found instanceof JsonNode one ? one : Canonical.mapper().valueToTree(found);
            if (node.isArray() && !JsonPath.isPathDefinite(path)) {
                node = node.size() == 1 ? node.get(0) : node.isEmpty() ? null : node;
            }
            return node == null || node.isNull() ? null : node;
        } catch (PathNotFoundException e) {
            return null;
        } catch (JsonPathException | IllegalArgumentException e) {
            throw new ProbeFault(ProbeFault.UNREADABLE, path, e);
        }
    }

    static @Nullable String textAt(String path, String json) throws ProbeFault {
        JsonNode node = at(path, parsed(json));
        return node == null ? null : text(node);
    }

    static String text(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }

    /** The number that it is or that it says; NaN when it is neither. */
    static double number(@Nullable JsonNode node) {
        if (node == null || (!node.isNumber() && !node.isTextual())) {
            return Double.NaN;
        }
        try {
            return node.isNumber()
                    ? node.doubleValue()
                    : Double.parseDouble(node.textValue().strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
