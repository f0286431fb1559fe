package org.maint.plan;

import java.time.Duration;
import java.util.List;

/**
 * Who is told of an alert, in which steps, until somebody has it in hand.
 *
 * @param rules keys of the thresholds that it is for; empty for all alerts of its severity
 * @param groupWait how long the first notice waits for others that belong to it
 * @param groupInterval how long changes of a group are collected before they are told
 * @param repeat after the last step, all that were told are told again so often
 */
public record EscalationPolicy(
        String key,
        Severity severity,
        List<String> rules,
        Clock clock,
        Group group,
        Duration groupWait,
        Duration groupInterval,
        Duration repeat,
        List<Step> steps) {

    /** How the time of its steps goes. */
    public enum Clock {
        REAL,
        /** In business hours on working days alone. */
        BUSINESS
    }

    /** What is told of together. */
    public enum Group {
        /** Each alert on its own. */
        ALERT,
        /** Alerts of one metric, whatever their labels. */
        METRIC,
        /** All of one severity. */
        SEVERITY
    }

    /** @param after since the alert fired, in the policy's own time */
    public record Step(Duration after, List<String> levels) {}

    /** What counts where the plan says nothing. */
    public static EscalationPolicy usual(Severity severity) {
        boolean critical = severity == Severity.CRITICAL;
        return new EscalationPolicy(
                severity.name().toLowerCase(java.util.Locale.ROOT),
                severity,
                List.of(),
                Clock.REAL,
                Group.METRIC,
                critical ? Duration.ZERO : Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                critical ? Duration.ofMinutes(15) : Duration.ofHours(4),
                critical
                        ? List.of(new Step(Duration.ZERO, List.of("L1", "L2", "L3")))
                        : List.of(
                                new Step(Duration.ZERO, List.of("L1")),
                                new Step(Duration.ofHours(1), List.of("L2")),
                                new Step(Duration.ofHours(5), List.of("L3"))));
    }
}
