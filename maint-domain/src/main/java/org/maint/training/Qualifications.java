package org.maint.training;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Competence;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.PlanDocument;
import org.maint.plan.PlanDocument.Training;
import org.maint.plan.Plans;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;
import org.maint.training.Qualification.Kind;

/**
 * Records who holds which of the plan's skills, and who has taken which of its trainings. Leads and managers record it,
 * for others than themselves, so that nobody vouches for what they can do; a training somebody records for themselves.
 */
@ApplicationScoped
@Transactional
public class Qualifications implements Competence {
    static final int LONGEST_EVIDENCE = 2_000;
    static final int LONGEST_YEARS = 50;

    private final EntityManager em;
    private final People people;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Qualifications(EntityManager em, People people, Plans plans, Events events, Clock clock) {
        this.em = em;
        this.people = people;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Qualifications() {
        this(null, null, null, null, null);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), plans.published().zone());
    }

    @Override
    public boolean holds(PersonId person, String skill, LocalDate day) {
        return em.createQuery(
                                "select count(q) from Qualification q where q.person = :person and q.kind = :kind"
                                        + " and q.subject = :skill and q.revokedAt is null and q.since <= :day"
                                        + " and (q.until is null or q.until >= :day)",
                                Long.class)
                        .setParameter("person", person)
                        .setParameter("kind", Kind.SKILL)
                        .setParameter("skill", skill)
                        .setParameter("day", day)
                        .getSingleResult()
                > 0;
    }

    /**
     * What somebody wants to record, as typed.
     *
     * @param since the first day on which it counts; null for today; not after today
     * @param until the last day; null for no end of a skill, and for what the training's frequency says
     * @param evidence what proves it: a certificate, an address, a name
     */
    public record Wish(
            @Nullable PersonId person,
            @Nullable Kind kind,
            @Nullable String subject,
            @Nullable LocalDate since,
            @Nullable LocalDate until,
            @Nullable String evidence) {}

    public Qualification record(Actor actor, Wish typed) {
        actor.requireStaff();
        Kind kind = typed.kind();
        String subject = typed.subject();
        if (kind == null || subject == null) {
            throw Refusal.invalid("/subject", Message.of("invalid.missing"));
        }
        PlanDocument plan = plans.published().document();
        Optional<Training> training = plan.training(subject);
        if (kind == Kind.SKILL ? plan.skill(subject).isEmpty() : training.isEmpty()) {
            throw Refusal.invalid("/subject", Message.of("invalid.qualification.subject", subject));
        }
        PersonId person = Optional.ofNullable(typed.person())
                .flatMap(people::active)
                .filter(Person::activeHuman)
                .map(Person::id)
                .orElseThrow(() -> Refusal.invalid("/person", Message.of("invalid.qualification.person")));
        boolean own = person.equals(actor.id());
        if (kind == Kind.SKILL || !own) {
            actor.require(Role.LEAD, Role.MANAGER);
        } else {
            actor.requireStaff();
        }
        if (kind == Kind.SKILL && own) {
            throw Refusal.forbidden(Message.of("forbidden.qualification.own"));
        }
        LocalDate today = today();
        LocalDate since = typed.since() == null ? today : typed.since();
        if (since.isAfter(today) || since.isBefore(today.minusYears(LONGEST_YEARS))) {
            throw Refusal.invalid("/since", Message.of("invalid.qualification.since", today.toString()));
        }
        // How long one's own training counts, the plan says.
        LocalDate until = typed.until() != null && !own
                ? typed.until()
                : training.map(each -> Frequency.of(each.every()).after(since)).orElse(null);
        if (until != null && (until.isBefore(since) || until.isAfter(today.plusYears(LONGEST_YEARS)))) {
            throw Refusal.invalid("/until", Message.of("invalid.qualification.until", since.toString()));
        }
        Qualification made = new Qualification(
                person,
                kind,
                subject,
                since,
                until,
                Words.required(typed.evidence(), "/evidence", LONGEST_EVIDENCE),
                clock.instant(),
                actor.id());
        em.persist(made);
        em.flush();
        events.publish(new QualificationEvent(made, "recorded", actor.id()));
        return made;
    }

    /** It counts no more from now on. */
    public void revoke(Actor actor, UUID id) {
        actor.require(Role.LEAD, Role.MANAGER);
        Qualification known = Optional.ofNullable(em.find(Qualification.class, id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.qualification")));
        known.revoke(clock.instant(), actor.id());
        em.flush();
        events.publish(new QualificationEvent(known, "revoked", actor.id()));
    }

    /** What counts or has counted of everybody, and was not revoked; by person, subject and the newest first. */
    public List<Qualification> list(Actor actor) {
        actor.requireStaff();
        return em.createQuery(
                        "select q from Qualification q where q.revokedAt is null"
                                + " order by q.person.value, q.kind, q.subject, q.since desc",
                        Qualification.class)
                .getResultList();
    }

    /**
     * How something stands for somebody.
     *
     * @param newest what counts, or counted last; null for nothing ever
     * @param daysLeft until it ends, the last day included; null for no end; negative when it is over
     */
    public record Standing(@Nullable Qualification newest, boolean current, @Nullable Long daysLeft) {
        static final Standing NONE = new Standing(null, false, null);

        static Standing of(@Nullable Qualification newest, LocalDate today) {
            if (newest == null) {
                return NONE;
            }
            LocalDate until = newest.until();
            return new Standing(
                    newest,
                    newest.current(today),
                    until == null ? null : Long.valueOf(java.time.temporal.ChronoUnit.DAYS.between(today, until)));
        }
    }

    /** Of one person: how each skill and training of the plan stands, in the plan's order. */
    public record Row(Person person, List<Standing> skills, List<Standing> trainings) {}

    /** Everybody who works by the plan, by name. */
    public List<Row> matrix(Actor actor) {
        LocalDate today = today();
        PlanDocument plan = plans.published().document();
        List<Qualification> all = list(actor);
        return people.all().stream()
                .filter(Person::activeHuman)
                .filter(person -> person.roles().stream()
                        .anyMatch(role -> role == Role.TECHNICIAN || role == Role.LEAD || role == Role.MANAGER))
                .map(person -> new Row(
                        person,
                        plan.skills().stream()
                                .map(skill -> standing(all, person, Kind.SKILL, PlanDocument.key(skill), today))
                                .toList(),
                        plan.trainings().stream()
                                .map(training -> standing(all, person, Kind.TRAINING, training.key(), today))
                                .toList()))
                .toList();
    }

    /** What counts the longest; where nothing counts, what ended last. */
    private static Standing standing(
            List<Qualification> all, Person person, Kind kind, String subject, LocalDate today) {
        return Standing.of(
                all.stream()
                        .filter(each -> each.person().equals(person.id())
                                && each.kind() == kind
                                && each.subject().equals(subject))
                        .max(java.util.Comparator.comparing(
                                each -> each.until() == null ? LocalDate.MAX : each.until()))
                        .orElse(null),
                today);
    }

    /** What a subject is called. */
    public Text title(Kind kind, String subject) {
        PlanDocument plan = plans.published().document();
        return (kind == Kind.SKILL
                        ? plan.skill(subject)
                        : plan.training(subject).map(Training::title))
                .orElseGet(() -> Text.same(subject));
    }
}
