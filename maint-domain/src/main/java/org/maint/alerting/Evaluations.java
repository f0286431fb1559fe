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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.AlertReason.Kind;
import org.maint.alerting.Fold.Phase;
import org.maint.alerting.Judging.Points;
import org.maint.alerting.Raising.Cause;
import org.maint.alerting.Raising.Found;
import org.maint.metric.Arrived;
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

    /** So many groups are judged together. */
    private static final int PORTION = 250;

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
            Map<Long, Instant> earliest = new HashMap<>();
            arrived.stretches()
                    .forEach(stretch -> earliest.merge(stretch.series(), stretch.from(), Evaluations::earlier));
            groups.forEach((key, group) -> group.series().stream()
                    .map(earliest::get)
                    .filter(Objects::nonNull)
                    .min(Instant::compareTo)
                    .ifPresent(at -> touched.put(key, at)));
        }
        SortedSet<String> due = new TreeSet<>(touched.keySet());
        if (timed && rule.runsOut()) {
            due.addAll(withTime(rule, groups));
        }
        List<Group> concerned =
                due.stream().map(groups::get).filter(Objects::nonNull).toList();
        for (int from = 0; from < concerned.size(); from += PORTION) {
            if (from > 0) {
                // Each question looks through all that is held: in a storm that would grow with its square.
                alerts.letGo();
            }
            List<Group> portion = concerned.subList(from, Math.min(from + PORTION, concerned.size()));
            judge(rule, portion, touched, now);
            portion.forEach(group -> silence(rule, group, now));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** No data is a state of its own: it is raised when a line has been silent for too long, and over with its next sample. */
    private void silence(Rule rule, Group group, Instant now) {
        Duration patience = rule.threshold().noData();
        if (patience == null || rule.ofHeartbeats()) {
            return;
        }
        Optional<Instant> newest = store.newest(group.series(), null).map(Point::at);
        String key = Group.cut(SILENT + group.key());
        List<AlertReason> active = alerts.reasonsOf(Kind.RULE, rule.key(), List.of(key), now).stream()
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

    /** A group that is to be judged, from where its state is kept. */
    private record Due(Group group, RuleCondition condition, Instant base) {}

    /** Judges some groups; what that needs to know is read at once for all of them. */
    private void judge(Rule rule, List<Group> portion, Map<String, Instant> touched, Instant now) {
        List<Due> due = due(rule, portion, touched, now);
        if (due.isEmpty()) {
            return;
        }
        Instant base = due.stream().map(Due::base).min(Instant::compareTo).orElseThrow();
        Map<String, List<AlertReason>> reasons = alerts.reasonsOf(Kind.RULE, rule.key(), keys(portion), base).stream()
                .collect(Collectors.groupingBy(AlertReason::groupKey));
        Points points = points(rule, due, now);
        List<Found> found = new ArrayList<>();
        List<Runnable> after = new ArrayList<>();
        for (Due each : due) {
            Group group = each.group();
            RuleCondition condition = each.condition();
            Instant judgedBefore = condition.evaluatedTo();
            List<Judged> judged = judging.judge(rule, group, each.base(), now, points);
            if (!judged.isEmpty()) {
                Fold.Outcome outcome = condition.base().through(rule, judged);
                Instant to = judged.get(judged.size() - 1).at();
                List<AlertReason> known = reasons.getOrDefault(group.key(), List.of()).stream()
                        .filter(reason -> reason.active() || reason.endsAfter(each.base()))
                        .toList();
                found.addAll(reconcile(rule, group, outcome, known, judgedBefore));
                after.add(() -> {
                    flapping(rule, group, condition, outcome.end(), to);
                    condition.judged(rule, judged, outcome.end(), to.isAfter(judgedBefore) ? to : judgedBefore);
                });
            }
        }
        raising.raise(rule.key(), found);
        after.forEach(Runnable::run);
    }

    private List<Due> due(Rule rule, List<Group> portion, Map<String, Instant> touched, Instant now) {
        Map<String, RuleCondition> known = alerts.conditions(rule.key(), keys(portion)).stream()
                .collect(Collectors.toMap(RuleCondition::groupKey, Function.identity()));
        List<Due> due = new ArrayList<>();
        for (Group group : portion) {
            Instant earliest = touched.get(group.key());
            RuleCondition condition = condition(rule, group, known.get(group.key()), earliest, now);
            if (!judging.settled(rule, condition, earliest, now)) {
                // What comes in later than the state that was kept makes it useless: begin before it.
                if (earliest != null && !earliest.isAfter(condition.baseTo())) {
                    condition.beginBefore(now.minus(rule.ofAnomalies() ? Anomalies.BACK : Samples.RAW));
                }
                due.add(new Due(group, condition, condition.baseTo()));
            }
        }
        return due;
    }

    /** Read at once for those that begin not long ago; one that begins long before would have all others read as much. */
    private Points points(Rule rule, List<Due> due, Instant now) {
        Instant longAgo = now.minus(rule.reach()).minus(RuleCondition.KEPT).minus(RuleCondition.KEPT);
        List<Due> together =
                due.stream().filter(each -> each.base().isAfter(longAgo)).toList();
        Instant base = together.stream().map(Due::base).min(Instant::compareTo).orElse(now);
        return judging.points(rule, together.stream().map(Due::group).toList(), base, now);
    }

    private static List<String> keys(List<Group> groups) {
        return groups.stream().map(Group::key).toList();
    }

    private RuleCondition condition(
            Rule rule, Group group, @Nullable RuleCondition known, @Nullable Instant earliest, Instant now) {
        if (known == null) {
            Duration window = rule.threshold().window().plus(rule.threshold().lasting());
            Instant back = rule.ofHeartbeats()
                    ? now.minus(Samples.RAW)
                    : now.minus(window).minus(window);
            Instant from = earliest == null ? back : earliest.minusNanos(1_000);
            RuleCondition made = new RuleCondition(rule, group.key(), from, now.minus(Samples.RAW));
            alerts.add(made);
            return made;
        }
        if (!known.of(rule)) {
            for (AlertReason reason : alerts.reasonsOf(Kind.RULE, rule.key(), List.of(group.key()), now)) {
                raising.end(reason, now, AlertLine.Kind.RULE_CHANGED, null, null);
            }
            // From now on: what the rule as it was has raised stays as it was.
            known.follow(rule, now);
        }
        return known;
    }

    /**
     * Brings what is on record of a group up to what it is found to be.
     *
     * @param before its reasons that are not over, or were not at the beginning of what was judged
     * @return what is to be raised
     */
    private List<Found> reconcile(
            Rule rule, Group group, Fold.Outcome outcome, List<AlertReason> before, Instant judgedBefore) {
        List<AlertReason> known = new ArrayList<>(before);
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
        List<Found> found = new ArrayList<>();
        for (Episode episode : unknown) {
            // What was over before it had held for long enough is nobody's business.
            if (episode.firedAt() != null || episode.until() == null) {
                boolean late = episode.until() != null && !episode.until().isAfter(judgedBefore);
                found.add(new Found(cause, episode, late));
            }
        }
        return found;
    }

    private void flapping(Rule rule, Group group, RuleCondition condition, Fold end, Instant at) {
        if ((end.flapping() || condition.flapping()) && end.phase() == Phase.FIRING) {
            alerts.reasonsOf(Kind.RULE, rule.key(), List.of(group.key()), at).stream()
                    .filter(AlertReason::active)
                    .forEach(reason -> raising.flaps(reason, end.flapping(), at));
        }
    }
}
