package org.maint.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.plan.Plans;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** What was measured, as it is drawn: in steps, from raw samples, five-minute rollups or days, whichever is fine enough. */
@ApplicationScoped
@Transactional
public class Charts {
    static final int MOST_POINTS = 20_000;

    /** Up to here raw samples are read for a chart; beyond, rollups. */
    private static final Duration RAW_CHART = Duration.ofHours(26);

    private static final Duration DAY = Duration.ofDays(1);

    private final SampleStore store;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public Charts(SampleStore store, Plans plans, Clock clock) {
        this.store = store;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Charts() {
        this(null, null, null);
    }

    /**
     * A metric over a time, all its lines together.
     *
     * @param step the width of a point; null for one that gives about 300 points
     * @param label only lines with these labels; empty for all
     */
    public List<Bucket> series(
            Actor actor, String metric, Instant from, Instant to, @Nullable Duration step, Map<String, String> label) {
        actor.requireStaff();
        if (Metric.of(metric).isEmpty()) {
            throw Refusal.notFound(Message.of("invalid.metric", metric));
        }
        if (!to.isAfter(from)) {
            throw Refusal.invalid("/to", Message.of("invalid.to-before-from"));
        }
        Duration width = step == null ? fitting(from, to) : step;
        boolean tooFine = width.compareTo(Duration.ofSeconds(1)) < 0
                || Duration.between(from, to).getSeconds() / width.getSeconds() > MOST_POINTS
                || (width.compareTo(SampleStore.STEP) < 0
                        && Duration.between(from, to).compareTo(RAW_CHART) > 0);
        if (tooFine) {
            throw Refusal.invalid("/step", Message.of("invalid.step", MOST_POINTS));
        }
        List<Long> lines = store.seriesOf(metric).stream()
                .filter(each -> each.labels().entrySet().containsAll(label.entrySet()))
                .map(Series::id)
                .toList();
        return read(lines, from, to, width);
    }

    private static Duration fitting(Instant from, Instant to) {
        long seconds = Duration.between(from, to).toSeconds() / 300;
        for (long each : List.of(60L, 300L, 900L, 3_600L, 10_800L, 21_600L)) {
            if (seconds <= each) {
                return Duration.ofSeconds(each);
            }
        }
        return DAY;
    }

    private List<Bucket> read(List<Long> lines, Instant from, Instant to, Duration step) {
        boolean raw = step.compareTo(SampleStore.STEP) < 0
                || (Duration.between(from, to).compareTo(RAW_CHART) <= 0
                        && from.isAfter(clock.instant().minus(Samples.RAW)));
        if (raw) {
            List<Bucket> single = store.points(lines, from.minusNanos(1_000), to).stream()
                    .map(point -> new Bucket(point.at(), point.value(), point.value(), point.value(), 1))
                    .toList();
            return gathered(single, from, step);
        }
        if (step.compareTo(DAY) < 0) {
            return gathered(store.fiveMinutes(lines, RollupTable.floor(from), to), from, step);
        }
        ZoneId zone = plans.published().zone();
        LocalDate last = LocalDate.ofInstant(to.minusNanos(1), zone);
        List<Bucket> days = new ArrayList<>();
        store.days(lines, LocalDate.ofInstant(from, zone), last)
                .forEach((day, bucket) -> days.add(new Bucket(
                        day.atStartOfDay(zone).toInstant(),
                        bucket.least(),
                        bucket.most(),
                        bucket.total(),
                        bucket.number())));
        return step.equals(DAY) ? days : gathered(days, from, step);
    }

    private static List<Bucket> gathered(List<Bucket> fine, Instant from, Duration step) {
        TreeMap<Long, Bucket> byStep = new TreeMap<>();
        for (Bucket each : fine) {
            Duration since = Duration.between(from, each.at());
            long index = since.isNegative() ? 0 : since.dividedBy(step);
            Instant at = from.plus(step.multipliedBy(index));
            Bucket moved = new Bucket(at, each.least(), each.most(), each.total(), each.number());
            byStep.merge(index, moved, Bucket::with);
        }
        return List.copyOf(byStep.values());
    }

    /** The newest sample of a metric, over all its lines. */
    public Optional<Point> newest(Actor actor, String metric) {
        actor.requireStaff();
        return store.newest(store.seriesOf(metric).stream().map(Series::id).toList(), null);
    }

    /** The newest sign of life. */
    public Optional<Heartbeat> newestHeartbeat(Actor actor, String key) {
        actor.requireStaff();
        return store.newestHeartbeat(key, null, null);
    }
}
