package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.LockOptions;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Page;

/** Notifications in the database; claiming skips what another node has locked. */
@ApplicationScoped
public class JpaNotificationRepository implements NotificationRepository {
    private static final List<NotificationState> OPEN = List.of(NotificationState.PENDING, NotificationState.SENDING);

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
    public List<Notification> claim(String lane, Instant now, int most, Via via) {
        List<Notification> claimed = em.createQuery(
                        "select n from Notification n where n.lane = :lane and n.state in :open"
                                + " and n.nextAttemptAt <= :now order by n.nextAttemptAt",
                        Notification.class)
                .setParameter("lane", lane)
                .setParameter("open", OPEN)
                .setParameter("now", now)
                .setMaxResults(most)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", LockOptions.SKIP_LOCKED)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .getResultList();
        if (claimed.isEmpty()) {
            return claimed;
        }
        em.createQuery("update Notification n set n.state = :sending, n.nextAttemptAt = :until,"
                        + " n.attempts = n.attempts + 1, n.via = :via where n.id in :ids")
                .setParameter("sending", NotificationState.SENDING)
                .setParameter("until", now.plus(Notification.LEASE))
                .setParameter("via", via)
                .setParameter("ids", claimed.stream().map(Notification::id).toList())
                .executeUpdate();
        for (Notification each : claimed) {
            em.detach(each);
            each.claim(now, via);
        }
        return claimed;
    }

    @Override
    public void delivered(Collection<UUID> ids, String receipt, Instant at) {
        em.createQuery("update Notification n set n.state = :delivered, n.receipt = :receipt, n.endedAt = :at,"
                        + " n.sealedLink = null where n.id in :ids and n.state in :open")
                .setParameter("delivered", NotificationState.DELIVERED)
                .setParameter("receipt", Notification.cut(receipt))
                .setParameter("at", at)
                .setParameter("ids", ids)
                .setParameter("open", OPEN)
                .executeUpdate();
    }

    @Override
    public int deliverInboxes(Instant now, Via via, int most) {
        List<UUID> waiting = em.createQuery(
                        "select n.id from Notification n where n.lane = :lane and n.state in :open"
                                + " and n.nextAttemptAt <= :now order by n.nextAttemptAt",
                        UUID.class)
                .setParameter("lane", Channels.PORTAL)
                .setParameter("open", OPEN)
                .setParameter("now", now)
                .setMaxResults(most)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", LockOptions.SKIP_LOCKED)
                .getResultList();
        if (waiting.isEmpty()) {
            return 0;
        }
        return em.createQuery("update Notification n set n.state = :delivered, n.endedAt = :now,"
                        + " n.attempts = n.attempts + 1, n.via = :via, n.sealedLink = null,"
                        + " n.receipt = concat('portal inbox of ', cast(n.recipient.value as string))"
                        + " where n.id in :ids")
                .setParameter("delivered", NotificationState.DELIVERED)
                .setParameter("now", now)
                .setParameter("via", via)
                .setParameter("ids", waiting)
                .executeUpdate();
    }

    @Override
    public List<Notification> forChange(Collection<UUID> ids) {
        return em.createQuery("select n from Notification n where n.id in :ids order by n.id", Notification.class)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    @Override
    public List<UUID> existing(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : em.createQuery("select n.id from Notification n where n.id in :ids", UUID.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    @Override
    public void addAttempts(Collection<Attempt> attempts) {
        Attempt.ROWS.insert(em, attempts.stream().map(Attempt::row).toList());
    }

    @Override
    public List<Attempt> attempts(UUID notification) {
        return em.createQuery(
                        "select a from Attempt a where a.id.notification = :id order by a.id.number", Attempt.class)
                .setParameter("id", notification)
                .getResultList();
    }

    @Override
    public int since(String lane, @Nullable UUID contact, Instant since) {
        String whose = contact == null ? "n.contact is null" : "n.contact = :contact";
        var query = em.createQuery(
                        "select count(n) from Notification n where n.lane = :lane and " + whose
                                + " and n.createdAt > :since and n.state <> :held",
                        Long.class)
                .setParameter("lane", lane)
                .setParameter("since", since)
                .setParameter("held", NotificationState.HELD);
        if (contact != null) {
            query.setParameter("contact", contact);
        }
        return Math.toIntExact(query.getSingleResult());
    }

    @Override
    public List<Notification> toFold(Instant now, int most) {
        return em.createQuery(
                        "select n from Notification n where n.state = :held and n.heldReason in :reasons"
                                + " and n.foldedInto is null and n.nextAttemptAt <= :now order by n.createdAt",
                        Notification.class)
                .setParameter("held", NotificationState.HELD)
                .setParameter("reasons", List.of(HeldReason.LIMIT, HeldReason.QUIET_HOURS))
                .setParameter("now", now)
                .setMaxResults(most)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", LockOptions.SKIP_LOCKED)
                .getResultList();
    }

    @Override
    public List<Notification> ofAlert(long alert, int most) {
        List<UUID> together = em.createQuery(
                        "select t.id.notification from AlertTold t where t.id.alert = :alert", UUID.class)
                .setParameter("alert", alert)
                .getResultList();
        return em.createQuery(
                        "select n from Notification n where n.alert = :alert or n.id in :together"
                                + " order by n.createdAt desc, n.lane, n.id",
                        Notification.class)
                .setParameter("alert", alert)
                .setParameter("together", together)
                .setMaxResults(most)
                .getResultList();
    }

    @Override
    public List<Notification> ofThread(String thread, int most) {
        return em.createQuery(
                        "select n from Notification n where n.thread = :thread"
                                + " order by case when n.medium = :portal then 1 else 0 end, n.createdAt desc, n.id",
                        Notification.class)
                .setParameter("thread", thread)
                .setParameter("portal", Medium.PORTAL)
                .setMaxResults(most)
                .getResultList();
    }

    @Override
    public Map<NotificationState, Long> states(Collection<String> threads) {
        Map<NotificationState, Long> states = new EnumMap<>(NotificationState.class);
        em.createQuery(
                        "select n.state, count(n) from Notification n where n.thread in :threads group by n.state",
                        Object[].class)
                .setParameter("threads", threads)
                .getResultList()
                .forEach(row -> states.put((NotificationState) row[0], (Long) row[1]));
        return states;
    }

    @Override
    public void add(AlertTold told) {
        em.persist(told);
    }

    @Override
    public List<Destination> toldOf(Collection<Long> alerts) {
        // Two questions that indexes answer, instead of one that none does.
        Set<Destination> places = new LinkedHashSet<>();
        places.addAll(places("n.alert in :alerts", alerts));
        places.addAll(
                places("n.id in (select t.id.notification from AlertTold t where t.id.alert in :alerts)", alerts));
        return List.copyOf(places);
    }

    private List<Destination> places(String which, Collection<Long> alerts) {
        return em
                .createQuery(
                        "select distinct n.medium, n.lane, n.recipient.value, n.contact, n.address, n.language"
                                + " from Notification n where n.state <> :held and " + which
                                + " order by n.lane, n.contact, n.recipient.value",
                        Object[].class)
                // What is written at this moment is not of these alerts.
                .setFlushMode(FlushModeType.COMMIT)
                .setParameter("alerts", alerts)
                .setParameter("held", NotificationState.HELD)
                .getResultList()
                .stream()
                .map(row -> new Destination(
                        (Medium) row[0],
                        (String) row[1],
                        row[2] == null ? null : new PersonId((UUID) row[2]),
                        (UUID) row[3],
                        (String) row[4],
                        row[5] == null ? null : Locale.forLanguageTag((String) row[5])))
                .toList();
    }

    @Override
    public List<Long> alertsOf(UUID notification) {
        Set<Long> alerts = new TreeSet<>(
                em.createQuery("select t.id.alert from AlertTold t where t.id.notification = :id", Long.class)
                        .setParameter("id", notification)
                        .getResultList());
        find(notification).map(Notification::alert).ifPresent(alerts::add);
        return List.copyOf(alerts);
    }

    @Override
    public List<String> waitingLanes() {
        return em.createQuery("select distinct n.lane from Notification n where n.state in :states", String.class)
                .setParameter("states", OPEN)
                .getResultList();
    }

    @Override
    public Optional<Notification> newest(Topic topic) {
        List<String> kinds = topic.kinds();
        String any = IntStream.range(0, kinds.size())
                .mapToObj(i -> "n.kind like :kind" + i)
                .collect(Collectors.joining(" or "));
        var query = em.createQuery(
                "select n from Notification n where " + any + " order by n.createdAt desc", Notification.class);
        for (int i = 0; i < kinds.size(); i++) {
            query.setParameter("kind" + i, kinds.get(i) + "%");
        }
        return query.setMaxResults(1).getResultStream().findFirst();
    }

    @Override
    public List<ContactRecord> records(Instant since) {
        return ContactRecords.since(em, since);
    }

    @Override
    public long count(NotificationState state) {
        return em.createQuery("select count(n) from Notification n where n.state = :state", Long.class)
                .setParameter("state", state)
                .getSingleResult();
    }

    @Override
    public Optional<Instant> oldestWaiting(Instant now) {
        return em.createQuery(
                        "select n.createdAt from Notification n where n.state in :states and n.nextAttemptAt <= :now"
                                + " order by n.createdAt",
                        Instant.class)
                .setParameter("states", OPEN)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<Notification> inbox(PersonId person, int most) {
        return em.createQuery(
                        "select n from Notification n where n.recipient = :person and n.lane = 'portal' and n.state = :delivered"
                                + " order by n.createdAt desc, n.id",
                        Notification.class)
                .setParameter("person", person)
                .setParameter("delivered", NotificationState.DELIVERED)
                .setMaxResults(most)
                .getResultList();
    }

    @Override
    public List<Notification> inboxSince(PersonId person, Instant since, int most) {
        return em.createQuery(
                        "select n from Notification n where n.recipient = :person and n.lane = 'portal' and n.state = :delivered"
                                + " and n.endedAt > :since order by n.endedAt, n.id",
                        Notification.class)
                .setParameter("person", person)
                .setParameter("delivered", NotificationState.DELIVERED)
                .setParameter("since", since)
                .setMaxResults(most)
                .getResultList();
    }

    @Override
    public long unread(PersonId person) {
        return em.createQuery(
                        "select count(n) from Notification n where n.recipient = :person and n.lane = 'portal' and n.state = :delivered"
                                + " and n.readAt is null",
                        Long.class)
                .setParameter("person", person)
                .setParameter("delivered", NotificationState.DELIVERED)
                .getSingleResult();
    }

    @Override
    public int removeEnded(Instant before, int most) {
        return em.createNativeQuery("delete from notification where created_at < ?1"
                        + " and state not in ('PENDING', 'SENDING') limit " + most)
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
