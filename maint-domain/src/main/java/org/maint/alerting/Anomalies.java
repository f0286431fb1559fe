package org.maint.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maint.metric.Bucket;
import org.maint.metric.Point;
import org.maint.metric.SampleStore;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.Plans;

/**
 * What is unusual against its own past.
 *
 * <p>Performance: slower than half as much again as the median of the four weeks before the day (of five-minute averages,
 * at least {@value #LEAST_HISTORY} of them), and not yet slow enough for a warning. Use of a feature: an hour whose count
 * differs from the median of the same weekday and hour of the last eight weeks (at least four of them) by more than three
 * times their spread (median absolute deviation × 1.4826, at least 1) and by more than half of the median.
 */
@ApplicationScoped
public class Anomalies {
    static final String PERFORMANCE = "platform.performance";
    static final int LEAST_HISTORY = 100;

    private static final int WEEKS = 8;
    private static final int LEAST_WEEKS = 4;
    private static final double SPREADS = 3;
    private static final double NORMAL = 1.4826;

    /** An hour is judged when what belongs to it has had this long to arrive. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final SampleStore store;
    private final Plans plans;

    @Inject
    public Anomalies(SampleStore store, Plans plans) {
        this.store = store;
        this.plans = plans;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Anomalies() {
        this(null, null);
    }

    /** So far back usage is judged when a sample comes late, or after a long silence: not every hour of a month. */
    static final Duration BACK = Duration.ofDays(1);

    List<Judged> judge(Rule rule, Group group, Instant after, Instant horizon) {
        return rule.threshold().metric().equals(PERFORMANCE)
                ? performance(rule, group, after, horizon)
                : usage(group, after, horizon);
    }

    private List<Judged> performance(Rule rule, Group group, Instant after, Instant horizon) {
        Duration window = rule.threshold().window();
        ZoneId zone = plans.published().zone();
        double share = rule.threshold().value() == null
                ? 0.5
                : rule.threshold().value().doubleValue() / 100;
        double warning = warning();
        List<Point> points = store.points(group.series(), after.minus(window), horizon.plus(Duration.ofMinutes(5)));
        Map<LocalDate, Optional<Double>> medians = new TreeMap<>();
        List<Judged> judged = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            while (!points.get(first).at().isAfter(point.at().minus(window))) {
                first++;
            }
            if (point.at().isAfter(after)) {
                // Added up afresh each time: what a running sum is off by depends on where it began.
                double average = points.subList(first, i + 1).stream()
                        .mapToDouble(Point::value)
                        .average()
                        .orElse(0);
                LocalDate day = LocalDate.ofInstant(point.at(), zone);
                boolean holds = medians.computeIfAbsent(day, date -> median(group, date, zone))
                        .map(median -> average > median * (1 + share) && average <= warning)
                        .orElse(false);
                judged.add(new Judged(point.at(), holds, holds, average));
            }
        }
        return judged;
    }

    /** Above this somebody is warned anyway. */
    private double warning() {
        return plans.published().document().thresholds().stream()
                .filter(each -> each.metric().equals("platform.response-time") && each.when() == Comparison.ABOVE)
                .filter(each -> each.value() != null)
                .mapToDouble(each -> each.value().doubleValue())
                .min()
                .orElse(Double.MAX_VALUE);
    }

    private Optional<Double> median(Group group, LocalDate day, ZoneId zone) {
        Instant to = day.atStartOfDay(zone).toInstant();
        Instant from = day.minusWeeks(4).atStartOfDay(zone).toInstant();
        double[] averages = store.fiveMinutes(group.series(), from, to).stream()
                .mapToDouble(Bucket::average)
                .toArray();
        return averages.length < LEAST_HISTORY ? Optional.empty() : Optional.of(median(averages));
    }

    private List<Judged> usage(Group group, Instant after, Instant horizon) {
        ZoneId zone = plans.published().zone();
        List<Judged> judged = new ArrayList<>();
        ZonedDateTime hour = after.atZone(zone).truncatedTo(ChronoUnit.HOURS);
        for (; ; hour = hour.plusHours(1)) {
            Instant end = hour.plusHours(1).toInstant();
            if (end.plus(GRACE).isAfter(horizon)) {
                return judged;
            }
            if (end.isAfter(after)) {
                judged.add(hour(group, hour, end));
            }
        }
    }

    /** The end of the newest hour that can be judged. */
    Instant newestHour(Instant now) {
        return now.minus(GRACE)
                .atZone(plans.published().zone())
                .truncatedTo(ChronoUnit.HOURS)
                .toInstant();
    }

    private Judged hour(Group group, ZonedDateTime hour, Instant end) {
        double now = raw(group, hour).or(() -> sum(group, hour)).orElse(0.0);
        List<Double> before = new ArrayList<>();
        for (int week = 1; week <= WEEKS; week++) {
            sum(group, hour.minusWeeks(week)).ifPresent(before::add);
        }
        boolean holds = false;
        if (before.size() >= LEAST_WEEKS) {
            double[] values = before.stream().mapToDouble(Double::doubleValue).toArray();
            double median = median(values);
            double spread = median(Arrays.stream(values)
                            .map(value -> Math.abs(value - median))
                            .toArray())
                    * NORMAL;
            double differs = Math.abs(now - median);
            holds = differs > SPREADS * Math.max(1, spread) && differs > median / 2;
        }
        return new Judged(end, holds, holds, now);
    }

    /** As they came: a late sample is judged before it is rolled up. */
    private Optional<Double> raw(Group group, ZonedDateTime hour) {
        Instant from = hour.toInstant().minusNanos(1_000);
        List<Point> points = store.points(group.series(), from, from.plus(Duration.ofHours(1)));
        return points.isEmpty()
                ? Optional.empty()
                : Optional.of(points.stream().mapToDouble(Point::value).sum());
    }

    private Optional<Double> sum(Group group, ZonedDateTime hour) {
        List<Bucket> buckets = store.fiveMinutes(
                group.series(), hour.toInstant(), hour.plusHours(1).toInstant());
        return buckets.isEmpty()
                ? Optional.empty()
                : Optional.of(buckets.stream().mapToDouble(Bucket::total).sum());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
