package org.maint.silence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Page;

/** Silences in the database. */
@ApplicationScoped
public class JpaSilenceRepository implements SilenceRepository {
    private static final String LIVE = "s.endedAt is null and s.to > :at";

    private final EntityManager em;

    @Inject
    public JpaSilenceRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(Silence silence) {
        em.persist(silence);
    }

    @Override
    public Optional<Silence> find(UUID id) {
        return Optional.ofNullable(em.find(Silence.class, id));
    }

    @Override
    public Optional<Silence> findForChange(UUID id) {
        return Optional.ofNullable(em.find(Silence.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public Page<Silence> list(@Nullable SilenceState state, Instant at, int page, int size) {
        String where = state == null
                ? ""
                : switch (state) {
                    case ACTIVE -> " where " + LIVE + " and s.from <= :at";
                    case COMING -> " where " + LIVE + " and s.from > :at";
                    case OVER -> " where not (" + LIVE + ")";
                };
        String order =
                state == SilenceState.ACTIVE ? "s.to, s.id" : state == SilenceState.COMING ? "s.from, s.id" : null;
        TypedQuery<Long> count = em.createQuery("select count(s) from Silence s" + where, Long.class);
        TypedQuery<Silence> found = em.createQuery(
                "select s from Silence s" + where + " order by " + (order == null ? "s.createdAt desc, s.id" : order),
                Silence.class);
        if (state != null) {
            count.setParameter("at", at);
            found.setParameter("at", at);
        }
        return new Page<>(
                found.setFirstResult(Math.toIntExact((long) page * size))
                        .setMaxResults(size)
                        .getResultList(),
                page,
                size,
                count.getSingleResult());
    }

    @Override
    public List<Silence> activeBetween(Instant from, Instant to) {
        return em.createQuery(
                        "select s from Silence s where s.endedAt is null and s.to > :from and s.from <= :to",
                        Silence.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    @Override
    public void flush() {
        em.flush();
    }
}
