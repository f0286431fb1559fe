package org.maint.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a formula may be, and what it gives. */
class FormulaTest {
    private static final Map<String, Double> FIGURES = Map.of("revenue", 120_000.0, "cost", 80_000.0, "hours", 12.5);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(revenue - cost) / cost * 100 | 50",
                "-cost + revenue | 40000",
                "min(revenue, cost) / hours | 6400",
                "MAX(1, 2) * Revenue | 240000",
                "1.5 | 1.5"
            })
    void it_gives(String formula, double expected) {
        assertThat(Formula.of(formula, "/roi").value(FIGURES)).hasValue(expected);
    }

    @Test
    void it_names_what_it_needs_and_without_that_gives_nothing() {
        Formula formula = Formula.of("revenue - rent - Cost", "/roi");
        assertThat(formula.names()).containsExactly("cost", "rent", "revenue");
        assertThat(formula.value(FIGURES)).isEmpty();
        assertThat(Formula.of("null", "/roi").value(FIGURES)).isEmpty();
        assertThat(Formula.of("cost / 0", "/roi").value(FIGURES))
                .as("nothing, not infinity")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "revenue -",
                "(revenue",
                "9^9^9^9",
                "FACT(99999)",
                "a.b",
                "x[3]",
                "revenue; cost",
                "\"a\" + 1 +",
                "RANDOM()",
                "co\u00fbts * 2"
            })
    void what_is_no_plain_arithmetic_is_refused(String formula) {
        assertThatThrownBy(() -> Formula.of(formula, "/roi")).isInstanceOf(Refusal.class);
    }

    @Test
    void one_that_is_too_long_is_refused() {
        assertThatThrownBy(() -> Formula.of("1" + " + 1".repeat(Formula.LONGEST), "/roi"))
                .isInstanceOf(Refusal.class);
    }
}
