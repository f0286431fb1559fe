package org.maint.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** Plan versions in the database. */
@ApplicationScoped
public class JpaPlanRepository implements PlanRepository {
    private final EntityManager em;

    @Inject
    public JpaPlanRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(PlanVersion version) {
        em.persist(version);
    }

    @Override
    public Optional<PlanVersion> find(int number) {
        return Optional.ofNullable(em.find(PlanVersion.class, number));
    }

    @Override
    public int latestNumber() {
        return em.createQuery("select coalesce(max(v.number), 0) from PlanVersion v", Integer.class)
                .getSingleResult();
    }

    @Override
    public List<PlanVersion> all() {
        return em.createQuery("select v from PlanVersion v order by v.number desc", PlanVersion.class)
                .getResultList();
    }

    @Override
    public void lock(int number) {
        em.find(PlanVersion.class, number, LockModeType.PESSIMISTIC_WRITE);
    }
}
