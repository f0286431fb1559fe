package org.maint.target;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast the budget is being spent, over a long and a short time at once: 1 is the rate at which it lasts exactly for the
 * period. The pairs are those of the Google SRE workbook, chapter 5.
 *
 * @param limit from this rate on, over both, it burns
 * @param overLong the rate over the long time; null when too little was measured
 */
public record Burn(
        double limit, Duration longer, Duration shorter, @Nullable Double overLong, @Nullable Double overShort) {
    public boolean hot() {
        return overLong != null && overShort != null && overLong >= limit && overShort >= limit;
    }
}
