package org.maint.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;
import org.maint.shared.Text;

/**
 * One blank of a template, filled.
 *
 * @param section the part of the template, such as {@code performance}
 * @param key which blank
 * @param unit of the value
 * @param value null when nothing was measured, or it is a matter of words
 * @param before the same over the period before; null when nothing was measured then
 * @param words for what is no number; null for none
 * @param source the page that shows what it was made of, from the portal's address on
 * @param note how it came about where it was not simply measured; null for none
 */
public record ReportLine(
        String section,
        String key,
        Unit unit,
        @Nullable Double value,
        @Nullable Double before,
        @Nullable Text words,
        String source,
        @Nullable Text note) {
    ReportLine(
            String section,
            String key,
            Unit unit,
            @Nullable Double value,
            @Nullable Double before,
            @Nullable Text words,
            String source) {
        this(section, key, unit, value, before, words, source, null);
    }

    /** What a value counts. */
    public enum Unit {
        PERCENT,
        SECONDS,
        COUNT,
        DOLLARS,
        WORDS
    }

    /** In percent of the period before; null where there is nothing to compare with. */
    public @Nullable Double change() {
        return value == null || before == null || before == 0 ? null : 100 * (value - before) / before;
    }

    ObjectNode json() {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("section", section);
        json.put("key", key);
        json.put("unit", unit.name());
        json.put("value", value);
        json.put("before", before);
        if (words == null) {
            json.putNull("words");
        } else {
            json.putObject("words").put("en", words.en()).put("fr", words.fr());
        }
        json.put("source", source);
        if (note != null) {
            json.putObject("note").put("en", note.en()).put("fr", note.fr());
        }
        return json;
    }

    static ReportLine read(JsonNode json) {
        return new ReportLine(
                json.path("section").asText(),
                json.path("key").asText(),
                Unit.valueOf(json.path("unit").asText()),
                json.path("value").isNumber() ? json.path("value").asDouble() : null,
                json.path("before").isNumber() ? json.path("before").asDouble() : null,
                text(json.path("words")),
                json.path("source").asText(),
                text(json.path("note")));
    }

    private static @Nullable Text text(JsonNode words) {
        return words.isObject()
                ? new Text(words.path("en").asText(), words.path("fr").asText())
                : null;
    }
}
