package org.maint.notification;

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
import org.hibernate.LockOptions;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Page;

/** Notifications in the database; claiming skips what another node has locked. */
@ApplicationScoped
public class JpaNotificationRepository implements NotificationRepository {
    private final EntityManager em;

    @Inject
    public JpaNotificationRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(Notification notification) {
        em.persist(notification);
    }

    @Override
    public Optional<Notification> find(UUID id) {
        return Optional.ofNullable(em.find(Notification.class, id));
    }

    @Override
    public List<Notification> claimable(Medium channel, Instant now, int most) {
        return em.createQuery(
                        "select n from Notification n where n.channel = :channel and n.state in :states"
                                + " and n.nextAttemptAt <= :now"
                                + " order by n.nextAttemptAt",
                        Notification.class)
                .setParameter("channel", channel)
                .setParameter("states", List.of(NotificationState.PENDING, NotificationState.SENDING))
                .setParameter("now", now)
                .setMaxResults(most)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", LockOptions.SKIP_LOCKED)
                .getResultList();
    }

    @Override
    public List<Notification> inbox(PersonId person, int most) {
        return em.createQuery(
                        "select n from Notification n where n.recipient = :person and n.state = :delivered"
                                + " order by n.createdAt desc, n.id",
                        Notification.class)
                .setParameter("person", person)
                .setParameter("delivered", NotificationState.DELIVERED)
                .setMaxResults(most)
                .getResultList();
    }

    @Override
    public long unread(PersonId person) {
        return em.createQuery(
                        "select count(n) from Notification n where n.recipient = :person and n.state = :delivered"
                                + " and n.readAt is null",
                        Long.class)
                .setParameter("person", person)
                .setParameter("delivered", NotificationState.DELIVERED)
                .getSingleResult();
    }

    @Override
    public int removeDelivered(Instant before, int most) {
        return em.createNativeQuery(
                        "delete from notification where state = 'DELIVERED' and ended_at < ?1 limit " + most)
                .setParameter(1, LocalDateTime.ofInstant(before, ZoneOffset.UTC))
                .executeUpdate();
    }

    @Override
    public Page<Notification> list(@Nullable NotificationState state, int page, int size) {
        String where = state == null ? "" : " where n.state = :state";
        var rows = em.createQuery(
                "select n from Notification n" + where + " order by n.createdAt desc, n.id", Notification.class);
        var count = em.createQuery("select count(n) from Notification n" + where, Long.class);
        if (state != null) {
            rows.setParameter("state", state);
            count.setParameter("state", state);
        }
        List<Notification> items = rows.setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, count.getSingleResult());
    }
}
