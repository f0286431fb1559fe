package org.maint.logbook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
    public List<LogEntry> correctionsOf(long sequence) {
        return em.createQuery(
                        "select e from LogEntry e where e.corrects = :sequence order by e.sequence", LogEntry.class)
                .setParameter("sequence", sequence)
                .getResultList();
    }

    @Override
    public Page<LogEntry> list(LogQuery query, int page, int size) {
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
        if (query.words() != null) {
            parts.add("lower(e.content) like :words escape '!'");
            String literal = query.words().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
            parameters.put("words", "%" + literal + "%");
        }
        String where = parts.isEmpty() ? "" : " where " + String.join(" and ", parts);
        TypedQuery<Long> count = em.createQuery("select count(e) from LogEntry e" + where, Long.class);
        TypedQuery<LogEntry> rows =
                em.createQuery("select e from LogEntry e" + where + " order by e.sequence desc", LogEntry.class);
        parameters.forEach(count::setParameter);
        parameters.forEach(rows::setParameter);
        List<LogEntry> items = rows.setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, count.getSingleResult());
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
