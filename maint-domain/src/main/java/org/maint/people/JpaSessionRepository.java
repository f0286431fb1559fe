package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sessions of the portal in the database. */
@ApplicationScoped
public class JpaSessionRepository implements SessionRepository {
    private final EntityManager em;

    @Inject
    public JpaSessionRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(Session session) {
        em.persist(session);
    }

    @Override
    public Optional<Session> find(UUID id) {
        return em.createQuery(
                        "select s from Session s join fetch s.person p left join fetch p.roles where s.id = :id",
                        Session.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<Session> findForChange(UUID id) {
        return Optional.ofNullable(em.find(Session.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public List<Session> openOf(PersonId person) {
        return em.createQuery(
                        "select s from Session s where s.person.id = :person and s.endedAt is null"
                                + " order by s.lastSeenAt desc, s.id",
                        Session.class)
                .setParameter("person", person)
                .getResultList();
    }

    @Override
    public void seen(UUID id, Instant at, Instant unlessSince) {
        em.createQuery("update Session s set s.lastSeenAt = :at where s.id = :id and s.lastSeenAt < :since")
                .setParameter("at", at)
                .setParameter("id", id)
                .setParameter("since", unlessSince)
                .executeUpdate();
    }

    @Override
    public int expire(Instant seenBefore, Instant at, int most) {
        return em.createNativeQuery("update portal_session set ended_at = ?1, ended_why = 'EXPIRED'"
                        + " where ended_at is null and last_seen_at < ?2 limit " + most)
                .setParameter(1, utc(at))
                .setParameter(2, utc(seenBefore))
                .executeUpdate();
    }

    @Override
    public int removeEnded(Instant before, int most) {
        return em.createNativeQuery("delete from portal_session where ended_at < ?1 limit " + most)
                .setParameter(1, utc(before))
                .executeUpdate();
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
