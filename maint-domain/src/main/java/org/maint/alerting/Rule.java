package org.maint.alerting;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Heartbeat;
import org.maint.metric.Metric;
import org.maint.metric.Point;
import org.maint.metric.Take;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.PlanDocument.Threshold;
import org.maint.shared.Canonical;

/**
 * A threshold of the plan, as it judges the data. Comparisons are strict as the plan says them: "greater than 5" is not
 * 5.
 */
public record Rule(Threshold threshold) {
    /** Samples that are as late as this are usual. */
    private static final Duration LATE = Duration.ofMinutes(5);

    public String key() {
        return threshold.key();
    }

    boolean ofHeartbeats() {
        return threshold.when() == Comparison.FAILED_OR_ABSENT || threshold.when() == Comparison.COMPLETED;
    }

    boolean ofAnomalies() {
        return threshold.when() == Comparison.ANOMALY;
    }

    /** Whether it judges samples as they are, each with what is in its window. */
    boolean ofSamples() {
        return !ofHeartbeats() && !ofAnomalies();
    }

    /** Of hours, each of which is judged when it is over; performance is judged as samples come. */
    boolean ofUsage() {
        return ofAnomalies() && !threshold.metric().equals(Anomalies.PERFORMANCE);
    }

    /** Whether time alone changes what it thinks: a sum that runs out, a sign of life that does not come. */
    boolean runsOut() {
        return ofHeartbeats() || ofUsage() || take() == Take.SUM || threshold.noData() != null;
    }

    Take take() {
        return Metric.of(threshold.metric()).map(Metric::take).orElse(Take.LAST);
    }

    /** Changes when anything changes that could make it think differently. */
    String hash() {
        return Canonical.sha256(String.join(
                "|",
                threshold.metric(),
                threshold.when().name(),
                Objects.toString(plain(threshold.value())),
                threshold.lasting().toString(),
                threshold.window().toString(),
                Objects.toString(plain(threshold.recovery())),
                threshold.keepFiring().toString(),
                Objects.toString(threshold.noData())));
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }

    /** Whether a value is beyond a limit. */
    private boolean beyond(double value, @Nullable BigDecimal limit) {
        double bound = limit == null ? 0 : limit.doubleValue();
        return switch (threshold.when()) {
            case ABOVE -> value > bound;
            case BELOW -> value < bound;
            case AT_LEAST -> value >= bound;
            case EQUAL -> value == bound;
            case ANOMALY, FAILED_OR_ABSENT, COMPLETED -> false;
        };
    }

    Judged judge(Instant at, double value) {
        boolean holds = beyond(value, threshold.value());
        boolean keeps = threshold.recovery() == null ? holds : holds || beyond(value, threshold.recovery());
        return new Judged(at, holds, keeps, value);
    }

    /** The worse of two values, for the record. */
    @Nullable
    Double worse(@Nullable Double one, @Nullable Double other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return threshold.when() == Comparison.BELOW ? Math.min(one, other) : Math.max(one, other);
    }

    /**
     * Judges each moment after {@code after} up to {@code horizon} at which something changed: a sample came, or, where
     * samples are added up, one left the window.
     *
     * @param points by time, from a window before {@code after} on
     */
    List<Judged> judge(List<Point> points, Instant after, Instant horizon) {
        Duration window = threshold.window();
        boolean sums = take() == Take.SUM;
        TreeSet<Instant> moments = new TreeSet<>();
        for (Point point : points) {
            moments.add(point.at());
            if (sums) {
                moments.add(point.at().plus(window));
            }
        }
        List<Judged> judged = new ArrayList<>();
        int first = 0;
        int next = 0;
        for (Instant moment : moments) {
            if (moment.isAfter(horizon)) {
                break;
            }
            while (next < points.size() && !points.get(next).at().isAfter(moment)) {
                next++;
            }
            Instant opened = moment.minus(window);
            while (first < next && !points.get(first).at().isAfter(opened)) {
                first++;
            }
            if (moment.isAfter(after)) {
                double[] values = new double[next - first];
                for (int i = first; i < next; i++) {
                    values[i - first] = points.get(i).value();
                }
                double value = Metric.taken(take(), values).orElse(0.0);
                judged.add(judge(moment, value));
            }
        }
        return judged;
    }

    /**
     * Judges signs of life: each that came, and each moment at which one has been missing for too long.
     *
     * @param beats by time, with the last good one before {@code after} among them
     */
    List<Judged> judgeHeartbeats(List<Heartbeat> beats, Instant after, Instant horizon) {
        TreeSet<Instant> moments = new TreeSet<>();
        for (Heartbeat beat : beats) {
            moments.add(beat.at());
            moments.add(beat.at().plus(threshold.window()));
        }
        List<Judged> judged = new ArrayList<>();
        Heartbeat last = null;
        Heartbeat good = null;
        int next = 0;
        for (Instant moment : moments) {
            for (; next < beats.size() && !beats.get(next).at().isAfter(moment); next++) {
                last = beats.get(next);
                good = last.ok() ? last : good;
            }
            if (last != null && moment.isAfter(after) && !moment.isAfter(horizon)) {
                boolean fresh = good != null && moment.isBefore(good.at().plus(threshold.window()));
                // Where none was ever good, none is missed: that the last one failed says enough.
                boolean failed = !last.ok() || (good != null && !fresh);
                boolean holds = threshold.when() == Comparison.COMPLETED ? fresh : failed;
                judged.add(new Judged(moment, holds, holds, null));
            }
        }
        return judged;
    }

    /** So far back behind the newest moment what is judged may depend on samples, and some may still be on their way. */
    Duration reach() {
        return threshold.window().plus(threshold.lasting()).plus(LATE);
    }

    /**
     * Whether it has held for long enough. The plan's "more than 5 minutes" is strict; "for 30 minutes" of an anomaly is
     * not.
     */
    boolean longEnough(Instant since, Instant at) {
        int compared = Duration.between(since, at).compareTo(threshold.lasting());
        return threshold.lasting().isZero() || compared > 0 || (compared == 0 && ofAnomalies());
    }
}
