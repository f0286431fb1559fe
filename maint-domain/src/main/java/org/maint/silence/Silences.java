package org.maint.silence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertQuery;
import org.maint.alerting.AlertReason;
import org.maint.alerting.Alerts;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;

/** Decides of which alerts nobody is told for a while. Leads make and end silences; all staff see them. */
@ApplicationScoped
@Transactional
public class Silences {
    /** How soon a node notices what another one has silenced: each alert asks, so not each asks the database. */
    private static final Duration NOTICED_WITHIN = Duration.ofMillis(900);

    private static final Duration PREVIEWED = Duration.ofDays(30);
    private static final int MOST_PREVIEWED = 5_000;

    private final SilenceRepository repository;
    private final Alerts alerts;
    private final Events events;
    private final Clock clock;
    private volatile @Nullable Looked looked;

    private record Looked(List<Silence> active, Instant at) {}

    /**
     * What a matcher would silence.
     *
     * @param open alerts that are open now
     * @param lastThirtyDays those that fired, the open ones included; of the newest 5,000
     * @param critical open alerts that it means but that are CRITICAL and not named exactly
     */
    public record Preview(int open, int lastThirtyDays, List<Alert> critical) {}

    @Inject
    public Silences(SilenceRepository repository, Alerts alerts, Events events, Clock clock) {
        this.repository = repository;
        this.alerts = alerts;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Silences() {
        this(null, null, null, null);
    }

    /** Refused when it means an open CRITICAL alert without naming it exactly. */
    public Silence silence(Actor actor, SilenceWish wish) {
        actor.require(Role.LEAD);
        Silence silence = new Silence(wish, clock.instant(), actor.id());
        List<Alert> critical = critical(actor, wish.matcher());
        if (!critical.isEmpty()) {
            Alert worst = critical.get(0);
            throw Refusal.invalid(
                    "/matcher",
                    Message.of("invalid.silence.means-critical", "A-" + worst.number(), worst.fingerprint()));
        }
        repository.add(silence);
        return told(silence, silence.made());
    }

    /**
     * Ends it before it expires; one that has not begun never does. Refused when it is over.
     *
     * @param expectedVersion the version that the person saw; null to end whatever it is now
     */
    public Silence end(Actor actor, UUID id, @Nullable Integer expectedVersion) {
        actor.require(Role.LEAD);
        Silence silence = repository.findForChange(id).orElseThrow(() -> unknown(id.toString()));
        silence.requireVersion(expectedVersion);
        return told(silence, silence.end(clock.instant(), actor.id()));
    }

    private Silence told(Silence silence, SilenceEvent event) {
        // The version that the answer shows is the one that the next change must name.
        repository.flush();
        events.publish(event);
        looked = null;
        return silence;
    }

    public Silence get(Actor actor, UUID id) {
        actor.requireStaff();
        return repository.find(id).orElseThrow(() -> unknown(id.toString()));
    }

    /**
     * Active ones by their expiry, coming ones by their beginning, others the newest first.
     *
     * @param state null for all
     * @param size from 1 to 500
     */
    public Page<Silence> list(Actor actor, @Nullable SilenceState state, int page, int size) {
        actor.requireStaff();
        return repository.list(state, clock.instant(), page, size);
    }

    /** Which open alerts it would silence, and how many it would have silenced in thirty days. */
    public Preview preview(Actor actor, AlertMatcher matcher) {
        actor.requireStaff();
        Instant now = clock.instant();
        List<Alert> open = open(actor, null);
        List<Alert> fired = alerts.during(actor, now.minus(PREVIEWED), now, MOST_PREVIEWED);
        return new Preview(
                matched(actor, matcher, open).size(),
                matched(actor, matcher, fired).size(),
                critical(actor, matcher));
    }

    /** The worst 500 are enough: an open alert is one for each thing that is wrong. */
    private List<Alert> open(Actor actor, @Nullable Severity severity) {
        return alerts.list(actor, new AlertQuery(AlertQuery.OPEN, severity, null), 0, Page.LARGEST)
                .items();
    }

    private List<Alert> matched(Actor actor, AlertMatcher matcher, List<Alert> some) {
        Map<Long, Set<String>> rules = rules(actor, matcher, some);
        return some.stream()
                .filter(alert -> matcher.matches(
                        alert.fingerprint(), alert.severity(), rules.getOrDefault(alert.number(), Set.of())))
                .toList();
    }

    private List<Alert> critical(Actor actor, AlertMatcher matcher) {
        List<Alert> open = open(actor, Severity.CRITICAL);
        Map<Long, Set<String>> rules = rules(actor, matcher, open);
        return open.stream()
                .filter(alert -> !alert.fingerprint().equals(matcher.fingerprint())
                        && matcher.means(
                                alert.fingerprint(), alert.severity(), rules.getOrDefault(alert.number(), Set.of())))
                .toList();
    }

    /** The rules of each alert; asked only where a rule is what matters. */
    private Map<Long, Set<String>> rules(Actor actor, AlertMatcher matcher, List<Alert> some) {
        if (matcher.ruleKey() == null) {
            return Map.of();
        }
        return alerts.reasons(actor, some.stream().map(Alert::number).toList()).stream()
                .filter(reason -> reason.kind() == AlertReason.Kind.RULE)
                .collect(Collectors.groupingBy(
                        AlertReason::alert, Collectors.mapping(AlertReason::ref, Collectors.toSet())));
    }

    /**
     * The silence because of which nobody is told of such an alert at a moment, of several the one that lasts longest.
     * For this moment it is at most a second old.
     *
     * @param ruleKeys of the alert's reasons
     */
    public Optional<Silence> matching(String fingerprint, Severity severity, Collection<String> ruleKeys, Instant at) {
        return active(at).stream()
                .filter(silence -> silence.holds(fingerprint, severity, ruleKeys, at))
                .max(Comparator.comparing(Silence::to).thenComparing(Silence::id));
    }

    private List<Silence> active(Instant at) {
        Looked last = looked;
        if (last == null || at.isBefore(last.at()) || at.isAfter(last.at().plus(NOTICED_WITHIN))) {
            last = new Looked(repository.activeBetween(at, at.plus(NOTICED_WITHIN)), at);
            // What somebody asks of another time is not worth keeping.
            if (Duration.between(at, clock.instant()).abs().compareTo(NOTICED_WITHIN) <= 0) {
                looked = last;
            }
        }
        return last.active();
    }

    /** What an address or a call names; refused as not found when it cannot name a silence. */
    public static UUID id(@Nullable String text) {
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            throw unknown(String.valueOf(text));
        }
    }

    private static Refusal unknown(String id) {
        return Refusal.notFound(Message.of("not-found.silence", id));
    }
}
