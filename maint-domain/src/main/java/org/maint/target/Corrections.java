package org.maint.target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Notice;
import org.maint.notification.Outbox;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Duties;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;

/**
 * Opens a case for a target that a month has missed, with the plan's steps, and closes it after enough good months. A month
 * is judged once, when it is over, by whichever node is first.
 */
@ApplicationScoped
@Transactional
public class Corrections {
    private static final int LONGEST_NOTE = 10_000;
    private static final int MOST = 100;

    private final EntityManager em;
    private final PlanTargets targets;
    private final Outbox outbox;
    private final People people;
    private final Plans plans;
    private final Duties duties;
    private final Events events;
    private final Clock clock;

    @Inject
    public Corrections(
            EntityManager em,
            PlanTargets targets,
            Outbox outbox,
            People people,
            Plans plans,
            Duties duties,
            Events events,
            Clock clock) {
        this.em = em;
        this.targets = targets;
        this.outbox = outbox;
        this.people = people;
        this.plans = plans;
        this.duties = duties;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Corrections() {
        this(null, null, null, null, null, null, null, null);
    }

    /** A case with its steps, in their order. */
    public record Whole(CorrectiveCase of, List<CorrectiveStep> steps) {}

    /** Judges the month that has just ended, once. */
    public void look() {
        Instant now = clock.instant();
        YearMonth month = YearMonth.from(now.atZone(plans.published().zone())).minusMonths(1);
        if (!duties.first("targets:" + month, now)) {
            return;
        }
        for (TargetResult result : targets.month(month)) {
            Optional<CorrectiveCase> open = open(result.target().key());
            Double value = result.value();
            if (result.state() == TargetState.MISSED && value != null) {
                open.ifPresentOrElse(known -> again(known, month, value), () -> begin(result, month, value, now));
            } else if (result.state() == TargetState.MET) {
                open.filter(known -> known.met(now)).ifPresent(known -> tell(known, "closed", month.toString()));
            }
        }
    }

    private Optional<CorrectiveCase> open(String target) {
        return em
                .createQuery("select c from CorrectiveCase c where c.openKey = :target", CorrectiveCase.class)
                .setParameter("target", target)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .findFirst();
    }

    private void begin(TargetResult result, YearMonth month, double value, Instant now) {
        CorrectiveCase made = new CorrectiveCase(result.target(), month, value, now);
        em.persist(made);
        int position = 1;
        for (Text step : plans.published().document().afterMiss()) {
            em.persist(new CorrectiveStep(made.number(), position++, step));
        }
        tell(made, "opened", month + ": " + value);
    }

    private void again(CorrectiveCase known, YearMonth month, double value) {
        known.missed(month, value);
        tell(known, "missed-again", month + ": " + value);
    }

    private void tell(CorrectiveCase of, String deed, String detail) {
        em.flush();
        events.publish(new CorrectionEvent(of, deed, null, detail));
        List<Person> concerned = people.all().stream()
                .filter(Person::activeHuman)
                .filter(person ->
                        person.roles().contains(Role.LEAD) || person.roles().contains(Role.MANAGER))
                .toList();
        outbox.tell(
                new Notice(
                        "approval.correction",
                        of.open() ? Severity.WARNING : Severity.INFO,
                        Text.of(Message.of("notification.correction." + deed, of.title())),
                        Text.of(Message.of(
                                "notification.correction." + deed + ".body",
                                of.newestMonth().toString())),
                        "/targets"),
                concerned);
    }

    /** Open ones first, then the newest. */
    public List<Whole> list(Actor actor) {
        actor.requireStaff();
        List<CorrectiveCase> cases = em.createQuery(
                        "select c from CorrectiveCase c order by case when c.closedAt is null then 0 else 1 end,"
                                + " c.number desc",
                        CorrectiveCase.class)
                .setMaxResults(MOST)
                .getResultList();
        Map<Long, List<CorrectiveStep>> steps =
                steps(cases.stream().map(CorrectiveCase::number).toList());
        return cases.stream()
                .map(each -> new Whole(each, steps.getOrDefault(each.number(), List.of())))
                .toList();
    }

    private Map<Long, List<CorrectiveStep>> steps(Collection<Long> numbers) {
        return numbers.isEmpty()
                ? Map.of()
                : em
                        .createQuery(
                                "select s from CorrectiveStep s where s.id.number in :numbers"
                                        + " order by s.id.number, s.id.position",
                                CorrectiveStep.class)
                        .setParameter("numbers", numbers)
                        .getResultList()
                        .stream()
                        .collect(Collectors.groupingBy(CorrectiveStep::caseNumber));
    }

    /** A step is done, with what was found or done; refused when the case is closed or the step is done already. */
    public void done(Actor actor, long number, int position, @Nullable String typedNote) {
        actor.require(Role.TECHNICIAN, Role.LEAD, Role.MANAGER);
        String note = Words.required(typedNote, "/note", LONGEST_NOTE);
        CorrectiveCase of = Optional.ofNullable(em.find(CorrectiveCase.class, number, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.correction", number)));
        CorrectiveStep step = steps(List.of(number)).getOrDefault(number, List.of()).stream()
                .filter(each -> each.position() == position)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.correction", number)));
        if (!of.open()) {
            throw Refusal.conflict(Message.of("conflict.correction.closed", of.title()));
        }
        if (step.doneAt() != null) {
            throw Refusal.conflict(Message.of("conflict.correction.done", step.title()));
        }
        step.done(Objects.requireNonNull(actor.id()), note, clock.instant());
        em.flush();
        events.publish(
                new CorrectionEvent(of, "step-done", actor.id(), step.title().en()));
    }
}
