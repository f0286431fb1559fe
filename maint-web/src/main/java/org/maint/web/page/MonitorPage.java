package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Bucket;
import org.maint.metric.Charts;
import org.maint.metric.Metric;
import org.maint.metric.Point;
import org.maint.metric.Take;
import org.maint.people.Actor;
import org.maint.plan.PlanDocument.Threshold;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.watch.Check;
import org.maint.watch.Probe;
import org.maint.watch.Probes;
import org.omnifaces.cdi.Param;

/** What is measured, drawn over a time that the address says, and how the probes stand. */
@Named
@RequestScoped
public class MonitorPage {
    /** What is drawn first: what the plan asks about every day. */
    private static final List<String> FIRST = List.of(
            "platform.up",
            "platform.page-load",
            "platform.response-time",
            "platform.error-rate",
            "platform.active-users",
            "host.disk-free",
            "host.memory-used",
            "backup.age");

    private static final Map<String, Duration> TIMES = Map.of(
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7),
            "month", Duration.ofDays(31),
            "year", Duration.ofDays(366));

    private final Charts charts;
    private final Probes probes;
    private final Plans plans;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;

    @Inject
    @Param
    private @Nullable String over;

    @Inject
    @Param
    private @Nullable String all;

    private @Nullable List<Tile> tiles;

    @Inject
    public MonitorPage(Charts charts, Probes probes, Plans plans, Shell shell, Fmt fmt, Clock clock) {
        this.charts = charts;
        this.probes = probes;
        this.plans = plans;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected MonitorPage() {
        this(null, null, null, null, null, null);
    }

    /** What a probe can measure; anything else is pushed in. */
    private static final Map<String, String> BY_PROBES = Map.of(
            "platform.up", "up",
            "platform.page-load", "seconds",
            "platform.response-time", "seconds",
            "host.disk-free", "scrape",
            "host.memory-used", "scrape",
            "backup.age", "backup");

    /**
     * A metric: its newest value and its line.
     *
     * @param hint what to do so that there is something to see; null where something was ever measured
     */
    public record Tile(
            String metric, @Nullable Double newest, @Nullable Instant at, Drawing drawing, @Nullable String hint) {
        /** Whether a probe would do. */
        public boolean probed() {
            return BY_PROBES.containsKey(metric);
        }
    }

    public List<String> getChoices() {
        return List.of("hour", "day", "week", "month", "year");
    }

    public String getOver() {
        return over != null && TIMES.containsKey(over) ? over : "day";
    }

    public boolean isAll() {
        return "true".equals(all);
    }

    public List<Tile> getTiles() {
        if (tiles == null) {
            Actor actor = shell.actor();
            Instant to = clock.instant();
            Instant from = to.minus(TIMES.getOrDefault(getOver(), Duration.ofDays(1)));
            List<String> keys = isAll() ? Metric.all().stream().map(Metric::key).toList() : FIRST;
            List<Tile> made = new ArrayList<>();
            for (String key : keys) {
                List<Bucket> buckets = charts.series(actor, key, from, to, null, Map.of());
                // Of what there is nothing, nothing is drawn, unless it is what is asked about every day.
                if (!buckets.isEmpty() || !isAll()) {
                    made.add(tile(actor, key, from, to, buckets));
                }
            }
            tiles = made;
        }
        return tiles;
    }

    private Tile tile(Actor actor, String key, Instant from, Instant to, List<Bucket> buckets) {
        boolean sum = Metric.of(key).map(metric -> metric.take() == Take.SUM).orElse(false);
        List<Point> points = buckets.stream()
                .map(bucket -> new Point(bucket.at(), sum ? bucket.total() : bucket.average()))
                .toList();
        Double bound = plans.published().document().thresholds().stream()
                .filter(threshold -> threshold.metric().equals(key) && threshold.severity() != Severity.INFO)
                .map(Threshold::value)
                .filter(java.util.Objects::nonNull)
                .map(java.math.BigDecimal::doubleValue)
                .reduce((first, second) -> second)
                .orElse(null);
        boolean drawn = bound != null && !key.equals("platform.up") && !sum;
        var newest = charts.newest(actor, key);
        return new Tile(
                key,
                newest.map(Point::value).orElse(null),
                newest.map(Point::at).orElse(null),
                new Drawing(from, to, points, drawn ? bound : null),
                newest.isEmpty() && points.isEmpty()
                        ? fmt.words("monitor.hint." + BY_PROBES.getOrDefault(key, "push"), key)
                        : null);
    }

    /** A probe with its newest look; null when there was none yet. */
    public record Row(Probe probe, @Nullable Check newest) {}

    public List<Row> getProbes() {
        Map<String, Check> newest = probes.newest(shell.actor());
        return probes.list(shell.actor()).stream()
                .map(probe -> new Row(probe, newest.get(probe.key())))
                .toList();
    }
}
