package org.maint.probing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;

/**
 * What one look saw. It is kept as evidence, so it holds no secret, and it is only well when something was looked at and
 * all of it was as expected.
 *
 * @param values numbers by name: {@code seconds}, {@code bytes}, {@code days}, {@code count}, a metric's key, …
 * @param asked in one line
 * @param answerSha256 of the answer as it came, unpacked; null when there was none, or none that was whole
 * @param excerpt the beginning of the answer, at most {@value #LONGEST_EXCERPT} characters
 * @param seconds with all attempts and the pauses between them
 * @param problem why there was no look, or none to its end; null when there was one
 */
public record Finding(
        boolean ok,
        List<Assertion> assertions,
        Map<String, Double> values,
        String asked,
        @Nullable String answerSha256,
        @Nullable String excerpt,
        Instant observedAt,
        double seconds,
        int attempts,
        @Nullable String problem) {
    public static final int LONGEST_EXCERPT = 2000;

    /** @throws IllegalArgumentException when it says that all is well and does not show it */
    public Finding {
        assertions = List.copyOf(assertions);
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        boolean shown =
                problem == null && !assertions.isEmpty() && assertions.stream().allMatch(Assertion::ok);
        if (ok != shown) {
            throw new IllegalArgumentException("A finding is well when everything in it is, and only then");
        }
    }

    /** As it is kept: the same finding gives the same text (RFC 8785). */
    public String toJson() {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("ok", ok);
        json.put("asked", asked);
        json.put("observedAt", observedAt.toString());
        json.put("seconds", seconds);
        json.put("attempts", attempts);
        json.put("problem", problem);
        json.put("answerSha256", answerSha256);
        json.put("excerpt", excerpt);
        ArrayNode all = json.putArray("assertions");
        for (Assertion assertion : assertions) {
            ObjectNode each = all.addObject();
            each.put("key", assertion.key());
            each.put("ok", assertion.ok());
            each.put("expected", assertion.expected());
            each.put("seen", assertion.seen());
            each.put("value", assertion.value());
            each.put("unit", assertion.unit());
        }
        ObjectNode numbers = json.putObject("values");
        values.forEach(numbers::put);
        return Canonical.json(json);
    }
}
