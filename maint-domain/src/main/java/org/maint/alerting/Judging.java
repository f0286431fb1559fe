package org.maint.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Heartbeat;
import org.maint.metric.Metric;
import org.maint.metric.Point;
import org.maint.metric.SampleStore;
import org.maint.metric.Samples;
import org.maint.metric.Series;
import org.maint.plan.PlanDocument;
import org.maint.plan.PlanDocument.Comparison;

/** Gathers what a rule needs of the data, and has it judge. */
@ApplicationScoped
public class Judging {
    private final SampleStore store;
    private final Anomalies anomalies;

    @Inject
    public Judging(SampleStore store, Anomalies anomalies) {
        this.store = store;
        this.anomalies = anomalies;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Judging() {
        this(null, null);
    }

    static List<Rule> rules(PlanDocument plan) {
        return plan.thresholds().stream().map(Rule::new).toList();
    }

    List<Series> lines(Rule rule) {
        if (rule.threshold().metric().equals(Anomalies.PERFORMANCE)) {
            List<Series> both = new ArrayList<>(store.seriesOf("platform.page-load"));
            both.addAll(store.seriesOf("platform.response-time"));
            return both;
        }
        return store.seriesOf(rule.threshold().metric());
    }

    /** Gives the samples of lines after a moment (excluded) up to another (included), by time. */
    @FunctionalInterface
    interface Points {
        List<Point> of(Group group, Instant from, Instant to);
    }

    /** Judges the moments after {@code after} up to {@code horizon}. */
    List<Judged> judge(Rule rule, Group group, Instant after, Instant horizon) {
        return judge(rule, group, after, horizon, (of, from, to) -> store.points(of.series(), from, to));
    }

    /**
     * The samples of several groups, read at once; those of others when they are asked for.
     *
     * @param after the earliest moment after which any of them is judged
     */
    Points points(Rule rule, Collection<Group> groups, Instant after, Instant horizon) {
        Set<Long> lines = rule.ofSamples()
                ? groups.stream().flatMap(group -> group.series().stream()).collect(Collectors.toSet())
                : Set.of();
        Map<Long, List<Point>> read = store.pointsOfEach(lines, before(rule, after), horizon.plus(Samples.RAW));
        return (of, from, to) -> lines.containsAll(of.series())
                ? of.series().stream()
                        .sorted()
                        .flatMap(line -> read.getOrDefault(line, List.of()).stream())
                        .filter(point -> point.at().isAfter(from) && !point.at().isAfter(to))
                        .sorted(Comparator.comparing(Point::at))
                        .toList()
                : store.points(of.series(), from, to);
    }

    /** Sums also change when a sample leaves the window: those of one more window can do so after the beginning. */
    private static Instant before(Rule rule, Instant after) {
        Duration window = rule.threshold().window();
        return after.minus(window).minus(window);
    }

    /** As {@link #judge(Rule, Group, Instant, Instant)}, with samples that may have been read before. */
    List<Judged> judge(Rule rule, Group group, Instant after, Instant horizon, Points samples) {
        if (rule.ofHeartbeats()) {
            return rule.judgeHeartbeats(beats(rule, after, horizon), after, horizon);
        }
        if (rule.ofAnomalies()) {
            return anomalies.judge(rule, group, after, horizon);
        }
        List<Point> points = samples.of(group, before(rule, after), horizon.plus(Samples.RAW));
        List<Judged> judged = rule.judge(points, after, horizon.plus(Duration.ofMinutes(5)));
        return rule.runsOut()
                ? judged.stream().filter(each -> due(each, points, horizon)).toList()
                : judged;
    }

    /** A sample may be a little ahead of the clock; a window that runs out may not. */
    private static boolean due(Judged each, List<Point> points, Instant horizon) {
        return !each.at().isAfter(horizon)
                || points.stream().anyMatch(point -> point.at().equals(each.at()));
    }

    private List<Heartbeat> beats(Rule rule, Instant after, Instant horizon) {
        String key = rule.threshold().metric();
        List<Heartbeat> beats = new ArrayList<>();
        // What went before says how it stood: the last one, and the last good one.
        if (rule.threshold().when() == Comparison.FAILED_OR_ABSENT) {
            store.newestHeartbeat(key, true, after).ifPresent(beats::add);
            store.newestHeartbeat(key, null, after)
                    .filter(last -> !beats.contains(last))
                    .ifPresent(beats::add);
        } else {
            beats.addAll(store.heartbeats(key, after.minus(rule.threshold().window()), after));
        }
        beats.addAll(store.heartbeats(key, after, horizon.plus(Duration.ofMinutes(5))));
        return beats;
    }

    /** Of a group whose hours have all been judged only a late sample changes anything. */
    boolean settled(Rule rule, RuleCondition condition, @Nullable Instant earliest, Instant now) {
        return rule.ofUsage()
                && condition.of(rule)
                && !condition.evaluatedTo().isBefore(anomalies.newestHour(now))
                && (earliest == null || !earliest.isBefore(condition.evaluatedTo()));
    }

    /** Whether rules of this metric judge raw samples, so that a back-test over them is exact. */
    static boolean known(Rule rule) {
        return rule.ofHeartbeats()
                || Anomalies.PERFORMANCE.equals(rule.threshold().metric())
                || Metric.of(rule.threshold().metric()).isPresent();
    }
}
