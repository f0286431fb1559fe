package org.maint.dashboard;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.Severity;
import org.maint.shared.Text;
import org.maint.target.TargetState;

/**
 * What the plan's daily monitor shows.
 *
 * @param figures the plan's five, in its order
 * @param alerts how many are open
 * @param incidents open ones, drills left out
 * @param runs of today, by their opening
 * @param at when it was seen
 */
public record Daily(
        SystemStatus status,
        List<Figure> figures,
        List<OpenAlerts> alerts,
        List<OpenIncident> incidents,
        List<OnDuty> onCall,
        List<DayRun> runs,
        Instant at) {
    /** @param number at least 0 */
    public record OpenAlerts(Severity severity, long number) {}

    /** @param promisedAt when the next word is promised; null for none */
    public record OpenIncident(
            long number, String name, String title, Instant declaredAt, @Nullable Instant promisedAt) {}

    /**
     * A run of today, planned or there.
     *
     * @param state as the calendar names it: {@code PLANNED}, or the run's own
     * @param from the share of the day that has passed when it opens, from 0 to 1
     * @param to the same of its due time; 1 for what is due after today
     * @param link null for what is only planned
     */
    public record DayRun(
            Text title,
            String state,
            boolean late,
            double from,
            double to,
            Instant opensAt,
            Instant dueAt,
            @Nullable String link) {}

    /** @param names empty when nobody is on call, or the level has no rota */
    public record OnDuty(String level, List<String> names) {}

    /**
     * One of the five figures.
     *
     * @param key {@code uptime}, {@code response-time}, {@code active-users}, {@code error-rate} or {@code last-backup}
     * @param metric what it is made of
     * @param value in percent, seconds, people, percent or hours; null when nothing was measured
     * @param before the same a day earlier, for uptime a month; null when nothing was measured then
     * @param bound what the plan wants, with {@code when}; null where the plan says nothing
     * @param state how its target stands this month; null where there is none
     * @param at when it was last measured; null for never
     * @param source the page that shows what it is made of
     */
    public record Figure(
            String key,
            String metric,
            @Nullable Double value,
            @Nullable Double before,
            @Nullable BigDecimal bound,
            @Nullable Comparison when,
            @Nullable TargetState state,
            @Nullable Instant at,
            String source) {}
}
