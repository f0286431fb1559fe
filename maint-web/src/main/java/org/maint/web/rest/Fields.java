package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** The fields of a JSON object that was sent: known ones of the right type, each fault with its pointer. */
final class Fields {
    private final JsonNode object;
    private final String at;

    /** Refused when it is no object, or has a field that is not among the known ones. */
    Fields(@Nullable JsonNode body, String... known) {
        this("", body, known);
    }

    private Fields(String at, @Nullable JsonNode body, String... known) {
        this.at = at;
        if (body == null || !body.isObject()) {
            throw Refusal.invalid(at, Message.of("problem.object-expected"));
        }
        Set<String> names = Set.of(known);
        List<Refusal.Fault> faults = new ArrayList<>();
        for (Iterator<String> sent = body.fieldNames(); sent.hasNext(); ) {
            String name = sent.next();
            if (!names.contains(name)) {
                String pointer = at + "/" + name.replace("~", "~0").replace("/", "~1");
                faults.add(new Refusal.Fault(
                        pointer,
                        Message.of(
                                "problem.unknown-field",
                                name,
                                Arrays.stream(known).sorted().toList())));
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults.get(0).message(), faults);
        }
        this.object = body;
    }

    /** The fields of an object within this one; refused when there is none. */
    Fields within(String name, String... known) {
        if (!filled(name)) {
            throw wrong(name, "invalid.missing");
        }
        return new Fields(at + "/" + name, object.path(name), known);
    }

    /** Whether it was sent at all, be it as null. */
    boolean has(String name) {
        return object.has(name);
    }

    /** Whether it was sent, and not as null. */
    boolean filled(String name) {
        return object.hasNonNull(name);
    }

    @Nullable
    String text(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw wrong(name, "problem.text-expected");
        }
        return node.textValue();
    }

    /** A text, or a number as its digits. */
    @Nullable
    String textOrNumber(String name) {
        JsonNode node = object.path(name);
        return node.isNumber() ? node.decimalValue().toPlainString() : text(name);
    }

    /** A time with its offset. */
    @Nullable
    Instant time(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid(at + "/" + name, Message.of("problem.offset-time-expected", text));
        }
    }

    /** Null when there is none; NaN and infinities are no numbers. */
    @Nullable
    Double number(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw wrong(name, "problem.number-expected");
        }
        return node.doubleValue();
    }

    boolean flag(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            throw wrong(name, "invalid.missing");
        }
        if (!node.isBoolean()) {
            throw wrong(name, "problem.flag-expected");
        }
        return node.booleanValue();
    }

    int integer(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            throw wrong(name, "invalid.missing");
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw wrong(name, "problem.integer-expected");
        }
        return node.intValue();
    }

    <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        at + "/" + name,
                        Message.of(
                                "problem.one-of-expected",
                                Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .toList())));
    }

    /** A list of texts, or of objects that have a title; empty when there is none. */
    List<String> texts(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrong(name, "problem.list-expected");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            JsonNode each = node.path(i);
            if (each.isObject()) {
                String title = new Fields(each, "title").text("title");
                texts.add(title == null ? "" : title);
            } else if (each.isTextual()) {
                texts.add(each.textValue());
            } else {
                throw wrong(name + "/" + i, "problem.text-expected");
            }
        }
        return texts;
    }

    private Refusal wrong(String name, String key) {
        return Refusal.invalid(at + "/" + name, Message.of(key));
    }
}
