package org.maint.checklist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.Proof;
import org.maint.shared.Canonical;

/** What proves an item, as a run keeps it: the plan's own form. */
@Converter
class ProofConverter implements AttributeConverter<Proof, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Proof proof) {
        if (proof == null) {
            return null;
        }
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("source", proof.source().name());
        json.put("key", proof.key());
        json.put("part", proof.part());
        json.put("take", proof.take() == null ? null : proof.take().name());
        json.put("over", proof.over() == null ? null : proof.over().toString());
        json.put("when", proof.when() == null ? null : proof.when().name());
        json.put("value", proof.value());
        return json.toString();
    }

    @Override
    public @Nullable Proof convertToEntityAttribute(@Nullable String column) {
        if (column == null) {
            return null;
        }
        JsonNode json = Canonical.parse(column);
        return new Proof(
                Proof.Source.valueOf(json.path("source").asText()),
                json.path("key").asText(),
                json.path("part").asText(null),
                json.path("take").isTextual()
                        ? Proof.Take.valueOf(json.path("take").asText())
                        : null,
                json.path("over").isTextual() ? Duration.parse(json.path("over").asText()) : null,
                json.path("when").isTextual()
                        ? Comparison.valueOf(json.path("when").asText())
                        : null,
                json.path("value").isNumber() ? json.path("value").decimalValue() : null);
    }
}
