package org.maint.workload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Assignees;
import org.maint.people.Absence;
import org.maint.people.Absences;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Occurrence;
import org.maint.plan.PlanDocument;
import org.maint.plan.PlanDocument.TierPlan;
import org.maint.plan.Plans;
import org.maint.plan.Routine;
import org.maint.workload.Workload.Ahead;
import org.maint.workload.Workload.ItemHabit;
import org.maint.workload.Workload.RoutineLoad;
import org.maint.workload.Workload.TierLoad;

/** Reads the work of the last twelve months out of the record, and that of the next four weeks out of the plan. */
@ApplicationScoped
@Transactional
public class Workloads {
    static final int MONTHS = 12;
    static final int WEEKS = 4;

    /** Fewer answers than that say nothing. */
    static final int LEAST_ANSWERS = 10;

    static final int LEAST_SKIPS = 3;

    private static final int MOST_ITEMS = 100;

    private final EntityManager em;
    private final Assignees assignees;
    private final Absences absences;
    private final People people;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public Workloads(
            EntityManager em, Assignees assignees, Absences absences, People people, Plans plans, Clock clock) {
        this.em = em;
        this.assignees = assignees;
        this.absences = absences;
        this.people = people;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Workloads() {
        this(null, null, null, null, null, null);
    }

    public Workload look(Actor actor) {
        actor.requireStaff();
        LocalDate today = LocalDate.ofInstant(clock.instant(), plans.published().zone());
        PlanDocument plan = plans.published().document();
        Map<String, Counted> counted = counted(today.minusMonths(MONTHS));
        List<TierLoad> tiers =
                plan.tiers().stream().map(tier -> load(tier, counted)).toList();
        return new Workload(
                tiers,
                habits(
                        plan,
                        today.minusMonths(MONTHS),
                        "sum(i.outcome = 'FAIL') = 0 and sum(i.outcome = 'PASS') >= " + LEAST_ANSWERS),
                habits(
                        plan,
                        today.minusMonths(MONTHS),
                        "sum(i.outcome <> 'NOT_APPLICABLE') = 0 and count(*) >= " + LEAST_SKIPS),
                ahead(actor, today, plan, tiers));
    }

    /** Of one routine, by the state of its runs. */
    private record Counted(long signed, long skipped, long missed, @Nullable Double average, @Nullable Integer most) {
        static final Counted NOTHING = new Counted(0, 0, 0, null, null);
    }

    private Map<String, Counted> counted(LocalDate since) {
        Map<String, Counted> counted = new HashMap<>();
        List<?> rows = em.createNativeQuery("select routine_key, sum(state = 'SIGNED'), sum(state = 'SKIPPED'),"
                        + " sum(state = 'MISSED'), avg(if(state = 'SIGNED', minutes_spent, null)),"
                        + " max(if(state = 'SIGNED', minutes_spent, null))"
                        + " from run where routine_key is not null and nominal_date >= ?1 group by routine_key")
                .setParameter(1, since)
                .getResultList();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            counted.put(
                    String.valueOf(row[0]),
                    new Counted(
                            ((Number) row[1]).longValue(),
                            ((Number) row[2]).longValue(),
                            ((Number) row[3]).longValue(),
                            row[4] == null ? null : Double.valueOf(((Number) row[4]).doubleValue()),
                            row[5] == null ? null : Integer.valueOf(((Number) row[5]).intValue())));
        }
        return counted;
    }

    private static TierLoad load(TierPlan tier, Map<String, Counted> counted) {
        List<RoutineLoad> routines = tier.routines().stream()
                .map(routine -> {
                    Counted of = counted.getOrDefault(routine.key(), Counted.NOTHING);
                    return new RoutineLoad(routine, of.signed(), of.skipped(), of.missed(), of.average(), of.most());
                })
                .toList();
        List<Double> averages = routines.stream()
                .map(RoutineLoad::average)
                .filter(Objects::nonNull)
                .toList();
        Double actual = averages.size() < routines.size() || averages.isEmpty()
                ? null
                : Double.valueOf(
                        averages.stream().mapToDouble(Double::doubleValue).sum());
        return new TierLoad(tier, routines, actual);
    }

    /** Of what the plan still has. */
    private List<ItemHabit> habits(PlanDocument plan, LocalDate since, String having) {
        List<?> rows = em.createNativeQuery("select r.routine_key, i.item_key, count(*) from run_item i"
                        + " join run r on r.id = i.run_id where r.state = 'SIGNED' and r.routine_key is not null"
                        + " and r.nominal_date >= ?1 and i.outcome is not null group by r.routine_key, i.item_key"
                        + " having " + having + " order by count(*) desc, r.routine_key, i.item_key")
                .setParameter(1, since)
                .getResultList();
        List<ItemHabit> habits = new ArrayList<>();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            String key = String.valueOf(row[1]);
            Optional<Routine> routine = plan.routine(String.valueOf(row[0]));
            routine.flatMap(of ->
                            of.items().filter(item -> item.key().equals(key)).findFirst())
                    .ifPresent(item -> habits.add(new ItemHabit(
                            routine.orElseThrow().title(), key, item.title(), ((Number) row[2]).longValue())));
        }
        return habits.stream().limit(MOST_ITEMS).toList();
    }

    /** What adds up while the weeks are gone through. */
    private static final class Load {
        private long runs;
        private double minutes;
    }

    private List<Ahead> ahead(Actor actor, LocalDate today, PlanDocument plan, List<TierLoad> tiers) {
        LocalDate last = today.plusWeeks(WEEKS).minusDays(1);
        Map<Optional<PersonId>, Load> loads = new LinkedHashMap<>();
        Map<String, Double> minutes = minutes(tiers);
        for (Occurrence occurrence : plans.calendar(actor, today, last)) {
            Routine routine = plan.routine(occurrence.routine()).orElseThrow();
            Load load = loads.computeIfAbsent(assignees.of(routine, occurrence.date()), none -> new Load());
            load.runs++;
            load.minutes += minutes.getOrDefault(routine.key(), 0.0);
        }
        Map<PersonId, Long> tasks = tasks(last);
        Map<PersonId, List<Absence>> away =
                absences.between(today, last).stream().collect(Collectors.groupingBy(Absence::person));
        List<Ahead> ahead = new ArrayList<>();
        for (Person person : people.all()) {
            boolean works = person.activeHuman()
                    && person.roles().stream()
                            .anyMatch(role -> role == Role.TECHNICIAN || role == Role.LEAD || role == Role.MANAGER);
            if (works) {
                Load load = loads.getOrDefault(Optional.of(person.id()), new Load());
                ahead.add(new Ahead(
                        person,
                        load.runs,
                        load.minutes,
                        tasks.getOrDefault(person.id(), 0L),
                        away.getOrDefault(person.id(), List.of())));
            }
        }
        Load anybody = loads.getOrDefault(Optional.empty(), new Load());
        ahead.add(new Ahead(null, anybody.runs, anybody.minutes, unowned(last), List.of()));
        return ahead;
    }

    /** By routine: what it took on average, else its share of what the plan estimates for its tier. */
    private static Map<String, Double> minutes(List<TierLoad> tiers) {
        Map<String, Double> minutes = new HashMap<>();
        for (TierLoad tier : tiers) {
            double middle = (tier.tier().leastMinutes() + tier.tier().mostMinutes()) / 2.0;
            for (RoutineLoad routine : tier.routines()) {
                Double average = routine.average();
                minutes.put(
                        routine.routine().key(),
                        average != null ? average : middle / tier.routines().size());
            }
        }
        return minutes;
    }

    private Map<PersonId, Long> tasks(LocalDate last) {
        Map<PersonId, Long> tasks = new HashMap<>();
        em.createQuery(
                        "select t.owner, count(t) from Task t where t.owner is not null and t.closedAt is null"
                                + " and t.due <= :last group by t.owner",
                        Object[].class)
                .setParameter("last", last)
                .getResultList()
                .forEach(row -> tasks.put((PersonId) row[0], (Long) row[1]));
        return tasks;
    }

    private long unowned(LocalDate last) {
        return em.createQuery(
                        "select count(t) from Task t where t.owner is null and t.closedAt is null and t.due <= :last",
                        Long.class)
                .setParameter("last", last)
                .getSingleResult();
    }
}
