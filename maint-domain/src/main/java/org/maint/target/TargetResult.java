package org.maint.target;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.plan.PlanDocument.Target;
import org.maint.shared.Text;

/**
 * How a target stood over a period.
 *
 * @param from included
 * @param to excluded; the present moment when the period is not over
 * @param value in the target's unit; null when nothing was measured
 * @param samples how many measurements, answers, days or incidents it rests on
 * @param arithmetic how the value came about, a line each
 * @param budget null where the target has none
 * @param burns empty where the target has no budget, and for a period that is over
 * @param uptime null for other targets
 */
public record TargetResult(
        Target target,
        Instant from,
        Instant to,
        @Nullable Double value,
        TargetState state,
        long samples,
        List<Text> arithmetic,
        @Nullable Budget budget,
        List<Burn> burns,
        @Nullable Uptime uptime) {}
