package org.maint.checklist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Page;

/** Runs in the database. */
@ApplicationScoped
public class JpaRunRepository implements RunRepository {
    private static final String SUMMARY =
            """
            select new org.maint.checklist.RunSummary(r.id, r.routineKey, r.nominalDate, r.type, r.title, r.state,
                r.responsible, r.assignee, r.opensAt, r.dueAt, r.graceSeconds, r.closedAt,
                (select count(i) from RunItem i where i.run = r and i.outcome is not null),
                (select count(i) from RunItem i where i.run = r),
                (select count(i) from RunItem i where i.run = r and i.outcome = org.maint.checklist.Outcome.FAIL))
            from Run r\s""";

    private final EntityManager em;

    @Inject
    public JpaRunRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(Run run) {
        em.persist(run);
    }

    @Override
    public Optional<Run> find(RunId id) {
        return em.createQuery("select r from Run r left join fetch r.items where r.id = :id", Run.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<Run> findForChange(RunId id) {
        // The lock comes first: what is read after it is what the last writer left.
        Run run = em.find(Run.class, id, LockModeType.PESSIMISTIC_WRITE);
        return run == null ? Optional.empty() : find(id);
    }

    @Override
    public Optional<Run> findByOccurrence(String routineKey, LocalDate nominalDate) {
        return em.createQuery(
                        "select r from Run r left join fetch r.items"
                                + " where r.routineKey = :routine and r.nominalDate = :date",
                        Run.class)
                .setParameter("routine", routineKey)
                .setParameter("date", nominalDate)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<Run> unfinished(String routineKey) {
        return em.createQuery(
                        "select r from Run r where r.routineKey = :routine and r.state in :states order by r.opensAt",
                        Run.class)
                .setParameter("routine", routineKey)
                .setParameter("states", List.of(RunState.OPEN, RunState.IN_PROGRESS))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    @Override
    public List<Run> unfinishedOf(PersonId assignee) {
        return em.createQuery("select r from Run r where r.assignee = :person and r.state in :states", Run.class)
                .setParameter("person", assignee)
                .setParameter("states", List.of(RunState.OPEN, RunState.IN_PROGRESS))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    @Override
    public Optional<LocalDate> newestNominalDate(String routineKey) {
        // Not max(): Hibernate 6.6 refuses it for dates that go to the driver as java.time.
        return em.createQuery(
                        "select r.nominalDate from Run r where r.routineKey = :routine order by r.nominalDate desc",
                        LocalDate.class)
                .setParameter("routine", routineKey)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Page<Run> list(RunQuery query, int page, int size) {
        Condition where = Condition.of(query);
        long total = where.bind(em.createQuery("select count(r) from Run r" + where.words, Long.class))
                .getSingleResult();
        // First the page, then its items: a limit together with a joined collection would be applied in memory.
        List<RunId> ids = where.bind(em.createQuery(
                        "select r.id from Run r" + where.words + " order by r.opensAt desc, r.id", RunId.class))
                .setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        if (ids.isEmpty()) {
            return new Page<>(List.of(), page, size, total);
        }
        List<Run> runs = em.createQuery(
                        "select distinct r from Run r left join fetch r.items i where r.id in :ids"
                                + " order by r.opensAt desc, r.id, i.position",
                        Run.class)
                .setParameter("ids", ids)
                .getResultList();
        return new Page<>(runs, page, size, total);
    }

    @Override
    public List<RunSummary> summaries(RunQuery query, int most) {
        Condition where = Condition.of(query);
        return where.bind(em.createQuery(SUMMARY + where.words + " order by r.opensAt desc, r.id", RunSummary.class))
                .setMaxResults(most)
                .getResultList();
    }

    @Override
    public List<RunSummary> unfinished() {
        return em.createQuery(SUMMARY + " where r.state in :states order by r.dueAt, r.opensAt", RunSummary.class)
                .setParameter("states", List.of(RunState.OPEN, RunState.IN_PROGRESS))
                .getResultList();
    }

    @Override
    public long minutes(Instant from, Instant to) {
        return em.createQuery(
                        "select coalesce(sum(r.minutesSpent), 0) from Run r where r.state = :signed"
                                + " and r.closedAt >= :from and r.closedAt < :to",
                        Long.class)
                .setParameter("signed", RunState.SIGNED)
                .setParameter("from", from)
                .setParameter("to", to)
                .getSingleResult();
    }

    @Override
    public List<RunMark> marks(Instant from, Instant to) {
        return em.createQuery(
                        """
                        select new org.maint.checklist.RunMark(r.id, r.routineKey, r.nominalDate, r.type, r.title, r.state,
                            r.responsible, r.assignee, r.opensAt, r.dueAt, r.graceSeconds, r.openedAt, r.closedAt, r.closedBy,
                            r.skipReason, r.missedCause)
                        from Run r where r.opensAt < :to and (r.opensAt >= :from or r.dueAt >= :from)
                        order by r.opensAt, r.id""",
                        RunMark.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    /** The filter of a query as JPQL with named parameters. */
    private record Condition(String words, Map<String, Object> parameters) {
        static Condition of(RunQuery query) {
            List<String> parts = new ArrayList<>();
            Map<String, Object> parameters = new HashMap<>();
            if (query.from() != null) {
                parts.add("r.nominalDate >= :from");
                parameters.put("from", query.from());
            }
            if (query.to() != null) {
                parts.add("r.nominalDate <= :to");
                parameters.put("to", query.to());
            }
            if (query.routine() != null) {
                parts.add("r.routineKey = :routine");
                parameters.put("routine", query.routine());
            }
            if (query.state() != null) {
                parts.add("r.state = :state");
                parameters.put("state", query.state());
            }
            return new Condition(parts.isEmpty() ? "" : " where " + String.join(" and ", parts), parameters);
        }

        <T> TypedQuery<T> bind(TypedQuery<T> query) {
            parameters.forEach(query::setParameter);
            return query;
        }
    }

    @Override
    public void flush() {
        em.flush();
    }

    @Override
    public RoutineWatch watch(String routineKey, String timing, Instant since) {
        RoutineWatch watch = em.find(RoutineWatch.class, routineKey, LockModeType.PESSIMISTIC_WRITE);
        if (watch != null) {
            return watch;
        }
        // Two nodes may start the watch at once: the first row stands, the second waits for it. Not "insert ignore",
        // whose
        // shared lock on the row that is there makes the nodes deadlock when each then wants it alone.
        em.createNativeQuery("insert into routine_watch (routine_key, timing, since) values (?1, ?2, ?3)"
                        + " on duplicate key update routine_key = routine_key")
                .setParameter(1, routineKey)
                .setParameter(2, timing)
                .setParameter(3, utc(since))
                .executeUpdate();
        return Objects.requireNonNull(em.find(RoutineWatch.class, routineKey, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public void add(Evidence evidence, byte[] content) {
        em.persist(evidence);
        em.persist(new EvidenceContent(evidence.id(), content));
    }

    @Override
    public Optional<Evidence> evidence(UUID id) {
        return em.createQuery("select e from Evidence e join fetch e.item where e.id = :id", Evidence.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    @Override
    public byte[] content(UUID evidenceId) {
        return Objects.requireNonNull(em.find(EvidenceContent.class, evidenceId))
                .content();
    }

    @Override
    public List<Evidence> evidenceOf(Collection<RunId> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        return em.createQuery(
                        "select e from Evidence e join fetch e.item i where i.run.id in :runs order by e.recordedAt",
                        Evidence.class)
                .setParameter("runs", runs)
                .getResultList();
    }

    @Override
    public void add(Deviation deviation) {
        em.persist(deviation);
    }

    @Override
    public Optional<Deviation> openDeviation(RunId run, String itemKey) {
        return em.createQuery(
                        "select d from Deviation d where d.runId = :run and d.itemKey = :item and d.closedAt is null",
                        Deviation.class)
                .setParameter("run", run)
                .setParameter("item", itemKey)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<Deviation> deviations(RunId run) {
        return em.createQuery("select d from Deviation d where d.runId = :run order by d.detectedAt", Deviation.class)
                .setParameter("run", run)
                .getResultList();
    }

    @Override
    public Optional<Instant> lastSignOfLife() {
        return em.createQuery("select s.seenAt from SignOfLife s order by s.seenAt desc", Instant.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    @Override
    public void signOfLife(String node, Instant at) {
        em.createNativeQuery("insert into sign_of_life (node, seen_at) values (?1, ?2)"
                        + " on duplicate key update seen_at = values(seen_at)")
                .setParameter(1, node)
                .setParameter(2, utc(at))
                .executeUpdate();
    }

    @Override
    public void add(Downtime downtime) {
        em.persist(downtime);
    }

    @Override
    public Optional<Downtime> downtimeAt(Instant at) {
        return em.createQuery("select d from Downtime d where d.from <= :at and d.to >= :at", Downtime.class)
                .setParameter("at", at)
                .getResultStream()
                .findFirst();
    }

    @Override
    public void present(RunId run, PersonId person, @Nullable String itemKey, Instant at) {
        em.createNativeQuery("insert into run_presence (run_id, person_id, item_key, seen_at) values (?1, ?2, ?3, ?4)"
                        + " on duplicate key update item_key = values(item_key), seen_at = values(seen_at)")
                .setParameter(1, run.value())
                .setParameter(2, person.value())
                .setParameter(3, itemKey)
                .setParameter(4, utc(at))
                .executeUpdate();
    }

    @Override
    public List<Presence> presentSince(RunId run, Instant since) {
        List<?> rows = em.createNativeQuery("select person_id, item_key from run_presence"
                        + " where run_id = ?1 and seen_at >= ?2 order by person_id")
                .setParameter(1, run.value())
                .setParameter(2, utc(since))
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Presence(new PersonId(uuid(row[0])), (String) row[1]))
                .toList();
    }

    private static UUID uuid(Object column) {
        return column instanceof UUID uuid ? uuid : UUID.fromString(column.toString());
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
