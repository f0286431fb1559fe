package org.maint.window;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    public void flush() {
        em.flush();
    }
}
