package org.maint.probing;

import java.time.Duration;
import java.util.Map;

/**
 * What a look may take and where it may go.
 *
 * @param secrets by name, for the placeholders {@code ${secret:NAME}}
 * @param deadline for the whole look with all its attempts; at most {@link #LONGEST}
 * @param maxBytes of one answer, unpacked, when the probe does not say
 * @param attempts how often at most, from 1
 * @param pause between two attempts
 */
public record Allowance(
        AllowedTargets targets,
        Map<String, String> secrets,
        Duration deadline,
        int maxBytes,
        int attempts,
        Duration pause) {
    public static final Duration USUAL = Duration.ofSeconds(10);
    public static final Duration LONGEST = Duration.ofSeconds(60);
    public static final int USUAL_BYTES = 2 << 20;

    private static final int MOST_ATTEMPTS = 5;

    /** @throws IllegalArgumentException when a number is out of its range */
    public Allowance {
        secrets = Map.copyOf(secrets);
        boolean good = deadline.compareTo(Duration.ZERO) > 0
                && deadline.compareTo(LONGEST) <= 0
                && maxBytes > 0
                && attempts >= 1
                && attempts <= MOST_ATTEMPTS
                && !pause.isNegative();
        if (!good) {
            throw new IllegalArgumentException("Out of range: " + deadline + ", " + maxBytes + " bytes, " + attempts
                    + " attempts, pause " + pause);
        }
    }

    /** Once, within the usual limits. */
    public static Allowance once(AllowedTargets targets, Map<String, String> secrets) {
        return new Allowance(targets, secrets, USUAL, USUAL_BYTES, 1, Duration.ZERO);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Allowance[" + deadline + ", " + maxBytes + " bytes, " + attempts + " attempts]";
    }
}
