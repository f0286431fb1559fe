package org.maint.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maint.metric.Arrived.Stretch;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.Plans;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.WorkWaits;

/** Decides which samples and heartbeats are accepted. What is accepted is looked at by rules within seconds. */
@ApplicationScoped
@Transactional
public class Samples {
    /** In one batch. */
    public static final int MOST = 5_000;

    /** Older than this is refused, and forgotten when it was accepted. */
    public static final Duration RAW = Duration.ofDays(30);

    /** Further ahead than this is refused. */
    static final Duration AHEAD = Duration.ofMinutes(5);

    static final int MOST_FAULTS = 100;
    static final int LONGEST_SOURCE = 100;
    static final int LONGEST_LABEL = 200;
    static final int MOST_LABELS = 10;

    /** Of all labels together; as JSON each may take six, and that fits its column. */
    static final int MOST_CHARACTERS = 300;

    private static final String LABEL_NAME = "[a-z][a-z0-9_.-]{0,39}";

    private final SampleStore store;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Samples(SampleStore store, Plans plans, Events events, Clock clock) {
        this.store = store;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Samples() {
        this(null, null, null, null);
    }

    /** Accepts all of them or none; each fault has the position of its sample. Answers how many. */
    public int accept(Actor actor, List<Sample> samples) {
        actor.require(Role.INGEST);
        return keep(samples);
    }

    /** What maint has measured itself. */
    public void measured(List<Sample> samples) {
        keep(samples);
    }

    private int keep(List<Sample> typed) {
        if (typed.size() > MOST) {
            throw Refusal.tooLarge(Message.of("invalid.samples.most", MOST));
        }
        Instant now = clock.instant();
        List<Refusal.Fault> faults = new ArrayList<>();
        List<Sample> samples = new ArrayList<>(typed.size());
        for (int i = 0; i < typed.size() && faults.size() < MOST_FAULTS; i++) {
            check(typed.get(i), "/" + i, now, faults);
            Sample one = typed.get(i);
            samples.add(new Sample(
                    one.metric(), one.at().truncatedTo(ChronoUnit.MICROS), one.value(), one.source(), one.labels()));
        }
        refuse(faults);
        if (samples.isEmpty()) {
            return 0;
        }
        long[] series = store.series(samples);
        twice(series, samples, faults);
        refuse(faults);
        List<Integer> others = store.keep(series, samples);
        if (!others.isEmpty()) {
            List<Refusal.Fault> conflicts = others.stream()
                    .limit(MOST_FAULTS)
                    .map(i -> new Refusal.Fault("/" + i + "/value", Message.of("conflict.sample")))
                    .toList();
            throw Refusal.conflict(Message.of("conflict.sample"), conflicts);
        }
        store.arrived(Arrived.words(stretches(series, samples)), now);
        events.publish(WorkWaits.RULES);
        return samples.size();
    }

    private static void refuse(List<Refusal.Fault> faults) {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults.get(0).message(), faults);
        }
    }

    private static void check(Sample sample, String where, Instant now, List<Refusal.Fault> faults) {
        var metric = Metric.of(sample.metric());
        if (metric.isEmpty()) {
            faults.add(new Refusal.Fault(where + "/metric", Message.of("invalid.metric", sample.metric())));
        } else if (!metric.get().allows(sample.value())) {
            faults.add(new Refusal.Fault(
                    where + "/value",
                    Message.of(
                            "invalid.item.range",
                            bound(metric.get().least(), "−∞"),
                            bound(metric.get().most(), "∞"))));
        }
        when(sample.at(), where + "/at", now, faults);
        if (sample.source().length() > LONGEST_SOURCE) {
            faults.add(new Refusal.Fault(
                    where + "/source",
                    Message.of(
                            "invalid.too-long", LONGEST_SOURCE, sample.source().length())));
        }
        if (sample.labels().size() > MOST_LABELS) {
            faults.add(new Refusal.Fault(where + "/labels", Message.of("invalid.labels.most", MOST_LABELS)));
        }
        int characters = sample.labels().entrySet().stream()
                .mapToInt(label -> label.getKey().length() + label.getValue().length())
                .sum();
        if (characters > MOST_CHARACTERS) {
            faults.add(new Refusal.Fault(where + "/labels", Message.of("invalid.labels.long", MOST_CHARACTERS)));
        }
        sample.labels().forEach((name, value) -> {
            if (!name.matches(LABEL_NAME)
                    || value.length() > LONGEST_LABEL
                    || value.chars().anyMatch(Character::isISOControl)) {
                faults.add(new Refusal.Fault(
                        where + "/labels/" + name.replace("~", "~0").replace("/", "~1"),
                        Message.of("invalid.label", LONGEST_LABEL)));
            }
        });
    }

    private static String bound(@org.jspecify.annotations.Nullable Double bound, String none) {
        return bound == null ? none : Integer.toString(bound.intValue());
    }

    static void when(Instant at, String pointer, Instant now, List<Refusal.Fault> faults) {
        if (at.isAfter(now.plus(AHEAD))) {
            faults.add(new Refusal.Fault(pointer, Message.of("invalid.at.future", AHEAD.toMinutes())));
        } else if (at.isBefore(now.minus(RAW))) {
            faults.add(new Refusal.Fault(pointer, Message.of("invalid.at.ancient", RAW.toDays())));
        }
    }

    /** The same moment twice in one batch is fine with the same value, and nonsense with two. */
    private static void twice(long[] series, List<Sample> samples, List<Refusal.Fault> faults) {
        record Identity(long series, Instant at) {}
        Map<Identity, Double> seen = new HashMap<>(samples.size() * 2);
        for (int i = 0; i < samples.size(); i++) {
            Double before = seen.putIfAbsent(
                    new Identity(series[i], samples.get(i).at()), samples.get(i).value());
            if (before != null && before != samples.get(i).value()) {
                faults.add(new Refusal.Fault("/" + i + "/value", Message.of("conflict.sample")));
            }
        }
    }

    private static List<Stretch> stretches(long[] series, List<Sample> samples) {
        Map<Long, Stretch> touched = new LinkedHashMap<>();
        for (int i = 0; i < series.length; i++) {
            Instant at = samples.get(i).at();
            touched.merge(
                    series[i],
                    new Stretch(series[i], at, at),
                    (a, b) -> new Stretch(
                            a.series(),
                            a.from().isBefore(b.from()) ? a.from() : b.from(),
                            a.to().isAfter(b.to()) ? a.to() : b.to()));
        }
        return List.copyOf(touched.values());
    }

    /** Accepts a sign of life; the same one again changes nothing. */
    public void beat(Actor actor, Heartbeat heartbeat) {
        actor.require(Role.INGEST);
        requireKnown(heartbeat.key());
        Instant now = clock.instant();
        List<Refusal.Fault> faults = new ArrayList<>();
        when(heartbeat.at(), "/at", now, faults);
        if (heartbeat.sizeBytes() != null && heartbeat.sizeBytes() < 0) {
            faults.add(new Refusal.Fault("/sizeBytes", Message.of("invalid.item.range", "0", "∞")));
        }
        Double seconds = heartbeat.durationSeconds();
        if (seconds != null && (!Double.isFinite(seconds) || seconds < 0)) {
            faults.add(new Refusal.Fault("/durationSeconds", Message.of("invalid.item.range", "0", "∞")));
        }
        refuse(faults);
        Heartbeat kept = new Heartbeat(
                heartbeat.key(),
                heartbeat.at().truncatedTo(ChronoUnit.MICROS),
                heartbeat.ok(),
                heartbeat.sizeBytes(),
                heartbeat.durationSeconds(),
                heartbeat.note());
        if (store.keep(kept, now)) {
            store.arrived(Arrived.heartbeat(kept.key(), kept.at()), now);
            events.publish(WorkWaits.RULES);
        }
    }

    /** A sign of life is known when the plan has a threshold for it. */
    private void requireKnown(String key) {
        boolean known = plans.published().document().thresholds().stream()
                .anyMatch(threshold -> threshold.metric().equals(key)
                        && (threshold.when() == Comparison.FAILED_OR_ABSENT
                                || threshold.when() == Comparison.COMPLETED));
        if (!known) {
            throw Refusal.notFound(Message.of("not-found.heartbeat", key));
        }
    }
}
