package org.maint.report;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.maint.shared.Formula;
import org.maint.shared.Message;
import org.maint.shared.Text;

/** Return on investment by the formula that is set, of the figures that are known. */
record Roi(Formula formula, Map<String, Double> known) {
    static final String KEY = "roi";

    static Roi of(String formula, Map<String, Double> known) {
        return new Roi(Formula.of(formula, "/roi"), known);
    }

    Optional<Double> percent() {
        return formula.value(known);
    }

    /** What the formula needs and nobody has said. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>(formula.names());
        missing.removeAll(known.keySet());
        return missing;
    }

    /** The formula, and with what it was worked out or what it lacks. */
    Text words() {
        if (!missing().isEmpty()) {
            return Text.of(Message.of("report.roi.missing", formula.text(), String.join(", ", missing())));
        }
        return Text.of(Message.of(
                "report.roi.arithmetic",
                formula.text(),
                formula.names().stream()
                        .map(name -> name + " = " + plain(known.getOrDefault(name, 0.0)))
                        .collect(Collectors.joining(", "))));
    }

    private static String plain(double value) {
        return new java.math.BigDecimal(value)
                .setScale(2, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
