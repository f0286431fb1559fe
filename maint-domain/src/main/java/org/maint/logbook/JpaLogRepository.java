package org.maint.logbook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.maint.shared.Page;

/** The log in the database, whose triggers refuse to change or remove entries. */
@ApplicationScoped
public class JpaLogRepository implements LogRepository {
    private static final int ONLY_ROW = 1;

    private final EntityManager em;

    @Inject
    public JpaLogRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public Chain.Head lockHead() {
        return head().head();
    }

    private LogHead head() {
        return Objects.requireNonNull(em.find(LogHead.class, ONLY_ROW, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public void append(LogEntry entry) {
        em.persist(entry);
        head().advance(entry.link().head());
    }

    @Override
    public Optional<LogEntry> find(long sequence) {
        return Optional.ofNullable(em.find(LogEntry.class, sequence));
    }

    @Override
    public Optional<LogEntry> ofRun(UUID run) {
        return em.createQuery(
                        "select e from LogEntry e where e.runId = :run and e.corrects is null order by e.sequence desc",
                        LogEntry.class)
                .setParameter("run", run)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<LogEntry> ofRuns(Collection<UUID> runs) {
        return runs.isEmpty()
                ? List.of()
                : em.createQuery("select e from LogEntry e where e.runId in :runs order by e.sequence", LogEntry.class)
                        .setParameter("runs", runs)
                        .getResultList();
    }

    @Override
    public List<LogEntry> correctionsOf(long sequence) {
        return em.createQuery(
                        "select e from LogEntry e where e.corrects = :sequence order by e.sequence", LogEntry.class)
                .setParameter("sequence", sequence)
                .getResultList();
    }

    @Override
    public List<LogEntry> correctionsOf(Collection<Long> sequences) {
        return sequences.isEmpty()
                ? List.of()
                : em.createQuery(
                                "select e from LogEntry e where e.corrects in :sequences order by e.sequence",
                                LogEntry.class)
                        .setParameter("sequences", sequences)
                        .getResultList();
    }

    @Override
    public long count(LogQuery query) {
        Condition where = Condition.of(query);
        return where.bind(em.createQuery("select count(e) from LogEntry e" + where.words, Long.class))
                .getSingleResult();
    }

    @Override
    public List<LogEntry> inOrder(LogQuery query, int most) {
        Condition where = Condition.of(query);
        return where.bind(em.createQuery(
                        "select e from LogEntry e" + where.words + " order by e.sequence", LogEntry.class))
                .setMaxResults(most)
                .getResultList();
    }

    @Override
    public Page<LogEntry> list(LogQuery query, int page, int size) {
        Condition where = Condition.of(query);
        List<LogEntry> items = where.bind(em.createQuery(
                        "select e from LogEntry e" + where.words + " order by e.sequence desc", LogEntry.class))
                .setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, count(query));
    }

    /** What a query asks for, as the words of a where clause and what goes into them. */
    private record Condition(String words, Map<String, Object> parameters) {
        /** Compares without case and accents; the columns themselves keep both apart. */
        private static final String AS_PEOPLE_READ = " as utf8mb4_general_ci)";

        static Condition of(LogQuery query) {
            List<String> parts = new ArrayList<>();
            Map<String, Object> parameters = new HashMap<>();
            if (query.from() != null) {
                parts.add("e.at >= :from");
                parameters.put("from", query.from());
            }
            if (query.to() != null) {
                parts.add("e.at < :to");
                parameters.put("to", query.to());
            }
            if (query.type() != null) {
                parts.add("e.type = :type");
                parameters.put("type", query.type());
            }
            if (query.event() != null) {
                parts.add("e.event = :event");
                parameters.put("event", query.event());
            }
            if (query.person() != null) {
                parts.add("(e.by = :person or e.content like :id)");
                parameters.put("person", query.person());
                parameters.put("id", "%\"" + query.person() + "\"%");
            }
            if (query.words() != null) {
                // Only texts are looked at, not the names of the fields around them.
                parts.add("(function('json_search', collate(e.content" + AS_PEOPLE_READ
                        + ", 'one', :words, '!') is not null or collate(e.title.en" + AS_PEOPLE_READ
                        + " like :words escape '!' or collate(e.title.fr" + AS_PEOPLE_READ
                        + " like :words escape '!')");
                parameters.put("words", "%" + query.words().replaceAll("([!%_])", "!$1") + "%");
            }
            return new Condition(parts.isEmpty() ? "" : " where " + String.join(" and ", parts), parameters);
        }

        <T> TypedQuery<T> bind(TypedQuery<T> query) {
            parameters.forEach(query::setParameter);
            return query;
        }
    }

    @Override
    public List<LogEntry> after(long sequence, int most) {
        List<LogEntry> entries = em.createQuery(
                        "select e from LogEntry e where e.sequence > :sequence order by e.sequence", LogEntry.class)
                .setParameter("sequence", sequence)
                .setMaxResults(most)
                .getResultList();
        // A long export must not fill the memory with entries that it has passed.
        entries.forEach(em::detach);
        return entries;
    }

    @Override
    public void add(Checkpoint checkpoint) {
        em.persist(checkpoint);
    }

    @Override
    public List<Checkpoint> checkpoints() {
        return em.createQuery("select c from Checkpoint c order by c.sequence, c.at", Checkpoint.class)
                .getResultList();
    }

    @Override
    public Optional<Checkpoint> newestCheckpoint() {
        return em.createQuery("select c from Checkpoint c order by c.sequence desc, c.at desc", Checkpoint.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }
}
