package org.maint.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.util.Set;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Applies RFC 6902 operations to a document, by Jakarta JSON Processing. */
final class DocumentPatch {
    private static final int MOST_OPERATIONS = 100;
    private static final int LONGEST_WORDS = 200;
    private static final Set<String> OPERATIONS = Set.of("test", "add", "replace", "remove", "move", "copy");
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private DocumentPatch() {}

    /** Refused as invalid when the operations are not of the form, as stale when one does not fit the document. */
    static JsonNode apply(JsonNode document, JsonNode operations, String title) {
        requireForm(operations);
        JsonArray patch = read(operations).asJsonArray();
        try {
            JsonStructure changed = Json.createPatch(patch).apply(read(document));
            return EXACT.readTree(changed.toString());
        } catch (JsonException doesNotFit) {
            throw Refusal.stale(Message.of("stale.draft", title));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("JSON that was just written can be read", impossible);
        }
    }

    private static void requireForm(JsonNode operations) {
        if (!operations.isArray() || operations.isEmpty() || operations.size() > MOST_OPERATIONS) {
            throw Refusal.invalid("", Message.of("invalid.patch.list", MOST_OPERATIONS));
        }
        for (int i = 0; i < operations.size(); i++) {
            JsonNode one = operations.path(i);
            boolean complete = OPERATIONS.contains(one.path("op").asText())
                    && one.path("path").isTextual()
                    && isPointer(one.path("path").asText())
                    && (needsValue(one) == one.has("value"))
                    && (needsFrom(one) == isPointer(one.path("from").asText("-")));
            if (!complete) {
                throw Refusal.invalid("/" + i, Message.of("invalid.patch.operation"));
            }
        }
    }

    private static boolean needsValue(JsonNode operation) {
        return Set.of("test", "add", "replace").contains(operation.path("op").asText());
    }

    private static boolean needsFrom(JsonNode operation) {
        return Set.of("move", "copy").contains(operation.path("op").asText());
    }

    private static boolean isPointer(String text) {
        return text.isEmpty() || text.startsWith("/");
    }

    private static JsonStructure read(JsonNode node) {
        try (JsonReader reader = Json.createReader(new StringReader(node.toString()))) {
            return reader.read();
        }
    }

    /** For the audit trail: which places, not what stands there. */
    static String words(JsonNode operations) {
        StringBuilder words = new StringBuilder();
        for (JsonNode one : operations) {
            if (!one.path("op").asText().equals("test")) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(one.path("op").asText())
                        .append(' ')
                        .append(one.path("path").asText());
            }
        }
        return words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS - 1) + "…" : words.toString();
    }
}
