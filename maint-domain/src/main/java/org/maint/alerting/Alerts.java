package org.maint.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.AlertLine.Kind;
import org.maint.alerting.Raising.Cause;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.RunEvent.ItemRecorded;
import org.maint.checklist.RunItem;
import org.maint.metric.Point;
import org.maint.metric.SampleStore;
import org.maint.metric.Samples;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.PlanDocument.Threshold;
import org.maint.plan.Plans;
import org.maint.plan.Proof;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;

/** Shows alerts, and decides what people may do with them. What raises and ends them by itself is {@link Evaluations}. */
@ApplicationScoped
@Transactional
public class Alerts {
    static final int LONGEST_NOTE = 2_000;

    /** What is drawn before an alert begins and after it ends. */
    private static final Duration AROUND = Duration.ofMinutes(45);

    /** Of an alert that has been open for longer, the newest part is drawn. */
    private static final Duration LONGEST_GRAPH = Duration.ofDays(7);

    private final AlertRepository repository;
    private final Raising raising;
    private final SampleStore store;
    private final People people;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public Alerts(
            AlertRepository repository, Raising raising, SampleStore store, People people, Plans plans, Clock clock) {
        this.repository = repository;
        this.raising = raising;
        this.store = store;
        this.people = people;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Alerts() {
        this(null, null, null, null, null, null);
    }

    /** An alert with everything that belongs to it. */
    public record Whole(Alert alert, List<AlertReason> reasons, List<AlertLine> lines) {}

    /** Open ones first, the worst of them first; then the newest. */
    public Page<Alert> list(Actor actor, AlertQuery query, int page, int size) {
        actor.requireStaff();
        return repository.list(query, page, size);
    }

    public List<AlertReason> reasons(Actor actor, Collection<Long> alerts) {
        actor.requireStaff();
        return repository.reasons(alerts);
    }

    public Whole whole(Actor actor, long number) {
        actor.requireStaff();
        Alert alert = repository.find(number).orElseThrow(() -> unknown(number));
        return new Whole(alert, repository.reasons(List.of(number)), repository.lines(number));
    }

    /** The highest number that an alert has; 0 for none. What comes later has a higher one. */
    public long newest(Actor actor) {
        actor.requireStaff();
        return repository.newest();
    }

    /** Those that were open at some time from one moment to another, newest first. */
    public List<Alert> during(Actor actor, Instant from, Instant to, int most) {
        actor.requireStaff();
        return repository.during(from, to, most);
    }

    /**
     * When something was critical.
     *
     * @param until null while it is
     */
    public record Spell(String fingerprint, Instant from, @Nullable Instant until) {}

    /** For the public page: of alerts that fired and were not over before a moment. */
    public List<Spell> criticalSpells(Instant notOverBefore) {
        return repository.criticalSpells(notOverBefore);
    }

    /** For dashboards and reports: how many fired from one moment (included) to another (excluded), by severity. */
    public Map<Severity, Long> fired(Instant from, Instant to) {
        return repository.fired(from, to);
    }

    /** Those that {@link #fired} counts, as they fired. */
    public List<Alert> firedBetween(Instant from, Instant to) {
        return repository.firedBetween(from, to);
    }

    /** As {@link #fired}, by the key of each rule that was a reason for them. */
    public Map<String, Long> firedByRule(Instant from, Instant to) {
        return repository.firedByRule(from, to);
    }

    /** Somebody has it in hand; refused unless it fires. */
    public Alert acknowledge(Actor actor, long number, @Nullable String typedNote) {
        actor.require(Role.TECHNICIAN, Role.LEAD);
        String note = Words.optional(typedNote, "/note", LONGEST_NOTE);
        return acknowledged(number, actor.id(), note);
    }

    private Alert acknowledged(long number, @Nullable PersonId by, @Nullable String words) {
        Alert alert = forChange(number);
        Instant now = clock.instant();
        alert.acknowledge(now, by);
        if (alert.assignee() == null) {
            alert.assign(by);
        }
        raising.line(alert, Kind.ACKNOWLEDGED, now, by, words);
        raising.publish(alert, Kind.ACKNOWLEDGED, by);
        repository.flush();
        return alert;
    }

    /**
     * A person says that it is over. A rule that still holds does not open another one: only when it has been over and
     * holds again.
     */
    public Alert resolve(Actor actor, long number, @Nullable String typedNote) {
        actor.require(Role.TECHNICIAN, Role.LEAD);
        String note = Words.optional(typedNote, "/note", LONGEST_NOTE);
        Alert alert = forChange(number);
        Instant now = clock.instant();
        if (alert.state() == AlertState.PENDING) {
            // It is none yet; resolved now, it could not fire.
            throw Refusal.conflict(
                    Message.of("conflict.alert.not-firing", number, Message.of("alert.state." + alert.state())));
        }
        alert.resolve(now, actor.id());
        // What a person has seen to fail, a person may call mended.
        repository.reasons(List.of(number)).stream()
                .filter(reason -> reason.active() && reason.kind() == AlertReason.Kind.ITEM)
                .forEach(reason -> reason.end(now));
        raising.line(alert, Kind.RESOLVED, now, actor.id(), note);
        raising.publish(alert, Kind.RESOLVED, actor.id());
        repository.flush();
        raising.release(alert, now);
        return alert;
    }

    /** @param to null for nobody */
    public Alert assign(Actor actor, long number, @Nullable PersonId to) {
        actor.require(Role.TECHNICIAN, Role.LEAD);
        Alert alert = forChange(number);
        if (to != null) {
            Person person =
                    people.active(to).orElseThrow(() -> Refusal.invalid("/assignee", Message.of("not-found.person")));
            alert.assign(person.id());
        } else {
            alert.assign(null);
        }
        String name = to == null ? null : people.names(List.of(to)).get(to);
        raising.line(alert, Kind.ASSIGNED, clock.instant(), actor.id(), name);
        raising.publish(alert, Kind.ASSIGNED, actor.id());
        repository.flush();
        return alert;
    }

    public Alert note(Actor actor, long number, @Nullable String typedNote) {
        actor.require(Role.TECHNICIAN, Role.LEAD);
        String note = Words.required(typedNote, "/note", LONGEST_NOTE);
        Alert alert = forChange(number);
        raising.line(alert, Kind.NOTE, clock.instant(), actor.id(), note);
        return alert;
    }

    /** For other features, in their transaction: nobody decides anything else about it meanwhile. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Alert hold(Actor actor, long number) {
        actor.requireStaff();
        return forChange(number);
    }

    private Alert forChange(long number) {
        return repository.findForChange(number).orElseThrow(() -> unknown(number));
    }

    private static Refusal unknown(long number) {
        return Refusal.notFound(Message.of("not-found.alert", "A-" + number));
    }

    /** A failed item opens or joins the alert of its subject; one that is good again is no longer a reason for it. */
    public void on(@Observes ItemRecorded recorded) {
        RunItem item = recorded.item();
        boolean failed = item.outcome() == Outcome.FAIL;
        boolean before = recorded.before() == Outcome.FAIL;
        String ref = ref(recorded.run(), item);
        List<AlertReason> active = repository.active(AlertReason.Kind.ITEM, ref);
        if (failed && active.isEmpty()) {
            Episode episode = new Episode(recorded.at(), recorded.at(), null, null);
            raising.raise(cause(item, ref), episode, false, recorded.by(), item.note());
        } else if (item.outcome() == Outcome.PASS) {
            active.forEach(reason -> raising.end(reason, recorded.at(), Kind.LEFT, recorded.by(), null));
        } else if (before && item.outcome() == null) {
            active.forEach(reason -> raising.end(reason, recorded.at(), Kind.LEFT, recorded.by(), null));
        }
    }

    /**
     * The error budget of a target burns, for a reason that is not there yet. Nothing is raised while the alert of the metric
     * itself is open, or was within the short time: whoever was told of that need not hear what follows from it.
     *
     * @param ref the target and from which rate on
     * @param rate in words
     * @param over the short time over which it burns
     */
    public void burns(String ref, Text title, String metric, String rate, Duration over) {
        Instant now = clock.instant();
        boolean known = !repository.active(AlertReason.Kind.TARGET, ref).isEmpty();
        if (known
                || repository.openUnlocked(metric).isPresent()
                || repository.overlapping(metric, now.minus(over), now).isPresent()) {
            return;
        }
        Cause cause = new Cause(
                "target " + ref, title, Severity.WARNING, AlertReason.Kind.TARGET, ref, "", metric, null, null);
        raising.raise(cause, new Episode(now, now, null, null), false, null, rate);
    }

    /** No budgets burn but these. */
    public void burnOnly(Set<String> refs) {
        Instant now = clock.instant();
        repository.active(AlertReason.Kind.TARGET).stream()
                .filter(reason -> !refs.contains(reason.ref()))
                .forEach(reason -> raising.end(reason, now, Kind.LEFT, null, null));
    }

    /** Items of unplanned work have no name of their own from one run to the next. */
    static String ref(Run run, RunItem item) {
        return run.routineKey()
                .map(routine -> routine + "/" + item.key())
                .orElseGet(() -> "unplanned " + run.id() + "/" + item.key());
    }

    private Cause cause(RunItem item, String ref) {
        Proof proof = item.proof();
        String subject = "item " + ref;
        String metric = null;
        Severity severity = item.severity();
        Text title = item.title();
        if (proof != null && (proof.source() == Proof.Source.METRIC || proof.source() == Proof.Source.HEARTBEAT)) {
            subject = proof.key();
            metric = proof.key();
        } else if (proof != null && proof.source() == Proof.Source.PROBE) {
            subject = ProbeSubject.of(proof.key(), proof.part());
        }
        String about = subject;
        // A failed item that has a rule takes the rule's severity: the mildest of them that is more than information.
        Optional<Threshold> rule = plans.published().document().thresholds().stream()
                .filter(each -> each.metric().equals(about) && each.severity() != Severity.INFO)
                .max(java.util.Comparator.comparing(Threshold::severity));
        if (rule.isPresent()) {
            severity = rule.get().severity();
        }
        return new Cause(subject, title, severity, AlertReason.Kind.ITEM, ref, "", metric, null, null);
    }

    /**
     * What was measured around an alert: the points of the first of its reasons that measures something.
     *
     * @param threshold null where nothing is compared
     * @param exact whether each point is a sample; else the average of five minutes
     */
    public record Graph(
            String metric, @Nullable Double threshold, Instant from, Instant to, List<Point> points, boolean exact) {}

    public Optional<Graph> graph(Actor actor, Whole whole) {
        actor.requireStaff();
        AlertReason reason = whole.reasons().stream()
                .filter(each -> !each.series().isEmpty())
                .findFirst()
                .orElse(null);
        String metric = reason == null ? null : reason.metric();
        if (reason == null || metric == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant end = whole.alert().resolvedAt() == null ? now : whole.alert().resolvedAt();
        Instant to = end.plus(AROUND).isAfter(now) ? now : end.plus(AROUND);
        Instant begin = whole.alert().since().minus(AROUND);
        Instant from = begin.isBefore(to.minus(LONGEST_GRAPH)) ? to.minus(LONGEST_GRAPH) : begin;
        List<Long> series = reason.series();
        boolean exact = from.isAfter(now.minus(Samples.RAW))
                && Duration.between(from, to).compareTo(Duration.ofHours(12)) <= 0;
        List<Point> points = exact
                ? store.points(series, from, to)
                : store.fiveMinutes(series, from, to).stream()
                        .map(bucket -> new Point(bucket.at(), bucket.average()))
                        .toList();
        return Optional.of(new Graph(metric, reason.threshold(), from, to, points, exact));
    }

    /** The rules that are reasons of each alert, for other features. */
    public Map<Long, Set<String>> rulesOf(Collection<Long> numbers) {
        return numbers.isEmpty()
                ? Map.of()
                : repository.reasons(numbers).stream()
                        .filter(reason -> reason.kind() == AlertReason.Kind.RULE)
                        .collect(Collectors.groupingBy(
                                AlertReason::alert, Collectors.mapping(AlertReason::ref, Collectors.toSet())));
    }

    /** For other features, which answer for who may see it. */
    public List<Alert> named(Collection<Long> numbers) {
        return numbers.isEmpty() ? List.of() : repository.named(numbers);
    }

    /** As {@link #acknowledge}, by somebody who was told and is no person of this installation. */
    public Alert acknowledge(long number, String contact) {
        return acknowledged(number, null, contact);
    }

    /** Who has it in hand when it is no person of this installation; empty when it is one, or nobody has it. */
    public Optional<String> acknowledgedByContact(Alert alert) {
        return alert.acknowledgedAt() == null || alert.acknowledgedBy() != null
                ? Optional.empty()
                : repository.lines(alert.number()).stream()
                        .filter(line -> line.kind() == Kind.ACKNOWLEDGED && line.by() == null)
                        .reduce((earlier, later) -> later)
                        .map(AlertLine::words);
    }

    /** For the address and for the search. */
    public static Optional<Long> number(String text) {
        String bare = text.strip().toUpperCase(Locale.ROOT).replaceFirst("^A-", "");
        return bare.matches("\\d{1,18}") ? Optional.of(Long.valueOf(bare)) : Optional.empty();
    }
}
