package org.maint.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Bucket;
import org.maint.metric.Point;
import org.maint.metric.SampleStore;
import org.maint.metric.Samples;
import org.maint.metric.Take;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.PlanDocument.Threshold;
import org.maint.plan.PlanReader;
import org.maint.plan.Plans;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** What a rule would have raised in a time that is past: before it is changed, and to see how noisy it was. */
@ApplicationScoped
@Transactional
public class Backtests {
    static final Duration LONGEST = Duration.ofDays(396);

    /** Over sooner than anybody could have done something about it. */
    private static final Duration BRIEF = Duration.ofMinutes(5);

    private final SampleStore store;
    private final AlertRepository alerts;
    private final Judging judging;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public Backtests(SampleStore store, AlertRepository alerts, Judging judging, Plans plans, Clock clock) {
        this.store = store;
        this.alerts = alerts;
        this.judging = judging;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Backtests() {
        this(null, null, null, null, null);
    }

    /**
     * An episode of one subject.
     *
     * @param subject the thing that is wrong
     * @param group what was judged as one: the subject and who measured it
     */
    public record Found(String subject, String group, Episode episode) {}

    /**
     * What came of it.
     *
     * @param exact whether raw samples were judged; else the averages of five minutes, or their totals where samples are
     *     added up
     */
    public record Result(Threshold rule, Instant from, Instant to, boolean exact, List<Found> episodes) {}

    /**
     * What came of a rule that is only thought of.
     *
     * @param published what came of the one in force that has its key; null where there is none
     */
    public record Considered(Result wish, @Nullable Result published) {}

    public List<Threshold> rules(Actor actor) {
        actor.requireStaff();
        return plans.published().document().thresholds();
    }

    public Threshold rule(Actor actor, String key) {
        actor.requireStaff();
        return plans.published().document().thresholds().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.rule", key)));
    }

    /**
     * What a rule of the plan would have raised.
     *
     * @param from null for so long before the end
     * @param to null for now
     */
    public Result run(
            Actor actor, Threshold threshold, @Nullable Instant from, @Nullable Instant to, Duration otherwise) {
        actor.require(Role.LEAD, Role.MANAGER);
        return judged(threshold, period(from, to, otherwise));
    }

    /**
     * What a rule would have raised that is only thought of, beside what the published one of the same key did. Nothing
     * is stored.
     *
     * @param written as in the plan's document; refused with every fault, whose pointers are within it
     * @param from null for so long before the end
     * @param to null for now
     */
    public Considered consider(
            Actor actor,
            JsonNode written,
            @Nullable Instant from,
            @Nullable Instant to,
            Duration otherwise,
            Locale locale) {
        actor.require(Role.LEAD, Role.MANAGER);
        Threshold wish = PlanReader.threshold(written, locale);
        Period period = period(from, to, otherwise);
        Result published = plans.published().document().thresholds().stream()
                .filter(each -> each.key().equals(wish.key()))
                .findFirst()
                .map(each -> judged(each, period))
                .orElse(null);
        return new Considered(judged(wish, period), published);
    }

    /** @param now when it is asked: until then there is data, and from it the age of samples counts */
    private record Period(Instant from, Instant to, Instant now) {}

    private Period period(@Nullable Instant first, @Nullable Instant last, Duration otherwise) {
        Instant now = clock.instant();
        Instant to = last == null ? now : last;
        Instant from = first == null ? to.minus(otherwise) : first;
        if (!to.isAfter(from)) {
            throw Refusal.invalid("/to", Message.of("invalid.to-before-from"));
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Refusal.invalid("/from", Message.of("invalid.backtest.longest", LONGEST.toDays()));
        }
        return new Period(from, to.isAfter(now) ? now : to, now);
    }

    private Result judged(Threshold threshold, Period period) {
        Instant from = period.from();
        Instant end = period.to();
        Rule rule = new Rule(threshold);
        if (!Judging.known(rule)) {
            throw Refusal.invalid("/metric", Message.of("invalid.metric", threshold.metric()));
        }
        boolean exact = rule.ofHeartbeats() || !from.isBefore(period.now().minus(Samples.RAW));
        List<Found> found = new ArrayList<>();
        List<Group> groups = rule.ofHeartbeats()
                ? List.of(new Group(threshold.metric(), threshold.metric(), List.of()))
                : Group.of(rule, judging.lines(rule));
        for (Group group : groups) {
            // What had begun before is judged from its beginning.
            Instant begin = from.minus(threshold.lasting()).minus(threshold.window());
            List<Judged> judged = exact || rule.ofAnomalies()
                    ? judging.judge(rule, group, begin, end)
                    : rule.judge(coarse(rule, group, begin, end), begin, end);
            List<Judged> within =
                    judged.stream().filter(each -> !each.at().isAfter(end)).toList();
            Fold.START.through(rule, within).episodes().stream()
                    .filter(episode -> episode.firedAt() != null)
                    .filter(episode ->
                            episode.until() == null || episode.until().isAfter(from))
                    .forEach(episode ->
                            found.add(new Found(group.subject(), group.key().strip(), episode)));
            silences(rule, group, exact, from, end)
                    .forEach(episode ->
                            found.add(new Found(group.silent(), group.key().strip(), episode)));
        }
        found.sort(Comparator.comparing(each -> each.episode().since()));
        return new Result(threshold, from, end, exact, found);
    }

    /** Where no data came for longer than the rule bears. */
    private List<Episode> silences(Rule rule, Group group, boolean exact, Instant from, Instant end) {
        Duration patience = rule.threshold().noData();
        if (patience == null || rule.ofHeartbeats()) {
            return List.of();
        }
        List<Instant> seen = new ArrayList<>();
        store.newest(group.series(), from).map(Point::at).ifPresent(seen::add);
        (exact ? store.points(group.series(), from, end) : coarse(rule, group, from, end))
                .forEach(point -> seen.add(point.at()));
        List<Episode> silences = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            Instant last = seen.get(i);
            Instant next = i + 1 < seen.size() ? seen.get(i + 1) : null;
            Instant patient = last.plus(patience);
            if ((next == null ? end : next).isAfter(patient) && (next == null || next.isAfter(from))) {
                silences.add(new Episode(last, patient, next, null));
            }
        }
        return silences;
    }

    private List<Point> coarse(Rule rule, Group group, Instant from, Instant to) {
        boolean sums = rule.take() == Take.SUM;
        List<Bucket> buckets = store.fiveMinutes(group.series(), from, to);
        return buckets.stream()
                .map(bucket -> new Point(
                        bucket.at().plus(SampleStore.STEP).minusNanos(1_000), sums ? bucket.total() : bucket.average()))
                .toList();
    }

    /**
     * How noisy a rule was.
     *
     * @param fired how many alerts it fired in
     * @param brief how many of these were over within five minutes
     * @param unseen how many were over before anybody had acknowledged them
     */
    public record Noise(Threshold rule, int fired, int brief, int unseen) {}

    /** Of each rule, since then. */
    public List<Noise> noise(Actor actor, Instant since) {
        actor.requireStaff();
        // In one question for all of them: the page of the alerts asks this.
        Map<String, List<Alert>> fired = alerts.firedSince(since);
        return plans.published().document().thresholds().stream()
                .map(rule -> noise(rule, fired.getOrDefault(rule.key(), List.of())))
                .toList();
    }

    private static Noise noise(Threshold rule, List<Alert> fired) {
        int brief = (int) fired.stream()
                .filter(alert -> alert.resolvedAt() != null
                        && Duration.between(alert.since(), alert.resolvedAt()).compareTo(BRIEF) < 0)
                .count();
        int unseen = (int) fired.stream()
                .filter(alert -> alert.state() == AlertState.RESOLVED && alert.acknowledgedAt() == null)
                .count();
        return new Noise(rule, fired.size(), brief, unseen);
    }
}
