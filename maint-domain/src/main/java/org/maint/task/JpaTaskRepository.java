package org.maint.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.maint.checklist.RunId;
import org.maint.shared.Page;

/** Tasks in the database. */
@ApplicationScoped
public class JpaTaskRepository implements TaskRepository {
    private static final String ORDER =
            """
            order by case when t.state = org.maint.task.TaskState.CLOSED then 1 else 0 end, t.closedAt desc,
            case when t.due is null then 1 else 0 end, t.due,
            case t.priority when org.maint.task.Priority.URGENT then 0 when org.maint.task.Priority.HIGH then 1
              when org.maint.task.Priority.NORMAL then 2 else 3 end, t.number""";

    private final EntityManager em;

    @Inject
    public JpaTaskRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(Task task) {
        em.persist(task);
    }

    @Override
    public void add(TaskLine line) {
        em.persist(line);
    }

    @Override
    public void add(TaskFile file, byte[] content) {
        em.persist(file);
        em.persist(new TaskFileContent(file.id(), content));
    }

    @Override
    public void add(TaskLink link) {
        em.persist(link);
    }

    @Override
    public Optional<Task> find(long number) {
        return Optional.ofNullable(em.find(Task.class, number));
    }

    @Override
    public Optional<Task> findForChange(long number) {
        return Optional.ofNullable(em.find(Task.class, number, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public boolean exists(Origin origin) {
        // Later features own these rows; that they are there is all that is asked.
        String sql =
                switch (origin.kind()) {
                    case ERROR -> "select count(*) from error_group where id = ?1";
                    case ALERT -> "select count(*) from alert where number = ?1";
                    case POST_MORTEM -> "select count(*) from post_mortem where incident_number = ?1";
                    case FEEDBACK -> "select count(*) from feedback where number = ?1";
                    default -> null;
                };
        return sql == null
                || ((Number) em.createNativeQuery(sql)
                                        .setParameter(1, Long.valueOf(String.valueOf(origin.ref())))
                                        .getSingleResult())
                                .longValue()
                        > 0;
    }

    @Override
    public boolean hasOnce(String once) {
        return em.createQuery("select count(t) from Task t where t.once = :once", Long.class)
                        .setParameter("once", once)
                        .getSingleResult()
                > 0;
    }

    @Override
    public Page<Task> list(TaskQuery query, int page, int size) {
        Condition where = Condition.of(query);
        int first = Math.toIntExact((long) page * size);
        List<Task> items = where.bind(em.createQuery("select t from Task t" + where.words() + " " + ORDER, Task.class))
                .setFirstResult(first)
                .setMaxResults(size)
                .getResultList();
        boolean last = items.size() < size && (page == 0 || !items.isEmpty());
        long total = last ? first + items.size() : count(where);
        return new Page<>(items, page, size, total);
    }

    private long count(Condition where) {
        return where.bind(em.createQuery("select count(t) from Task t" + where.words(), Long.class))
                .getSingleResult();
    }

    /** The filter of a query as JPQL with named parameters. */
    private record Condition(String words, Map<String, Object> parameters) {
        static Condition of(TaskQuery query) {
            List<String> parts = new ArrayList<>();
            Map<String, Object> parameters = new HashMap<>();
            if (!query.states().isEmpty()) {
                parts.add("t.state in :states");
                parameters.put("states", query.states());
            }
            if (!query.owners().isEmpty()) {
                parts.add("t.owner in :owners");
                parameters.put("owners", query.owners());
            }
            if (query.priority() != null) {
                parts.add("t.priority = :priority");
                parameters.put("priority", query.priority());
            }
            if (query.dueFrom() != null) {
                parts.add("t.due >= :dueFrom");
                parameters.put("dueFrom", query.dueFrom());
            }
            if (query.dueTo() != null) {
                parts.add("t.due <= :dueTo");
                parameters.put("dueTo", query.dueTo());
            }
            if (query.words() != null) {
                parts.add("(lower(t.title.fr) like :words escape '!' or lower(t.title.en) like :words escape '!'"
                        + " or lower(t.description) like :words escape '!')");
                String literal = query.words().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
                parameters.put("words", "%" + literal + "%");
            }
            if (query.origin() != null) {
                parts.add("t.origin.kind = :originKind and t.origin.ref = :originRef");
                parameters.put("originKind", query.origin().kind());
                parameters.put(
                        "originRef", Objects.requireNonNullElse(query.origin().ref(), ""));
            }
            return new Condition(parts.isEmpty() ? "" : " where " + String.join(" and ", parts), parameters);
        }

        <T> TypedQuery<T> bind(TypedQuery<T> query) {
            parameters.forEach(query::setParameter);
            return query;
        }
    }

    @Override
    public List<Task> unfinishedReviews() {
        return em.createQuery("select t from Task t where t.origin.kind = :kind and t.state in :states", Task.class)
                .setParameter("kind", Origin.Kind.PLAN_REVIEW)
                .setParameter("states", TaskQuery.UNFINISHED)
                .getResultList();
    }

    @Override
    public List<Task> ofRun(RunId run) {
        return em.createQuery(
                        "select t from Task t where t.origin.kind = :kind and t.origin.ref like :ref order by t.number",
                        Task.class)
                .setParameter("kind", Origin.Kind.RUN_ITEM)
                .setParameter("ref", run + "/%")
                .getResultList();
    }

    @Override
    public List<Task> due(LocalDate from, LocalDate to) {
        return em.createQuery(
                        "select t from Task t where t.due >= :from and t.due <= :to order by t.due, t.number",
                        Task.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    @Override
    public Tasks.Tally tally(Instant from, Instant to) {
        return em.createQuery(
                        "select new org.maint.task.Tasks$Tally("
                                + "sum(case when t.createdAt >= :from and t.createdAt < :to then 1 else 0 end),"
                                + " sum(case when t.closedAt >= :from and t.closedAt < :to then 1 else 0 end),"
                                + " sum(case when t.createdAt < :to and (t.closedAt is null or t.closedAt >= :to)"
                                + " then 1 else 0 end)) from Task t",
                        Tasks.Tally.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getSingleResult();
    }

    @Override
    public List<Task> closedBetween(Instant from, Instant to) {
        return em.createQuery(
                        "select t from Task t where t.closedAt >= :from and t.closedAt < :to order by t.number",
                        Task.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    @Override
    public List<Task> pendingAt(Instant at) {
        return em.createQuery(
                        "select t from Task t where t.createdAt < :at and (t.closedAt is null or t.closedAt >= :at)"
                                + " order by t.number",
                        Task.class)
                .setParameter("at", at)
                .getResultList();
    }

    @Override
    public Map<Long, Instant> lastChanges(Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        Map<Long, Instant> changes = new HashMap<>();
        em.createQuery(
                        "select l from TaskLine l where l.id in"
                                + " (select max(k.id) from TaskLine k where k.task in :numbers group by k.task)",
                        TaskLine.class)
                .setParameter("numbers", numbers)
                .getResultList()
                .forEach(line -> changes.put(line.task(), line.at()));
        return changes;
    }

    @Override
    public List<TaskLine> lines(long number) {
        return em.createQuery("select l from TaskLine l where l.task = :task order by l.id", TaskLine.class)
                .setParameter("task", number)
                .getResultList();
    }

    @Override
    public List<TaskFile> files(long number) {
        return em.createQuery("select f from TaskFile f where f.task = :task order by f.addedAt", TaskFile.class)
                .setParameter("task", number)
                .getResultList();
    }

    @Override
    public Optional<TaskFile> file(UUID id) {
        return Optional.ofNullable(em.find(TaskFile.class, id));
    }

    @Override
    public byte[] content(UUID file) {
        return Objects.requireNonNull(em.find(TaskFileContent.class, file)).content();
    }

    @Override
    public List<TaskLink> links(long number) {
        return em.createQuery("select l from TaskLink l where l.task = :task order by l.addedAt", TaskLink.class)
                .setParameter("task", number)
                .getResultList();
    }

    @Override
    public void flush() {
        em.flush();
    }
}
