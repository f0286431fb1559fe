package org.maint.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.AlertReason.Kind;
import org.maint.alerting.Fold.Phase;
import org.maint.alerting.Raising.Cause;
import org.maint.metric.Arrived;
import org.maint.metric.Arrived.Stretch;
import org.maint.metric.Point;
import org.maint.metric.SampleStore;
import org.maint.metric.Samples;
import org.maint.metric.Series;
import org.maint.plan.Plans;
import org.maint.shared.Duties;

/**
 * Has the plan's rules judge what has arrived. On any number of nodes; one does it at a time, and what it decides is
 * recorded in the transaction in which it takes the arrivals: nothing is judged twice, and nothing is lost.
 *
 * <p>Each rule is judged from a state of some time ago over all the data since, and what comes of it is compared with what
 * is on record. So the order, the portions and the repetitions in which samples arrive make no difference.
 */
@ApplicationScoped
@Transactional
public class Evaluations {
    private static final int MOST_ARRIVALS = 200;
    private static final int LET_GO_EVERY = 25;

    /** What is forgotten is a little older than the oldest sample that is accepted. */
    private static final Duration EDGE = Duration.ofDays(1);

    /** Before the group's key, where a reason is that nothing comes. */
    private static final String SILENT = "silent ";

    private final SampleStore store;
    private final Duties duties;
    private final AlertRepository alerts;
    private final Raising raising;
    private final Judging judging;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public Evaluations(
            SampleStore store,
            Duties duties,
            AlertRepository alerts,
            Raising raising,
            Judging judging,
            Plans plans,
            Clock clock) {
        this.store = store;
        this.duties = duties;
        this.alerts = alerts;
        this.raising = raising;
        this.judging = judging;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Evaluations() {
        this(null, null, null, null, null, null, null);
    }

    /**
     * Judges what has arrived.
     *
     * @param timed whether also what changes with time alone is looked at
     * @return whether there was anything new
     */
    public boolean evaluate(boolean timed) {
        return evaluate(timed, Set.of());
    }

    /** A rule that could not judge: with the others it is tried again without it. */
    public static final class RuleFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String rule;

        RuleFailed(String rule, RuntimeException cause) {
            super("Rule " + rule + " could not judge", cause);
            this.rule = rule;
        }

        public String rule() {
            return rule;
        }
    }

    /**
     * As {@link #evaluate(boolean)}, without some rules. What one of them misses it finds when it judges again, from the
     * state that it keeps.
     *
     * @throws RuleFailed when a rule cannot judge; nothing has been decided then
     */
    public boolean evaluate(boolean timed, Set<String> without) {
        if (!duties.take("evaluation")) {
            return false;
        }
        Arrived arrived = store.take(0, MOST_ARRIVALS);
        if (arrived.isEmpty() && !timed) {
            return false;
        }
        Instant now = clock.instant();
        List<Rule> rules = Judging.rules(plans.published().document());
        for (Rule rule : rules) {
            if (!without.contains(rule.key())) {
                try {
                    evaluate(rule, arrived, timed, now);
                    alerts.flush();
                } catch (OptimisticLockException | PessimisticLockException | LockTimeoutException busy) {
                    // Somebody has changed the same at this moment; that is no fault of the rule.
                    throw busy;
                } catch (RuntimeException e) {
                    throw new RuleFailed(rule.key(), e);
                }
            }
        }
        if (timed) {
            endOfOthers(rules, now);
        }
        return !arrived.isEmpty();
    }

    /** A rule that is no longer in the plan says nothing any more. */
    private void endOfOthers(List<Rule> rules, Instant now) {
        List<String> keys = rules.stream().map(Rule::key).toList();
        alerts.activeOfOtherRules(keys.isEmpty() ? List.of("-") : keys)
                .forEach(reason -> raising.end(reason, now, AlertLine.Kind.RULE_CHANGED, null, null));
        rules.stream()
                .filter(rule -> rule.threshold().noData() == null)
                .flatMap(rule -> alerts.activeOf(rule.key(), SILENT).stream())
                .forEach(reason -> raising.end(reason, now, AlertLine.Kind.RULE_CHANGED, null, null));
    }

    /**
     * Forgets what rules think of groups of which nothing has come for longer than samples are kept, and which do not
     * hold: with a new sample they begin anew. Answers how many.
     */
    public int forget(int most) {
        return duties.take("evaluation")
                ? alerts.removeQuietConditions(
                        clock.instant().minus(Samples.RAW).minus(EDGE), most)
                : 0;
    }

    private void evaluate(Rule rule, Arrived arrived, boolean timed, Instant now) {
        Map<String, Group> groups = new TreeMap<>();
        Map<String, Instant> touched = new TreeMap<>();
        if (rule.ofHeartbeats()) {
            String key = rule.threshold().metric();
            groups.put(key, new Group(key, key, List.of()));
            Instant beat = arrived.heartbeats().get(key);
            if (beat != null) {
                touched.put(key, beat);
            }
        } else {
            boolean concerned = timed && rule.runsOut() || !arrived.stretches().isEmpty();
            if (!concerned) {
                return;
            }
            List<Series> lines = judging.lines(rule);
            Group.of(rule, lines).forEach(group -> groups.put(group.key(), group));
            groups.forEach((key, group) -> earliest(group, arrived).ifPresent(at -> touched.put(key, at)));
        }
        Set<String> due = new HashSet<>(touched.keySet());
        if (timed && rule.runsOut()) {
            due.addAll(withTime(rule, groups));
        }
        int judged = 0;
        for (String key : due) {
            Group group = groups.get(key);
            if (group != null) {
                judge(rule, group, touched.get(key), now);
                silence(rule, group, now);
                // Each question looks through all that is held: in a storm that would grow with its square.
                if (++judged % LET_GO_EVERY == 0) {
                    alerts.letGo();
                }
            }
        }
    }

    /** No data is a state of its own: it is raised when a line has been silent for too long, and over with its next sample. */
    private void silence(Rule rule, Group group, Instant now) {
        Duration patience = rule.threshold().noData();
        if (patience == null || rule.ofHeartbeats()) {
            return;
        }
        Optional<Instant> newest = store.newest(group.series(), null).map(Point::at);
        String key = Group.cut(SILENT + group.key());
        List<AlertReason> active = alerts.reasonsOf(Kind.RULE, rule.key(), key, now).stream()
                .filter(AlertReason::active)
                .toList();
        boolean silent = newest.isPresent() && now.isAfter(newest.get().plus(patience));
        if (silent && active.isEmpty()) {
            Instant since = newest.get();
            raising.raise(group.silence(rule, key), new Episode(since, now, null, null), false, null, null);
        } else if (newest.isPresent() && !silent) {
            active.forEach(reason -> raising.end(reason, now, AlertLine.Kind.LEFT, null, null));
        }
    }

    /**
     * The groups that time alone can change: those that hold, and all where silence or the hour is judged. There may be
     * very many that do not.
     */
    private Set<String> withTime(Rule rule, Map<String, Group> groups) {
        if (rule.ofHeartbeats() || rule.ofAnomalies() || rule.threshold().noData() != null) {
            return groups.keySet();
        }
        Set<String> holding = new HashSet<>();
        alerts.conditions(rule.key()).stream()
                .filter(condition -> condition.phase() != Phase.INACTIVE)
                .forEach(condition -> holding.add(condition.groupKey()));
        return holding;
    }

    private static Optional<Instant> earliest(Group group, Arrived arrived) {
        return arrived.stretches().stream()
                .filter(stretch -> group.series().contains(stretch.series()))
                .map(Stretch::from)
                .min(Instant::compareTo);
    }

    private void judge(Rule rule, Group group, @Nullable Instant earliest, Instant now) {
        RuleCondition condition = condition(rule, group, earliest, now);
        if (judging.settled(rule, condition, earliest, now)) {
            return;
        }
        // What comes in later than the state that was kept makes it useless: begin before it.
        if (earliest != null && !earliest.isAfter(condition.baseTo())) {
            condition.beginBefore(now.minus(rule.ofAnomalies() ? Anomalies.BACK : Samples.RAW));
        }
        Instant base = condition.baseTo();
        Instant judgedBefore = condition.evaluatedTo();
        List<Judged> judged = judging.judge(rule, group, base, now);
        if (judged.isEmpty()) {
            return;
        }
        Fold.Outcome outcome = condition.base().through(rule, judged);
        Instant to = judged.get(judged.size() - 1).at();
        reconcile(rule, group, outcome, base, judgedBefore);
        flapping(rule, group, condition, outcome.end(), to);
        condition.judged(rule, judged, outcome.end(), to.isAfter(judgedBefore) ? to : judgedBefore);
    }

    private RuleCondition condition(Rule rule, Group group, @Nullable Instant earliest, Instant now) {
        Optional<RuleCondition> known = alerts.condition(rule.key(), group.key());
        if (known.isEmpty()) {
            Duration window = rule.threshold().window().plus(rule.threshold().lasting());
            Instant back = rule.ofHeartbeats()
                    ? now.minus(Samples.RAW)
                    : now.minus(window).minus(window);
            Instant from = earliest == null ? back : earliest.minusNanos(1_000);
            RuleCondition made = new RuleCondition(rule, group.key(), from, now.minus(Samples.RAW));
            alerts.add(made);
            return made;
        }
        RuleCondition condition = known.get();
        if (!condition.of(rule)) {
            for (AlertReason reason : alerts.reasonsOf(Kind.RULE, rule.key(), group.key(), now)) {
                raising.end(reason, now, AlertLine.Kind.RULE_CHANGED, null, null);
            }
            // From now on: what the rule as it was has raised stays as it was.
            condition.follow(rule, now);
        }
        return condition;
    }

    private void reconcile(Rule rule, Group group, Fold.Outcome outcome, Instant base, Instant judgedBefore) {
        List<AlertReason> known = new ArrayList<>(alerts.reasonsOf(Kind.RULE, rule.key(), group.key(), base));
        List<Episode> episodes = outcome.episodes();
        List<Episode> unknown = new ArrayList<>();
        Cause cause = group.cause(rule);
        for (Episode episode : episodes) {
            Optional<AlertReason> match = known.stream()
                    .filter(reason -> episode.overlaps(reason.since(), reason.until()))
                    .min(Comparator.comparing((AlertReason reason) -> !reason.active()));
            if (match.isPresent()) {
                known.remove(match.get());
                raising.follow(match.get(), cause, episode);
            } else {
                unknown.add(episode);
            }
        }
        for (AlertReason reason : known) {
            boolean partOfOne = episodes.stream().anyMatch(episode -> episode.overlaps(reason.since(), reason.until()));
            // An episode that goes on after its first alert was over has two reasons.
            if (reason.active() || !partOfOne) {
                raising.withdraw(reason, clock.instant());
            }
        }
        for (Episode episode : unknown) {
            // What was over before it had held for long enough is nobody's business.
            if (episode.firedAt() != null || episode.until() == null) {
                boolean late = episode.until() != null && !episode.until().isAfter(judgedBefore);
                raising.raise(cause, episode, late, null, null);
            }
        }
    }

    private void flapping(Rule rule, Group group, RuleCondition condition, Fold end, Instant at) {
        if ((end.flapping() || condition.flapping()) && end.phase() == Phase.FIRING) {
            alerts.reasonsOf(Kind.RULE, rule.key(), group.key(), at).stream()
                    .filter(AlertReason::active)
                    .forEach(reason -> raising.flaps(reason, end.flapping(), at));
        }
    }
}
