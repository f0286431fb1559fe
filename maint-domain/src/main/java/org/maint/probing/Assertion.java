package org.maint.probing;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was expected, and what was seen. Both are in signs rather than in a language: they are shown as they are
 * to readers of either.
 *
 * @param key such as {@code status}, {@code latency}, {@code images} or {@code step:sign-in}
 * @param value the number that was seen, if it was one
 * @param unit of the value: {@code s}, {@code B}, {@code d}, {@code h}, {@code %}, or null when it is a mere count
 */
public record Assertion(
        String key, boolean ok, String expected, String seen, @Nullable Double value, @Nullable String unit) {

    /** @throws IllegalArgumentException when the value is no finite number, which JSON could not carry */
    public Assertion {
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException(key + " has no finite value");
        }
    }

    static Assertion of(String key, boolean ok, String expected, String seen) {
        return new Assertion(key, ok, expected, seen, null, null);
    }
}
