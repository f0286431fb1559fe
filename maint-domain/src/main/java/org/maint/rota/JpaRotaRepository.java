package org.maint.rota;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rotas in the database. */
@ApplicationScoped
public class JpaRotaRepository implements RotaRepository {
    private final EntityManager em;

    @Inject
    public JpaRotaRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(Rota rota) {
        em.persist(rota);
    }

    @Override
    public void add(RotaOverride override) {
        em.persist(override);
    }

    @Override
    public Optional<Rota> find(UUID id) {
        return Optional.ofNullable(em.find(Rota.class, id));
    }

    @Override
    public Optional<Rota> findForChange(UUID id) {
        return Optional.ofNullable(em.find(Rota.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public List<Rota> usedSince(Instant since) {
        return em.createQuery(
                        "select distinct r from Rota r left join fetch r.members where r.archivedAt is null"
                                + " or r.archivedAt > :since order by r.level, r.title, r.id",
                        Rota.class)
                .setParameter("since", since)
                .getResultList();
    }

    @Override
    public List<Rota> all() {
        return em.createQuery(
                        "select distinct r from Rota r left join fetch r.members"
                                + " order by case when r.archivedAt is null then 0 else 1 end, r.level, r.title, r.id",
                        Rota.class)
                .getResultList();
    }

    @Override
    public Optional<RotaOverride> override(UUID id) {
        return Optional.ofNullable(em.find(RotaOverride.class, id));
    }

    @Override
    public List<RotaOverride> overrides(Instant from, Instant to) {
        return em.createQuery(
                        "select o from RotaOverride o where o.to > :from and o.from < :to order by o.from, o.sequence",
                        RotaOverride.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    @Override
    public List<RotaOverride> overridesOf(UUID rota, int most) {
        return em.createQuery(
                        "select o from RotaOverride o where o.rota = :rota order by o.sequence desc",
                        RotaOverride.class)
                .setParameter("rota", rota)
                .setMaxResults(most)
                .getResultList();
    }

    @Override
    public void flush() {
        em.flush();
    }
}
