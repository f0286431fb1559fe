package org.maint.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.people.Absence;
import org.maint.people.Person;
import org.maint.plan.PlanDocument.TierPlan;
import org.maint.plan.Routine;
import org.maint.shared.Text;

/**
 * How much work the plan makes.
 *
 * @param tiers the last twelve months, in the plan's order
 * @param neverFailing items that never failed in that time, though they were answered often: candidates for a machine
 * @param neverDone items that were always called not applicable: candidates for leaving the plan
 * @param ahead the next four weeks, people by name, then what is nobody's in particular
 */
public record Workload(
        List<TierLoad> tiers, List<ItemHabit> neverFailing, List<ItemHabit> neverDone, List<Ahead> ahead) {

    /**
     * A tier, whose minutes the plan estimates as a whole.
     *
     * @param actual the minutes that its routines took together, each on average; null when none was signed
     */
    public record TierLoad(TierPlan tier, List<RoutineLoad> routines, @Nullable Double actual) {
        /** Whether it takes longer than the plan says, or less time; null when nothing was signed. */
        public @Nullable Boolean within() {
            return actual == null
                    ? null
                    : Boolean.valueOf(actual >= tier.leastMinutes() && actual <= tier.mostMinutes());
        }
    }

    /**
     * A routine.
     *
     * @param average minutes of those that were signed; null for none
     * @param most minutes of the longest
     */
    public record RoutineLoad(
            Routine routine,
            long signed,
            long skipped,
            long missed,
            @Nullable Double average,
            @Nullable Integer most) {}

    /** @param times how often it was answered in the last twelve months */
    public record ItemHabit(Text routine, String key, Text item, long times) {}

    /**
     * What somebody has ahead.
     *
     * @param person null for what anybody of a role does
     * @param runs how many runs of routines
     * @param minutes that they are expected to take: by the average, else by the plan's estimate
     * @param tasks how many open tasks are due, the overdue ones included
     * @param absences that lie within, each with who stands in
     */
    public record Ahead(@Nullable Person person, long runs, double minutes, long tasks, List<Absence> absences) {}
}
