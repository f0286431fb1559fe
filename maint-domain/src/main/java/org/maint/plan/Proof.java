package org.maint.plan;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.maint.plan.PlanDocument.Comparison;

/**
 * What proves an item, so that nobody has to take somebody's word for it.
 *
 * @param key of the probe, metric, sign of life or question
 * @param part what of it: an assertion of a probe ({@code images}), or a named number of it; null for the whole
 * @param take how the samples of a metric become one number; null for the newest
 * @param over how far back, in the time of the data; null for what the source itself says
 * @param when how the number is compared with {@code value}; null for a number that is only recorded
 */
public record Proof(
        Source source,
        String key,
        @Nullable String part,
        @Nullable Take take,
        @Nullable Duration over,
        @Nullable Comparison when,
        @Nullable BigDecimal value) {

    /** Where it comes from. */
    public enum Source {
        /** An automatic look at the platform. */
        PROBE,
        /** Numbers that were measured or pushed in. */
        METRIC,
        /** A sign of life that a program pushes in. */
        HEARTBEAT,
        /** A question that maint answers out of its own record. */
        QUESTION
    }

    /** How many samples become one number. */
    public enum Take {
        LAST,
        AVERAGE,
        SUM,
        LEAST,
        MOST
    }
}
