package org.maint.shared;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic as people write it: numbers with a point, names of figures, {@code + - * /}, brackets, {@code min} and
 * {@code max}. Nothing else is understood, so that no formula can take long or reach anything.
 */
public final class Formula {
    public static final int LONGEST = 300;

    /** Of a figure. */
    private static final String NAME = "[a-z][a-z0-9_]{0,59}";

    private static final ExpressionConfiguration CONFIGURATION = ExpressionConfiguration.builder()
            .arraysAllowed(false)
            .structuresAllowed(false)
            .implicitMultiplicationAllowed(false)
            .operatorDictionary(MapBasedOperatorDictionary.ofOperators(
                    Map.entry("+", new InfixPlusOperator()),
                    Map.entry("-", new InfixMinusOperator()),
                    Map.entry("-", new PrefixMinusOperator()),
                    Map.entry("*", new InfixMultiplicationOperator()),
                    Map.entry("/", new InfixDivisionOperator())))
            .functionDictionary(MapBasedFunctionDictionary.ofFunctions(
                    Map.entry("MIN", new MinFunction()), Map.entry("MAX", new MaxFunction())))
            .build();

    private final String text;
    private final Expression expression;
    private final Set<String> names;

    private Formula(String text, Expression expression, Set<String> names) {
        this.text = text;
        this.expression = expression;
        this.names = names;
    }

    /** Refused when it cannot be understood, or is longer than {@value #LONGEST} characters. */
    public static Formula of(@Nullable String typed, String pointer) {
        String text = Words.required(typed, pointer, LONGEST);
        Expression expression = new Expression(text, CONFIGURATION);
        try {
            expression.validate();
            Set<String> names = new TreeSet<>();
            expression.getUsedVariables().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
            if (!names.stream().allMatch(name -> name.matches(NAME))) {
                throw Refusal.invalid(pointer, Message.of("invalid.formula", text));
            }
            return new Formula(text, expression, names);
        } catch (BaseException e) {
            throw Refusal.invalid(pointer, Message.of("invalid.formula", text));
        }
    }

    public String text() {
        return text;
    }

    /** Of the figures that it needs, in small letters. */
    public Set<String> names() {
        return names;
    }

    /** Empty when a figure is lacking, or it divides by zero. */
    public Optional<Double> value(Map<String, Double> figures) {
        if (!figures.keySet().containsAll(names)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                            expression.copy().withValues(figures).evaluate().getNumberValue())
                    .map(Number::doubleValue);
        } catch (BaseException e) {
            return Optional.empty();
        }
    }
}
