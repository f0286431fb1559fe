package org.maint.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.maint.vitals.Ticks;
import org.maint.vitals.Vitals;
import org.maint.vitals.Vitals.Reading;

/** What {@code /metrics} says of maint itself, beside how long pages take. */
@ApplicationScoped
public class VitalMetrics {
    /** One for each kind of work; the others go with them. */
    private static final List<String> TIMERS = List.of(
            "DailyTimer",
            "WeeklyTimer",
            "MonthlyTimer",
            "QuarterlyTimer",
            "AnnualTimer",
            "ProbeTimer",
            "RuleTimer",
            "EscalationTimer",
            "VerificationTimer",
            "ReminderTimer",
            "Sweep");

    private final MetricRegistry registry;
    private final Vitals vitals;
    private final Ticks ticks;

    @Inject
    public VitalMetrics(MetricRegistry registry, Vitals vitals, Ticks ticks) {
        this.registry = registry;
        this.vitals = vitals;
        this.ticks = ticks;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected VitalMetrics() {
        this(null, null, null);
    }

    public void register(@Observes @Initialized(ApplicationScoped.class) Object start) {
        gauge("maint_runs_opened", "Runs that were ever opened", Reading::runsOpened);
        gauge("maint_runs_missed", "Runs that were ever missed", Reading::runsMissed);
        gauge("maint_runs_open", "Runs that are open", Reading::runsOpen);
        gauge("maint_runs_late", "Open runs that are past their due time", Reading::runsLate);
        gauge("maint_outbox_waiting", "Messages that are due and not delivered", Reading::outboxWaiting);
        gauge("maint_outbox_age_seconds", "For how long the oldest of them has been due", Reading::outboxSeconds);
        gauge("maint_dead_letters", "Messages that were given up", Reading::deadLetters);
        gauge("maint_probe_lag_seconds", "For how long the latest look has been due", Reading::probeSeconds);
        gauge("maint_escalation_lag_seconds", "For how long the latest step has been due", Reading::escalationSeconds);
        gauge(
                "maint_notification_latency_seconds",
                "From writing to delivery, the worst of the last five minutes",
                Reading::latencySeconds);
        gauge("maint_alerts_open", "Alerts that fire", Reading::alertsOpen);
        gauge(
                "maint_clock_skew_seconds",
                "By how much the database's clock goes ahead of this node's",
                Reading::databaseSeconds);
        for (String timer : TIMERS) {
            Tag tag = new Tag("timer", timer);
            registry.gauge(
                    metadata("maint_timer_idle_seconds", "Since the timer ended its last tick on this node"),
                    ticks,
                    all -> all.secondsSince(timer),
                    tag);
            registry.gauge(
                    metadata("maint_timer_tick_seconds", "How long the timer's last tick took on this node"),
                    ticks,
                    all -> all.secondsOf(timer),
                    tag);
        }
    }

    private void gauge(String name, String words, ToDoubleFunction<Reading> figure) {
        registry.gauge(metadata(name, words), this, all -> all.figure(figure));
    }

    /** Not a number while the database does not answer. Nothing is asked of it here: who scrapes must not wait. */
    private double figure(ToDoubleFunction<Reading> figure) {
        return vitals.latest().map(figure::applyAsDouble).orElse(Double.NaN);
    }

    private static Metadata metadata(String name, String words) {
        return Metadata.builder().withName(name).withDescription(words).build();
    }
}
