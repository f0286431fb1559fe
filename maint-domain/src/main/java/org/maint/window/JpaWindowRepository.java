package org.maint.window;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunId;
import org.maint.shared.Page;

/** Announced maintenance in the database. */
@ApplicationScoped
public class JpaWindowRepository implements WindowRepository {
    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final String OVERLAP = " from MaintenanceWindow w where w.to > :from and w.from < :to";

    private final EntityManager em;

    @Inject
    public JpaWindowRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(MaintenanceWindow window) {
        em.persist(window);
    }

    @Override
    public void add(RecurringWindow recurring) {
        em.persist(recurring);
    }

    @Override
    public Optional<MaintenanceWindow> find(UUID id) {
        return Optional.ofNullable(em.find(MaintenanceWindow.class, id));
    }

    @Override
    public Optional<MaintenanceWindow> findForChange(UUID id) {
        return Optional.ofNullable(em.find(MaintenanceWindow.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public Page<MaintenanceWindow> list(@Nullable Instant from, @Nullable Instant to, int page, int size) {
        Instant first = from == null ? EARLIEST : from;
        Instant last = to == null ? LATEST : to;
        long total = em.createQuery("select count(w)" + OVERLAP, Long.class)
                .setParameter("from", first)
                .setParameter("to", last)
                .getSingleResult();
        List<MaintenanceWindow> items = em.createQuery(
                        "select w" + OVERLAP + " order by w.from, w.id", MaintenanceWindow.class)
                .setParameter("from", first)
                .setParameter("to", last)
                .setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, total);
    }

    @Override
    public List<MaintenanceWindow> between(Instant from, Instant to) {
        return em.createQuery("select w" + OVERLAP + " order by w.from, w.id", MaintenanceWindow.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    @Override
    public List<MaintenanceWindow> openBetween(Instant from, Instant to) {
        return em.createQuery(
                        "select w from MaintenanceWindow w where w.cancelledAt is null and w.to > :from"
                                + " and w.from <= :to order by w.to, w.id",
                        MaintenanceWindow.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    @Override
    public List<MaintenanceWindow> openOfForChange(RunId run, Instant at) {
        return em.createQuery(
                        "select w from MaintenanceWindow w where w.run = :run and w.cancelledAt is null"
                                + " and w.to > :at order by w.from, w.id",
                        MaintenanceWindow.class)
                .setParameter("run", run)
                .setParameter("at", at)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    @Override
    public Optional<RecurringWindow> recurring(UUID id) {
        return Optional.ofNullable(em.find(RecurringWindow.class, id));
    }

    @Override
    public Optional<RecurringWindow> recurringForChange(UUID id) {
        return Optional.ofNullable(em.find(RecurringWindow.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public Page<RecurringWindow> recurring(int page, int size) {
        long total = em.createQuery("select count(r) from RecurringWindow r", Long.class)
                .getSingleResult();
        List<RecurringWindow> items = em.createQuery(
                        "select r from RecurringWindow r order by r.createdAt desc, r.id", RecurringWindow.class)
                .setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, total);
    }

    @Override
    public List<UUID> recurringPlannedUntil(LocalDate day) {
        return em.createQuery(
                        "select r.id from RecurringWindow r where r.endedAt is null and r.plannedUntil < :day"
                                + " and r.plannedUntil < r.last order by r.id",
                        UUID.class)
                .setParameter("day", day)
                .getResultList();
    }

    @Override
    public List<UUID> recurringElsewhere(String zone) {
        return em.createQuery(
                        "select r.id from RecurringWindow r where r.endedAt is null"
                                + " and (r.zone is null or r.zone <> :zone) order by r.id",
                        UUID.class)
                .setParameter("zone", zone)
                .getResultList();
    }

    @Override
    public List<MaintenanceWindow> plannedOf(UUID recurring, Instant at) {
        return em.createQuery(
                        "select w from MaintenanceWindow w where w.recurring = :recurring and w.cancelledAt is null"
                                + " and w.from > :at order by w.from, w.id",
                        MaintenanceWindow.class)
                .setParameter("recurring", recurring)
                .setParameter("at", at)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    @Override
    public void flush() {
        em.flush();
    }
}
