package org.maint.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertEvent;
import org.maint.alerting.AlertLine;
import org.maint.alerting.Alerts;
import org.maint.alerting.AlertsOpened;
import org.maint.escalation.EscalationLine.Kind;
import org.maint.people.Actor;
import org.maint.plan.EscalationPolicy;
import org.maint.plan.EscalationPolicy.Group;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Duties;
import org.maint.shared.Events;
import org.maint.shared.WorkWaits;

/**
 * Follows alerts from firing to their end: begins, moves on and ends their escalations. Each step is due at a time that
 * stands in a row; who takes it, and on which node, makes no difference.
 */
@ApplicationScoped
@Transactional
public class Escalations {
    /** Who has an alert in hand that goes on is asked so often whether they still have. */
    static final Duration ASKED_AGAIN_AFTER = Duration.ofHours(4);

    private static final int MOST = 500;
    private static final Duration FLAPPING_REMEMBERED = Duration.ofHours(1);

    private final EscalationRepository repository;
    private final Duties duties;
    private final Telling telling;
    private final Alerts alerts;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Escalations(
            EscalationRepository repository,
            Duties duties,
            Telling telling,
            Alerts alerts,
            Plans plans,
            Events events,
            Clock clock) {
        this.repository = repository;
        this.duties = duties;
        this.telling = telling;
        this.alerts = alerts;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Escalations() {
        this(null, null, null, null, null, null, null);
    }

    /** In the transaction in which something happens to an alert: what follows from it stands in a row with it. */
    public void on(@Observes AlertEvent event) {
        Alert alert = event.alert();
        Instant now = clock.instant();
        Optional<Escalation> known = repository.forChange(alert.number());
        switch (event.kind()) {
            case FIRING -> known.ifPresentOrElse(
                    // What held it back is over.
                    escalation -> wake(escalation, now),
                    () -> begin(alert, rulesOf(alert), now));
            case WORSE -> known.ifPresentOrElse(
                    escalation -> worse(escalation, alert, now), () -> begin(alert, rulesOf(alert), now));
            case ACKNOWLEDGED -> known.ifPresent(escalation -> acknowledged(escalation, event, now));
            case RESOLVED -> known.ifPresent(escalation -> over(escalation, now));
            case FLAPPING, STEADY -> known.ifPresent(escalation -> flaps(escalation, alert, event, now));
            default -> {}
        }
    }

    /** As for each of them, in few statements. */
    public void on(@Observes AlertsOpened opened) {
        Instant now = clock.instant();
        List<Escalation> begun = opened.alerts().stream()
                .filter(alert -> alert.severity() != Severity.INFO)
                .map(alert -> begun(alert, Set.of(opened.rule()), now))
                .toList();
        if (!begun.isEmpty()) {
            repository.addAll(begun);
            events.publish(WorkWaits.ESCALATION);
        }
    }

    private Set<String> rulesOf(Alert alert) {
        return alerts.rulesOf(List.of(alert.number())).getOrDefault(alert.number(), Set.of());
    }

    private void begin(Alert alert, Set<String> rules, Instant now) {
        if (alert.severity() == Severity.INFO || !alert.state().open()) {
            return;
        }
        repository.add(begun(alert, rules, now));
        events.publish(WorkWaits.ESCALATION);
    }

    private Escalation begun(Alert alert, Set<String> rules, Instant now) {
        EscalationPolicy policy = policy(alert, rules);
        Escalation escalation =
                new Escalation(alert.number(), groupKey(policy, alert), alert.severity(), Kept.json(policy), now);
        escalation.next(firstNotice(policy, escalation.groupKey(), now));
        return escalation;
    }

    /** Looks at once whether what was held back still is; what was not goes on in its own time. */
    private void wake(Escalation escalation, Instant now) {
        if (escalation.state() == EscalationState.RUNNING && escalation.heldReason() != null) {
            escalation.next(now);
            events.publish(WorkWaits.ESCALATION);
        }
    }

    private void worse(Escalation escalation, Alert alert, Instant now) {
        EscalationPolicy policy = policy(alert, rulesOf(alert));
        escalation.begin(groupKey(policy, alert), alert.severity(), Kept.json(policy), now);
        repository.add(new EscalationLine(
                escalation.id(), now, Kind.WORSE, null, null, alert.severity().name()));
        events.publish(WorkWaits.ESCALATION);
    }

    private void acknowledged(Escalation escalation, AlertEvent event, Instant now) {
        if (escalation.state() == EscalationState.RUNNING) {
            escalation.acknowledge(now.plus(ASKED_AGAIN_AFTER));
            repository.add(
                    new EscalationLine(escalation.id(), now, Kind.ACKNOWLEDGED, null, null, telling.name(event.by())));
            telling.acknowledged(escalation, event);
        }
    }

    private void over(Escalation escalation, Instant now) {
        if (escalation.state() != EscalationState.ENDED) {
            EscalationPolicy policy = Kept.policy(escalation.policy());
            boolean atOnce = policy.groupWait().isZero();
            escalation.over(now, atOnce ? now : afterInterval(policy, escalation.groupKey(), now));
            events.publish(WorkWaits.ESCALATION);
        }
    }

    private void flaps(Escalation escalation, Alert alert, AlertEvent event, Instant now) {
        String key = "flapping:" + Canonical.sha256(alert.fingerprint());
        boolean begins = event.kind() == AlertLine.Kind.FLAPPING;
        boolean news = begins ? duties.first(key, now, now.minus(FLAPPING_REMEMBERED)) : escalation.toldAt() != null;
        if (!begins) {
            duties.forget(key);
            wake(escalation, now);
        }
        if (news) {
            telling.flapping(alert, begins, now);
        }
    }

    private EscalationPolicy policy(Alert alert, Set<String> rules) {
        return plans.published().document().policy(alert.severity(), rules);
    }

    private static String groupKey(EscalationPolicy policy, Alert alert) {
        String what = policy.group() == Group.ALERT
                ? alert.fingerprint()
                : policy.group() == Group.METRIC ? alert.fingerprint().replaceFirst("\\{.*", "") : "*";
        String key = policy.key() + " " + alert.severity() + " " + what;
        return key.length() <= 400 ? key : key.substring(0, 330) + " " + Canonical.sha256(key);
    }

    /** The first notice of a group waits for others that belong to it; what comes while a group is fresh goes with its next. */
    private Instant firstNotice(EscalationPolicy policy, String group, Instant now) {
        if (policy.groupWait().isZero()) {
            return now;
        }
        Instant interval = afterInterval(policy, group, now);
        Instant wait = now.plus(policy.groupWait());
        return interval.isAfter(wait) ? interval : wait;
    }

    private Instant afterInterval(EscalationPolicy policy, String group, Instant now) {
        return repository
                .group(group)
                .map(known -> known.sentAt().plus(policy.groupInterval()))
                .filter(at -> at.isAfter(now))
                .orElse(now);
    }

    /**
     * Takes the steps that are due.
     *
     * @return whether there may be more
     */
    public boolean advance() {
        if (!duties.take("escalation")) {
            return false;
        }
        repository.writeLast();
        Instant now = clock.instant();
        Map<Long, Escalation> due = new LinkedHashMap<>();
        repository.due(now, MOST).forEach(each -> due.put(each.alert(), each));
        if (due.isEmpty()) {
            return false;
        }
        List<String> groups =
                due.values().stream().map(Escalation::groupKey).distinct().toList();
        repository.waiting(groups, MOST).forEach(each -> due.putIfAbsent(each.alert(), each));
        telling.tell(List.copyOf(due.values()), now);
        return due.size() >= MOST;
    }

    /** Removes up to so many that ended before; answers how many. */
    public int removeEnded(Instant before, int most) {
        return repository.removeEnded(before, most);
    }

    /** What happened with an alert, and what comes next if nobody takes it in hand. */
    public record Story(
            @Nullable Escalation escalation,
            @Nullable EscalationPolicy policy,
            List<EscalationLine> lines,
            List<Coming> coming) {}

    public Story story(Actor actor, long alert) {
        actor.requireStaff();
        return repository
                .ofAlert(alert)
                .map(escalation -> {
                    EscalationPolicy policy = Kept.policy(escalation.policy());
                    List<Coming> coming = new ArrayList<>();
                    Instant next = escalation.nextAt();
                    if (escalation.state() == EscalationState.RUNNING && next != null) {
                        coming.addAll(telling.course(policy).coming(escalation.anchorAt(), escalation.step(), next, 4));
                    }
                    return new Story(escalation, policy, repository.lines(escalation.id()), coming);
                })
                .orElse(new Story(null, null, List.of(), List.of()));
    }
}
