package org.maint.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.AlertLine.Kind;
import org.maint.people.PersonId;
import org.maint.plan.Severity;
import org.maint.shared.Events;
import org.maint.shared.Text;

/**
 * Opens, joins and ends alerts as reasons for them come and go. One alert is open for one thing that can be wrong: what
 * is wrong with it more is one more reason for the same alert.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Raising {
    /** What follows from the platform being down; whoever knows that it is need not be told of these. */
    private static final Set<String> FOLLOWS_FROM_DOWN =
            Set.of("platform.response-time", "platform.error-rate", "platform.page-load");

    private static final String DOWN = "platform.up";

    /** What has been over for so long when it is found is no news. */
    private static final Duration STALE = Duration.ofMinutes(10);

    private final AlertRepository repository;
    private final Events events;
    private final Clock clock;

    @Inject
    public Raising(AlertRepository repository, Events events, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Raising() {
        this(null, null, null);
    }

    /**
     * What is to be raised.
     *
     * @param fingerprint the thing that is wrong
     * @param ref the rule's key, or {@code routine/item}
     * @param group what of the rule's lines; empty for an item
     * @param metric what was measured; null for none
     */
    record Cause(
            String fingerprint,
            Text title,
            Severity severity,
            AlertReason.Kind kind,
            String ref,
            String group,
            @Nullable String metric,
            @Nullable String seriesIds,
            @Nullable Double threshold) {}

    /**
     * A reason that begins, or is found to have been there.
     *
     * @param late whether it is found only now
     */
    record Found(Cause cause, Episode episode, boolean late) {
        /** Whether it has held for long enough, goes on, and is found in time. */
        boolean fires() {
            return !late && episode.firedAt() != null && episode.until() == null;
        }
    }

    /** Raises what a rule finds at one moment: what is asked of the database is asked once for all of it. */
    void raise(String rule, List<Found> found) {
        Map<String, Alert> open = open(
                found.stream().map(each -> each.cause().fingerprint()).collect(Collectors.toCollection(TreeSet::new)));
        Map<String, Found> fresh = new LinkedHashMap<>();
        List<Found> others = new ArrayList<>();
        for (Found each : found) {
            String fingerprint = each.cause().fingerprint();
            boolean nothingMore = !open.containsKey(fingerprint) && each.fires() && !concernsOthers(fingerprint);
            if (!nothingMore || fresh.putIfAbsent(fingerprint, each) != null) {
                others.add(each);
            }
        }
        Map<String, Alert> opened = open(rule, List.copyOf(fresh.values()));
        others.stream().map(each -> each.cause().fingerprint()).distinct().forEach(fingerprint -> {
            // One of those that were just opened: what joins it changes it.
            Alert alert = opened.get(fingerprint);
            if (alert != null) {
                repository.find(alert.number()).ifPresent(known -> open.put(fingerprint, known));
            }
        });
        others.forEach(each -> raise(each.cause(), each.episode(), each.late(), null, null, open));
    }

    /** Opens alerts that fire at once and that no other alert has to do with. */
    private Map<String, Alert> open(String rule, List<Found> fresh) {
        if (fresh.isEmpty()) {
            return Map.of();
        }
        Map<String, Alert> opened = new LinkedHashMap<>();
        for (Found each : fresh) {
            Cause cause = each.cause();
            Instant firedAt = Objects.requireNonNull(each.episode().firedAt());
            Alert alert = new Alert(
                    cause.fingerprint(),
                    cause.title(),
                    cause.severity(),
                    each.episode().since());
            alert.fire(firedAt, cause.severity(), cause.title());
            opened.put(cause.fingerprint(), alert);
        }
        List<Alert> alerts = List.copyOf(opened.values());
        repository.addAll(alerts);
        List<AlertReason> reasons = new ArrayList<>();
        List<AlertLine> lines = new ArrayList<>();
        for (Found each : fresh) {
            Alert alert = Objects.requireNonNull(opened.get(each.cause().fingerprint()));
            Instant firedAt = Objects.requireNonNull(each.episode().firedAt());
            reasons.add(reason(alert, each.cause(), each.episode()));
            lines.add(new AlertLine(alert.number(), Kind.FIRING, firedAt, clock.instant(), null, null));
        }
        repository.addAll(reasons, lines);
        events.publish(new AlertsOpened(alerts, rule, clock.instant()));
        return opened;
    }

    private static AlertReason reason(Alert alert, Cause cause, Episode episode) {
        AlertReason reason = new AlertReason(
                alert.number(), cause.kind(), cause.ref(), cause.group(), cause.severity(), episode.since());
        reason.measures(cause.metric(), cause.seriesIds(), cause.threshold());
        reason.follow(episode);
        return reason;
    }

    /** A reason begins, or is found to have been there. */
    void raise(Cause cause, Episode episode, boolean late, @Nullable PersonId by, @Nullable String words) {
        raise(cause, episode, late, by, words, open(new TreeSet<>(Set.of(cause.fingerprint()))));
    }

    /** What is open for these things, by the thing; nobody else opens or closes any of it until the transaction is over. */
    private Map<String, Alert> open(SortedSet<String> fingerprints) {
        Map<String, Alert> open = new HashMap<>();
        if (!fingerprints.isEmpty()) {
            repository.lockSubjects(fingerprints);
            repository.open(fingerprints).forEach(alert -> open.put(alert.fingerprint(), alert));
        }
        return open;
    }

    private void raise(
            Cause cause,
            Episode episode,
            boolean late,
            @Nullable PersonId by,
            @Nullable String words,
            Map<String, Alert> open) {
        Instant end = episode.until();
        Alert known = open.get(cause.fingerprint());
        if (known == null && end != null) {
            Optional<Alert> same = repository.overlapping(cause.fingerprint(), episode.since(), end);
            if (same.isPresent()) {
                record(same.get(), cause, episode);
                return;
            }
        }
        Alert alert = known == null
                ? new Alert(cause.fingerprint(), cause.title(), cause.severity(), episode.since())
                : known;
        boolean fires = episode.firedAt() != null && alert.fire(episode.firedAt(), cause.severity(), cause.title());
        if (known == null) {
            // As it is now: it is written once.
            repository.add(alert);
            open.put(cause.fingerprint(), alert);
        }
        repository.add(reason(alert, cause, episode));
        if (known != null) {
            line(alert, Kind.JOINED, episode.since(), by, cause.ref() + (words == null ? "" : ": " + words));
        } else if (episode.firedAt() == null) {
            line(alert, Kind.PENDING, episode.since(), by, words);
        }
        if (late) {
            line(alert, Kind.CORRECTED, episode.since(), null, cause.ref());
        }
        Instant until = episode.until();
        boolean past = until != null && until.isBefore(clock.instant().minus(STALE));
        if (episode.firedAt() != null) {
            if (past && known == null) {
                // Long over: it goes on record, and nobody is told of it.
                line(alert, Kind.FIRING, episode.firedAt(), by, words);
            } else if (fires) {
                fires(alert, episode.firedAt(), by, words);
            } else {
                worsen(alert, cause, episode.firedAt(), by);
            }
        }
        if (until != null) {
            settle(alert, until, past);
            if (!alert.state().open()) {
                open.remove(cause.fingerprint());
            }
        }
    }

    /** It was over together with an alert that is: one more reason for that one. */
    private void record(Alert alert, Cause cause, Episode episode) {
        repository.add(reason(alert, cause, episode));
        line(alert, Kind.JOINED, episode.since(), null, cause.ref());
        if (episode.firedAt() != null) {
            alert.worsen(cause.severity(), cause.title());
        }
    }

    private void fires(Alert alert, Instant at, @Nullable PersonId by, @Nullable String words) {
        hold(alert, at);
        line(alert, Kind.FIRING, at, by, words);
        publish(alert, Kind.FIRING, by);
        if (alert.fingerprint().equals(DOWN)) {
            repository.openToHold().stream()
                    .filter(other -> other.heldBy() == null && follows(other))
                    .forEach(other -> hold(other, alert, at));
        }
    }

    private void worsen(Alert alert, Cause cause, Instant at, @Nullable PersonId by) {
        if (alert.state().open() && alert.worsen(cause.severity(), cause.title())) {
            line(alert, Kind.WORSE, at, by, cause.severity().name());
            publish(alert, Kind.WORSE, by);
        }
    }

    /** What follows from the platform being down is held back while it is, or is about to be found so. */
    private void hold(Alert alert, Instant at) {
        if (follows(alert)) {
            repository.openUnlocked(DOWN).ifPresent(down -> hold(alert, down, at));
        }
    }

    private void hold(Alert alert, Alert down, Instant at) {
        alert.holdBack(down.number());
        line(alert, Kind.HELD, at, null, "A-" + down.number());
    }

    private static boolean concernsOthers(String fingerprint) {
        return fingerprint.equals(DOWN) || follows(fingerprint);
    }

    private static boolean follows(Alert alert) {
        return follows(alert.fingerprint());
    }

    private static boolean follows(String fingerprint) {
        String metric = fingerprint.replaceFirst("\\{.*", "");
        return FOLLOWS_FROM_DOWN.contains(metric) || metric.startsWith("probe ");
    }

    /** It is over: what is still wrong is no consequence of it any more, and whoever is concerned hears of it now. */
    void release(Alert over, Instant at) {
        if (!over.fingerprint().equals(DOWN)) {
            return;
        }
        for (Alert held : repository.heldBy(over.number())) {
            held.release();
            line(held, Kind.RELEASED, at, null, "A-" + over.number());
            if (held.state() == AlertState.FIRING) {
                publish(held, Kind.FIRING, null);
            }
        }
    }

    /** Brings a known reason up to what its episode is now. */
    void follow(AlertReason reason, Cause cause, Episode episode) {
        Instant firedBefore = reason.firedAt();
        boolean activeBefore = reason.active();
        lock(cause.fingerprint());
        Alert alert = alert(reason);
        boolean reopens = !activeBefore && episode.until() == null;
        if (reopens && !alert.state().open()) {
            // It was over and somebody may have been told so: what goes on is a new alert.
            raise(cause, episode, true, null, null);
            return;
        }
        boolean corrected = reason.follow(episode);
        if (corrected) {
            line(alert, Kind.CORRECTED, episode.since(), null, cause.ref());
            if (alert.since().isAfter(episode.since())) {
                alert.began(episode.since());
            }
        }
        if (firedBefore == null && episode.firedAt() != null && alert.state().open()) {
            if (alert.fire(episode.firedAt(), cause.severity(), cause.title())) {
                fires(alert, episode.firedAt(), null, null);
            } else {
                worsen(alert, cause, episode.firedAt(), null);
            }
        }
        if (activeBefore && episode.until() != null) {
            if (episode.firedAt() != null) {
                line(alert, Kind.LEFT, episode.until(), null, cause.ref());
            }
            settle(alert, episode.until(), false);
        }
    }

    /** Late samples show that it never was. */
    void withdraw(AlertReason reason, Instant at) {
        Alert alert = locked(reason);
        boolean fired = reason.firedAt() != null;
        reason.withdraw(at);
        if (fired) {
            line(alert, Kind.WITHDRAWN, at, null, reason.ref());
        }
        settle(alert, at, false);
    }

    /** The reason is over for another cause than its own data. */
    void end(AlertReason reason, Instant at, Kind why, @Nullable PersonId by, @Nullable String words) {
        Alert alert = locked(reason);
        reason.end(at);
        line(alert, why, at, by, reason.ref() + (words == null ? "" : ": " + words));
        settle(alert, at, false);
    }

    void flaps(AlertReason reason, boolean now, Instant at) {
        Alert alert = alert(reason);
        if (alert.state().open() && alert.flaps(now)) {
            Kind kind = now ? Kind.FLAPPING : Kind.STEADY;
            line(alert, kind, at, null, reason.ref());
            publish(alert, kind, null);
        }
    }

    /** The subject first, as everywhere: who has it waits for nobody who waits for it. */
    private Alert locked(AlertReason reason) {
        lock(repository
                .find(reason.alert())
                .orElseThrow(() -> new IllegalStateException("A reason has its alert"))
                .fingerprint());
        return alert(reason);
    }

    private void lock(String fingerprint) {
        repository.lockSubjects(new TreeSet<>(Set.of(fingerprint)));
    }

    private Alert alert(AlertReason reason) {
        return repository
                .findForChange(reason.alert())
                .orElseThrow(() -> new IllegalStateException("A reason has its alert"));
    }

    /** An alert is over when its last reason is. */
    private void settle(Alert alert, Instant at, boolean quietly) {
        boolean reasonLeft =
                repository.reasons(List.of(alert.number())).stream().anyMatch(AlertReason::active);
        if (!reasonLeft && alert.state().open()) {
            boolean fired = alert.firedAt() != null;
            alert.resolve(at, null);
            line(alert, Kind.RESOLVED, at, null, null);
            repository.flush();
            if (fired && !quietly) {
                publish(alert, Kind.RESOLVED, null);
            }
            release(alert, at);
        }
    }

    void line(Alert alert, Kind kind, Instant at, @Nullable PersonId by, @Nullable String words) {
        repository.add(new AlertLine(alert.number(), kind, at, clock.instant(), by, words));
    }

    void publish(Alert alert, Kind kind, @Nullable PersonId by) {
        events.publish(new AlertEvent(alert, kind, by, clock.instant()));
    }
}
