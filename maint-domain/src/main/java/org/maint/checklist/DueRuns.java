package org.maint.checklist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Occurrence;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.plan.Routine;
import org.maint.plan.Tier;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Decides what the clock opens and closes. Asked late, twice, or on several nodes at once, it does the same once: each
 * routine's watch is locked while it is looked at, and (routine, nominal date) is a unique key.
 */
@ApplicationScoped
@Transactional
public class DueRuns {
    /** Nodes say that they live every ten seconds; silence for longer than this was a downtime. */
    static final Duration DOWN_AFTER = Duration.ofSeconds(60);

    private final RunRepository repository;
    private final Plans plans;
    private final Assignees assignees;
    private final Events events;
    private final Clock clock;

    /** When the next opening of a routine comes, by plan version: until then a tick has nothing to ask the database. */
    private final Map<String, Instant> nextOpening = new ConcurrentHashMap<>();

    @Inject
    public DueRuns(RunRepository repository, Plans plans, Assignees assignees, Events events, Clock clock) {
        this.repository = repository;
        this.plans = plans;
        this.assignees = assignees;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected DueRuns() {
        this(null, null, null, null, null);
    }

    /** Opens what is due of a tier and records what was missed; answers the runs that it opened. */
    public List<Run> openDue(Tier tier) {
        Instant now = clock.instant();
        PublishedPlan plan = plans.published();
        List<Run> opened = new ArrayList<>();
        for (Routine routine : plan.document().routinesOf(tier)) {
            String remembered = plan.number() + "/" + routine.key();
            Instant next = nextOpening.get(remembered);
            if (next == null || !now.isBefore(next)) {
                Opening opening = open(plan, routine, tier, now, opened);
                Instant following = opening.next();
                nextOpening.put(remembered, following == null ? Instant.MAX : following);
            }
        }
        return opened;
    }

    private Opening open(PublishedPlan plan, Routine routine, Tier tier, Instant now, List<Run> opened) {
        Instant since = watchedSince(plan, routine, now);
        LocalDate newest = repository.newestNominalDate(routine.key()).orElse(null);
        Opening opening = Opening.of(plan, routine.key(), tier, newest, since, now);
        for (Occurrence occurrence : opening.missed()) {
            Run run = Run.of(occurrence, routine, tier, plan.number(), now);
            Downtime down = downtime(occurrence, now);
            RunEvent.RunMissed missed = run.missedWhileDown(down.from(), down.to(), now);
            repository.add(run);
            events.publish(missed);
        }
        for (Occurrence occurrence : opening.opened()) {
            opened.add(open(plan, routine, tier, occurrence, null, now));
        }
        return opening;
    }

    private Run open(
            PublishedPlan plan, Routine routine, Tier tier, Occurrence occurrence, @Nullable PersonId by, Instant now) {
        for (Run earlier : repository.unfinished(routine.key())) {
            events.publish(earlier.missedUnsigned(now));
        }
        Run run = Run.of(occurrence, routine, tier, plan.number(), now);
        run.assign(assignees.of(routine, LocalDate.ofInstant(now, plan.zone())).orElse(null));
        repository.add(run);
        events.publish(run.opened(by, now));
        return run;
    }

    private Instant watchedSince(PublishedPlan plan, Routine routine, Instant now) {
        String timing = String.join(
                " ",
                routine.recurrence(),
                routine.opens().toString(),
                routine.roll().toString(),
                plan.zone().getId());
        // The first day counts whole: who installs maint at noon finds this morning's checklist.
        Instant startOfToday =
                LocalDate.ofInstant(now, plan.zone()).atStartOfDay(plan.zone()).toInstant();
        RoutineWatch watch = repository.watch(routine.key(), timing, startOfToday);
        watch.follow(timing, now);
        return watch.since();
    }

    private Downtime downtime(Occurrence occurrence, Instant now) {
        // Without a recorded downtime (a clock that was moved) the gap since the opening is all that is known.
        return repository.downtimeAt(occurrence.opensAt()).orElseGet(() -> new Downtime(occurrence.opensAt(), now));
    }

    /**
     * Opens today's occurrence ahead of its time, for who starts early. Answers the run, also when it was open already.
     */
    public Run openEarly(Actor actor, String routineKey) {
        actor.require(Role.TECHNICIAN, Role.LEAD);
        Instant now = clock.instant();
        PublishedPlan plan = plans.published();
        Routine routine = plan.document()
                .routine(routineKey)
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.routine", routineKey)));
        watchedSince(plan, routine, now);
        LocalDate today = LocalDate.ofInstant(now, plan.zone());
        Occurrence occurrence = plan.calendar(today, today).stream()
                .filter(each -> each.routine().equals(routineKey))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict(Message.of("conflict.run.not-today", routine.title())));
        Optional<Run> existing = repository.findByOccurrence(routineKey, occurrence.nominalDate());
        return existing.orElseGet(
                () -> open(plan, routine, plan.document().tierOf(routineKey), occurrence, actor.id(), now));
    }

    /** Forgets when the next openings come, after a failure that may have undone what was decided. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void lookAgain() {
        nextOpening.clear();
    }

    /** Says that this node runs, and records a downtime when none had said so for longer than a minute. */
    public void alive(String node) {
        Instant now = clock.instant();
        Optional<Instant> last = repository.lastSignOfLife();
        if (last.isPresent() && last.get().plus(DOWN_AFTER).isBefore(now)) {
            repository.add(new Downtime(last.get(), now));
        }
        repository.signOfLife(node, now);
    }
}
