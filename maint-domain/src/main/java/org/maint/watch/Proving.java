package org.maint.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Outcome;
import org.maint.checklist.ProofResult;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.Proof;
import org.maint.probing.Assertion;
import org.maint.probing.Finding;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Text;
import org.maint.shared.Words;

/** What a finding or a number says about an item. */
final class Proving {
    /** With these nothing was looked at: a check that did not run is never good, and no failure of the platform either. */
    static final Set<String> NOT_LOOKED = Set.of("refused-target", "secret", "busy", "internal", "interrupted");

    private Proving() {}

    static ProofResult unavailable(Proof proof, Instant at, Message why) {
        ObjectNode document = document(proof, at);
        document.put("available", false);
        return new ProofResult(null, null, null, Text.of(why), at, document);
    }

    static ObjectNode document(Proof proof, Instant at) {
        ObjectNode document = Canonical.mapper().createObjectNode();
        ObjectNode asked = document.putObject("asked");
        asked.put("source", proof.source().name());
        asked.put("key", proof.key());
        asked.put("part", proof.part());
        asked.put("take", proof.take() == null ? null : proof.take().name());
        asked.put("over", proof.over() == null ? null : proof.over().toString());
        asked.put("when", proof.when() == null ? null : proof.when().name());
        asked.put("value", proof.value());
        document.put("observedAt", at.toString());
        return document;
    }

    static ProofResult of(Proof proof, Finding finding) {
        ObjectNode document = document(proof, finding.observedAt());
        document.set("finding", Canonical.parse(finding.toJson()));
        String problem = finding.problem();
        if (problem != null && NOT_LOOKED.contains(problem)) {
            Text why = Text.of(Message.of("proof.not-looked", problem));
            return new ProofResult(null, null, null, why, finding.observedAt(), document);
        }
        if (problem != null) {
            Text why = Text.of(Message.of("proof.problem", problem, finding.asked()));
            return new ProofResult(Outcome.FAIL, null, null, why, finding.observedAt(), document);
        }
        if (proof.part() == null) {
            String wrong = finding.assertions().stream()
                    .filter(each -> !each.ok())
                    .map(Proving::words)
                    .collect(Collectors.joining("; "));
            BigDecimal seconds = number(finding.values().get("seconds"));
            return new ProofResult(
                    finding.ok() ? Outcome.PASS : Outcome.FAIL,
                    seconds,
                    null,
                    finding.ok() ? null : Text.same(wrong),
                    finding.observedAt(),
                    document);
        }
        Optional<Assertion> part = finding.assertions().stream()
                .filter(each -> each.key().equals(proof.part()))
                .findFirst();
        if (part.isPresent()) {
            Assertion assertion = part.get();
            return new ProofResult(
                    assertion.ok() ? Outcome.PASS : Outcome.FAIL,
                    number(assertion.value()),
                    cut(assertion.expected()),
                    assertion.ok() ? null : Text.same(words(assertion)),
                    finding.observedAt(),
                    document);
        }
        Double value = finding.values().get(proof.part());
        if (value != null) {
            return compared(proof, value, finding.observedAt(), document);
        }
        return new ProofResult(
                null, null, null, Text.of(Message.of("proof.no-part", proof.part())), finding.observedAt(), document);
    }

    private static String words(Assertion assertion) {
        return assertion.key() + ": " + assertion.seen() + " (" + assertion.expected() + ")";
    }

    private static String cut(String expected) {
        return Words.shortened(expected, 100);
    }

    static @Nullable BigDecimal number(@Nullable Double value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }

    /** A number that was found, against what the item says; without that it is only recorded. */
    static ProofResult compared(Proof proof, double value, Instant at, JsonNode document) {
        ((ObjectNode) document).put("value", value);
        Comparison when = proof.when();
        BigDecimal bound = proof.value();
        if (when == null || bound == null) {
            return new ProofResult(Outcome.PASS, BigDecimal.valueOf(value), null, null, at, document);
        }
        double limit = bound.doubleValue();
        boolean good =
                switch (when) {
                    case ABOVE -> value > limit;
                    case BELOW -> value < limit;
                    case AT_LEAST -> value >= limit;
                    case EQUAL -> value == limit;
                    default -> false;
                };
        String expected = sign(when) + " " + bound.toPlainString();
        String seen = BigDecimal.valueOf(value)
                .setScale(3, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        Text why = good ? null : Text.same(seen + " (" + expected + ")");
        return new ProofResult(
                good ? Outcome.PASS : Outcome.FAIL, BigDecimal.valueOf(value), expected, why, at, document);
    }

    private static String sign(Comparison when) {
        return switch (when) {
            case ABOVE -> ">";
            case BELOW -> "<";
            case AT_LEAST -> "≥";
            default -> "=";
        };
    }
}
