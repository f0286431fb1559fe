package org.maint.postmortem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Page;

/** Keeps post-mortems with their parts, comments and actions in the database. */
@ApplicationScoped
public class PostMortemRepository {
    private final EntityManager em;

    @Inject
    public PostMortemRepository(EntityManager em) {
        this.em = em;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PostMortemRepository() {
        this(null);
    }

    void add(Object row) {
        em.persist(row);
    }

    void remove(Object row) {
        em.remove(row);
    }

    void flush() {
        em.flush();
    }

    Optional<PostMortem> find(long incident) {
        return Optional.ofNullable(em.find(PostMortem.class, incident));
    }

    Optional<PostMortem> findForChange(long incident) {
        return Optional.ofNullable(em.find(PostMortem.class, incident, LockModeType.PESSIMISTIC_WRITE));
    }

    List<PostMortemSection> sections(long incident) {
        return em.createQuery(
                        "select s from PostMortemSection s where s.id.incident = :incident", PostMortemSection.class)
                .setParameter("incident", incident)
                .getResultList();
    }

    PostMortemSection sectionForChange(long incident, Part part) {
        return em.find(
                PostMortemSection.class, new PostMortemSection.Id(incident, part), LockModeType.PESSIMISTIC_WRITE);
    }

    /** Oldest first. */
    List<PostMortemComment> comments(long incident) {
        return em.createQuery(
                        "select c from PostMortemComment c where c.incident = :incident order by c.at, c.id",
                        PostMortemComment.class)
                .setParameter("incident", incident)
                .getResultList();
    }

    Optional<PostMortemComment> comment(UUID id) {
        return Optional.ofNullable(em.find(PostMortemComment.class, id));
    }

    /** Oldest first. */
    List<PostMortemAction> actions(long incident) {
        return em.createQuery(
                        "select a from PostMortemAction a where a.incident = :incident order by a.createdAt, a.id",
                        PostMortemAction.class)
                .setParameter("incident", incident)
                .getResultList();
    }

    Optional<PostMortemAction> actionForChange(UUID id) {
        return Optional.ofNullable(em.find(PostMortemAction.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    Optional<PostMortemAction> actionOfTask(long task) {
        return em.createQuery("select a from PostMortemAction a where a.task = :task", PostMortemAction.class)
                .setParameter("task", task)
                .getResultStream()
                .findFirst();
    }

    /** Of any of these incidents, whose task is not closed; those that have become nothing yet are among them. */
    List<PostMortemAction> openActions(Collection<Long> incidents) {
        return incidents.isEmpty()
                ? List.of()
                : em.createQuery(
                                "select a from PostMortemAction a where a.incident in :incidents and a.draft is null"
                                        + " and (a.task is null or exists (select 1 from Task t where t.number = a.task"
                                        + " and t.state <> org.maint.task.TaskState.CLOSED)) order by a.createdAt, a.id",
                                PostMortemAction.class)
                        .setParameter("incidents", incidents)
                        .getResultList();
    }

    /** Incidents that are over and have none, oldest first. */
    List<Long> without(int most) {
        return em.createQuery(
                        "select i.number from Incident i where i.state = org.maint.incident.IncidentState.RESOLVED"
                                + " and not exists (select 1 from PostMortem p where p.incident = i.number)"
                                + " order by i.number",
                        Long.class)
                .setMaxResults(most)
                .getResultList();
    }

    /** Drafts that are due by a day. */
    List<PostMortem> dueBy(LocalDate day) {
        return em.createQuery(
                        "select p from PostMortem p where p.state = :draft and p.due <= :day order by p.incident",
                        PostMortem.class)
                .setParameter("draft", PostMortemState.DRAFT)
                .setParameter("day", day)
                .getResultList();
    }

    /**
     * Newest first.
     *
     * @param words all of which stand somewhere in it or in its incident's title
     */
    Page<PostMortem> list(@Nullable PostMortemState state, List<String> words, int page, int size) {
        StringBuilder where = new StringBuilder(" where 1 = 1");
        if (state != null) {
            where.append(" and p.state = :state");
        }
        for (int i = 0; i < words.size(); i++) {
            where.append(" and (exists (select 1 from PostMortemSection s where s.id.incident = p.incident")
                    .append(" and lower(s.words) like :w" + i + " escape '!')")
                    .append(" or exists (select 1 from PostMortemAction a where a.incident = p.incident")
                    .append(" and lower(a.title) like :w" + i + " escape '!')")
                    .append(" or exists (select 1 from Incident i where i.number = p.incident")
                    .append(" and lower(i.title) like :w" + i + " escape '!'))");
        }
        TypedQuery<PostMortem> rows =
                em.createQuery("select p from PostMortem p" + where + " order by p.incident desc", PostMortem.class);
        TypedQuery<Long> count = em.createQuery("select count(p) from PostMortem p" + where, Long.class);
        for (TypedQuery<?> query : List.of(rows, count)) {
            if (state != null) {
                query.setParameter("state", state);
            }
            for (int i = 0; i < words.size(); i++) {
                query.setParameter("w" + i, "%" + escaped(words.get(i)) + "%");
            }
        }
        List<PostMortem> items = rows.setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, count.getSingleResult());
    }

    private static String escaped(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
    }
}
