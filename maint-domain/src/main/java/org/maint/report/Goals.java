package org.maint.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/** The plan's quarterly goals and next year's goals: set, scored, carried over; the reports read them here. */
@ApplicationScoped
@Transactional
public class Goals {
    static final int LONGEST = 500;
    static final int LONGEST_OUTCOME = 4_000;
    static final int MOST_OF_A_PERIOD = 20;
    static final int WHOLE = 100;

    private static final Role[] MAY_SET = {Role.LEAD, Role.MANAGER};

    private final EntityManager em;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Goals(EntityManager em, Plans plans, Events events, Clock clock) {
        this.em = em;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Goals() {
        this(null, null, null, null);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), plans.published().zone());
    }

    /** Of the period in which a day lies, as they were set. */
    public List<Goal> list(Actor actor, GoalPeriod period, LocalDate day) {
        actor.requireStaff();
        return list(period, period.begin(day));
    }

    List<Goal> list(GoalPeriod period, LocalDate begin) {
        return em.createQuery(
                        "select g from Goal g where g.period = :period and g.begins = :begin order by g.createdAt, g.id",
                        Goal.class)
                .setParameter("period", period)
                .setParameter("begin", begin)
                .getResultList();
    }

    /** Of this quarter and year and of the next, as they were set. */
    public List<Goal> running(Actor actor) {
        actor.requireStaff();
        List<Goal> running = new ArrayList<>();
        for (GoalPeriod period : GoalPeriod.values()) {
            LocalDate now = period.begin(today());
            running.addAll(list(period, now));
            running.addAll(list(period, period.next(now)));
        }
        return running;
    }

    /**
     * Sets one.
     *
     * @param day any day of the period: of this one, or of the one after it
     */
    public Goal set(Actor actor, @Nullable GoalPeriod period, @Nullable LocalDate day, @Nullable String typed) {
        actor.require(MAY_SET);
        if (period == null) {
            throw Refusal.invalid("/period", Message.of("invalid.missing"));
        }
        if (day == null) {
            throw Refusal.invalid("/date", Message.of("invalid.missing"));
        }
        String words = Words.required(typed, "/words", LONGEST);
        LocalDate now = period.begin(today());
        LocalDate begin = period.begin(day);
        if (!begin.equals(now) && !begin.equals(period.next(now))) {
            throw Refusal.invalid("/date", Message.of("invalid.goal.period", now.toString()));
        }
        return add(actor, period, begin, words, null, "set");
    }

    private Goal add(
            Actor actor, GoalPeriod period, LocalDate begin, String words, @Nullable UUID carriedFrom, String deed) {
        if (list(period, begin).size() >= MOST_OF_A_PERIOD) {
            throw Refusal.conflict(Message.of("conflict.goal.most", MOST_OF_A_PERIOD));
        }
        Goal goal = new Goal(period, begin, words, carriedFrom, clock.instant(), actor.id());
        em.persist(goal);
        em.flush();
        events.publish(new GoalEvent(goal, deed, actor.id()));
        return goal;
    }

    private Goal forChange(Actor actor, UUID id) {
        actor.require(MAY_SET);
        return Optional.ofNullable(em.find(Goal.class, id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.goal")));
    }

    /** Says how it went, in percent; again where somebody knows better. Refused before its period has begun. */
    public Goal score(
            Actor actor,
            UUID id,
            @Nullable Integer percent,
            @Nullable String typedOutcome,
            @Nullable Integer expectedVersion) {
        Goal goal = forChange(actor, id);
        goal.requireVersion(expectedVersion);
        if (percent == null || percent < 0 || percent > WHOLE) {
            throw Refusal.invalid("/score", Message.of("invalid.number.range", 0, WHOLE));
        }
        if (goal.begins().isAfter(today())) {
            throw Refusal.conflict(Message.of("conflict.goal.ahead", goal.begins()));
        }
        goal.score(percent, Words.optional(typedOutcome, "/outcome", LONGEST_OUTCOME), clock.instant(), actor.id());
        em.flush();
        events.publish(new GoalEvent(goal, "scored", actor.id()));
        return goal;
    }

    /** Goes on with it in the period after its own; once. */
    public Goal carryOver(Actor actor, UUID id) {
        Goal goal = forChange(actor, id);
        boolean carried = em.createQuery("select count(g) from Goal g where g.carriedFrom = :id", Long.class)
                        .setParameter("id", id)
                        .getSingleResult()
                > 0;
        if (carried) {
            throw Refusal.conflict(Message.of("conflict.goal.carried"));
        }
        return add(actor, goal.period(), goal.period().next(goal.begins()), goal.words(), goal.id(), "carried-over");
    }
}
