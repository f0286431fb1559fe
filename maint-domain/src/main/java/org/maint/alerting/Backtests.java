package org.maint.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.maint.metric.Bucket;
import org.maint.metric.Point;
import org.maint.metric.SampleStore;
import org.maint.metric.Samples;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.PlanDocument.Threshold;
import org.maint.plan.Plans;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** What a rule would have raised in a time that is past: before it is changed, and to see how noisy it was. */
@ApplicationScoped
@Transactional
public class Backtests {
    static final Duration LONGEST = Duration.ofDays(396);

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
     */
    public record Found(String subject, Episode episode) {}

    /**
     * What came of it.
     *
     * @param exact whether raw samples were judged; else the averages of five minutes
     */
    public record Result(Threshold rule, Instant from, Instant to, boolean exact, List<Found> episodes) {}

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

    /** @param threshold the plan's, or one that is only thought of */
    public Result run(Actor actor, Threshold threshold, Instant from, Instant to) {
        actor.require(Role.LEAD, Role.MANAGER);
        if (!to.isAfter(from)) {
            throw Refusal.invalid("/to", Message.of("invalid.to-before-from"));
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Refusal.invalid("/from", Message.of("invalid.backtest.longest", LONGEST.toDays()));
        }
        Instant now = clock.instant();
        Instant end = to.isAfter(now) ? now : to;
        Rule rule = new Rule(threshold);
        if (!Judging.known(rule)) {
            throw Refusal.invalid("/metric", Message.of("invalid.metric", threshold.metric()));
        }
        boolean exact = rule.ofHeartbeats() || !from.isBefore(now.minus(Samples.RAW));
        List<Found> found = new ArrayList<>();
        List<Group> groups = rule.ofHeartbeats()
                ? List.of(new Group(threshold.metric(), threshold.metric(), List.of()))
                : Group.of(rule, judging.lines(rule));
        for (Group group : groups) {
            // What had begun before is judged from its beginning.
            Instant begin = from.minus(threshold.lasting()).minus(threshold.window());
            List<Judged> judged = exact || rule.ofAnomalies()
                    ? judging.judge(rule, group, begin, end)
                    : rule.judge(coarse(group, begin, end), begin, end);
            List<Judged> within =
                    judged.stream().filter(each -> !each.at().isAfter(end)).toList();
            Fold.START.through(rule, within).episodes().stream()
                    .filter(episode -> episode.firedAt() != null)
                    .filter(episode ->
                            episode.until() == null || episode.until().isAfter(from))
                    .forEach(episode -> found.add(new Found(group.subject(), episode)));
        }
        found.sort(Comparator.comparing(each -> each.episode().since()));
        return new Result(threshold, from, end, exact, found);
    }

    private List<Point> coarse(Group group, Instant from, Instant to) {
        List<Bucket> buckets = store.fiveMinutes(group.series(), from, to);
        return buckets.stream()
                .map(bucket -> new Point(bucket.at().plus(SampleStore.STEP).minusNanos(1_000), bucket.average()))
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
        return plans.published().document().thresholds().stream()
                .map(rule -> {
                    List<Alert> fired = alerts.ofReason(AlertReason.Kind.RULE, rule.key(), 500).stream()
                            .filter(alert ->
                                    alert.firedAt() != null && !alert.firedAt().isBefore(since))
                            .toList();
                    int brief = (int) fired.stream()
                            .filter(alert -> alert.resolvedAt() != null
                                    && Duration.between(alert.since(), alert.resolvedAt())
                                                    .compareTo(Duration.ofMinutes(5))
                                            < 0)
                            .count();
                    int unseen = (int) fired.stream()
                            .filter(alert -> alert.state() == AlertState.RESOLVED && alert.acknowledgedAt() == null)
                            .count();
                    return new Noise(rule, fired.size(), brief, unseen);
                })
                .toList();
    }
}
