package org.maint.postmortem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.Alerts;
import org.maint.incident.Incident;
import org.maint.incident.IncidentStep;
import org.maint.incident.IncidentUpdate;
import org.maint.incident.Incidents;
import org.maint.incident.StepState;
import org.maint.incident.UpdateState;
import org.maint.metric.Bucket;
import org.maint.metric.Charts;
import org.maint.people.Actor;

/** Takes out of the record what it knows about an incident that is over. */
@ApplicationScoped
public class Findings {
    /** The step of the plan with which the harm ends. */
    private static final String FIX = "implement-fix-or-rollback";

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Alerts alerts;
    private final Charts charts;

    @Inject
    public Findings(Alerts alerts, Charts charts) {
        this.alerts = alerts;
        this.charts = charts;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Findings() {
        this(null, null);
    }

    Figures of(Incidents.Whole whole) {
        Incident incident = whole.incident();
        Instant began = incident.beganAt();
        Instant resolved = Objects.requireNonNull(incident.resolvedAt());
        Optional<Alert> alert = Optional.ofNullable(incident.alert())
                .flatMap(number -> alerts.named(List.of(number)).stream().findFirst());
        Instant detected = alert.map(Alert::firedAt).orElse(incident.declaredAt());
        Instant acknowledged = alert.map(Alert::acknowledgedAt).orElse(incident.declaredAt());
        List<IncidentUpdate> sent = whole.updates().stream()
                .filter(each -> each.state() == UpdateState.SENT)
                .toList();
        Double requests = sum("platform.requests", began, resolved);
        Double percent = average("platform.error-rate", began, resolved);
        return new Figures(
                began,
                detected,
                acknowledged,
                whole.steps().stream()
                        .filter(step -> step.key().equals(FIX) && step.state() == StepState.DONE)
                        .findFirst()
                        .map(IncidentStep::endedAt)
                        .orElse(null),
                resolved,
                Boolean.TRUE.equals(incident.dataLost()),
                sent.size(),
                (int) sent.stream().filter(IncidentUpdate::kept).count(),
                requests,
                requests == null || percent == null ? null : (Double) (requests * percent / 100),
                sum("platform.jobs-created", began, resolved),
                sum("platform.jobs-created", began.minus(WEEK), resolved.minus(WEEK)));
    }

    private @Nullable Double sum(String metric, Instant from, Instant to) {
        List<Bucket> buckets = buckets(metric, from, to);
        return buckets.isEmpty()
                ? null
                : (Double) buckets.stream().mapToDouble(Bucket::total).sum();
    }

    private @Nullable Double average(String metric, Instant from, Instant to) {
        List<Bucket> buckets = buckets(metric, from, to);
        long number = buckets.stream().mapToLong(Bucket::number).sum();
        return number == 0
                ? null
                : (Double) (buckets.stream().mapToDouble(Bucket::total).sum() / number);
    }

    private List<Bucket> buckets(String metric, Instant from, Instant to) {
        // What nobody can count keeps no incident from its end.
        boolean countable = to.isAfter(from) && Duration.between(from, to).compareTo(LONGEST) <= 0;
        return countable ? charts.series(Actor.MAINT, metric, from, to, null, Map.of()) : List.of();
    }
}
