package org.maint.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.plan.MalformedPlan.Fault;
import org.maint.plan.PlanDocument.Threshold;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;

/**
 * Reads a plan document. First its form, by the published JSON Schema; then whether it makes sense: zones that exist,
 * rules that occur, keys that are unique. Every fault has its line and column.
 */
public final class PlanReader {
    private static final String SCHEMA = "/org/maint/plan/plan.schema.json";
    private static final JsonSchema FORM = schema();
    private static final JsonSchema THRESHOLD = part("threshold");

    private PlanReader() {}

    /**
     * A document looked at, whether it can be used or not.
     *
     * @param root the document as a tree
     * @param faults in the order of the document; empty when it can be used
     * @param document null when there are faults
     */
    record Examined(JsonNode root, List<Fault> faults, @Nullable PlanDocument document) {
        PlanDocument orRefuse() {
            if (document == null) {
                throw new MalformedPlan(faults);
            }
            return document;
        }
    }

    /** Refused with {@link MalformedPlan}, whose messages are in the language of {@code locale}. */
    public static PlanDocument read(String yaml, Locale locale) {
        return examine(yaml, locale).orRefuse();
    }

    /** Refused with {@link MalformedPlan} only when the text is not YAML at all. */
    static Examined examine(String yaml, Locale locale) {
        YamlSource source = new YamlSource(yaml, locale);
        List<Fault> faults = new ArrayList<>(source.faults());
        faults.addAll(formFaults(source, locale));
        if (faults.isEmpty()) {
            faults.addAll(new PlanChecks(source).faults());
        }
        faults.sort(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column));
        return new Examined(source.root(), faults, faults.isEmpty() ? PlanMapping.document(source.root()) : null);
    }

    /**
     * A threshold by itself, as it stands in the document; refused with every fault. Pointers are within the threshold.
     */
    public static Threshold threshold(JsonNode node, Locale locale) {
        List<Refusal.Fault> faults = new ArrayList<>();
        THRESHOLD
                .validate(node, context -> context.getExecutionConfig().setLocale(Messages.language(locale)))
                .forEach(message ->
                        faults.add(new Refusal.Fault(pointer(message), Message.of("plan.fault.form", words(message)))));
        if (faults.isEmpty()) {
            PlanChecks.durations(
                    node,
                    (at, key, arguments) ->
                            faults.add(new Refusal.Fault(at, Message.of("plan.fault." + key, arguments))));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults.get(0).message(), faults);
        }
        return PlanMapping.threshold(node);
    }

    /** The published JSON Schema, as it is. */
    public static JsonNode form() {
        return FORM.getSchemaNode();
    }

    private static List<Fault> formFaults(YamlSource source, Locale locale) {
        JsonNode root = source.root();
        return FORM
                .validate(root, context -> context.getExecutionConfig().setLocale(Messages.language(locale)))
                .stream()
                .map(message -> source.fault(pointer(message), words(message)))
                .toList();
    }

    private static String pointer(ValidationMessage message) {
        String at = message.getInstanceLocation().toString();
        boolean unknownKey = message.getType().equals("additionalProperties") && message.getProperty() != null;
        return unknownKey ? at + "/" + message.getProperty() : at;
    }

    /** Without the location, which stands beside it. */
    private static String words(ValidationMessage message) {
        String words = message.getMessage();
        int colon = words.indexOf(": ");
        return colon >= 0 && words.startsWith(message.getInstanceLocation().toString())
                ? words.substring(colon + 2)
                : words;
    }

    private static SchemaValidatorsConfig places() {
        return SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    }

    /** The schema of one of the things of which the document consists. */
    private static JsonSchema part(String name) {
        ObjectNode schema = Canonical.mapper().createObjectNode();
        schema.put("$ref", "#/$defs/" + name);
        schema.set("$defs", form().path("$defs"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema, places());
    }

    private static JsonSchema schema() {
        try (InputStream in = Objects.requireNonNull(PlanReader.class.getResourceAsStream(SCHEMA))) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in, places());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
