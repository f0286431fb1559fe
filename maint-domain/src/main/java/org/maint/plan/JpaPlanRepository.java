package org.maint.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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

    @Override
    public void add(PlanDraft draft) {
        em.persist(draft);
    }

    @Override
    public Optional<PlanDraft> draft(UUID id) {
        return em.createQuery("select d from PlanDraft d left join fetch d.editors where d.id = :id", PlanDraft.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<PlanDraft> draftForChange(UUID id) {
        // The lock comes first: what is read after it is what the last writer left.
        PlanDraft draft = em.find(PlanDraft.class, id, LockModeType.PESSIMISTIC_WRITE);
        return draft == null ? Optional.empty() : draft(id);
    }

    @Override
    public List<PlanDraft> openDrafts() {
        return em.createQuery(
                        "select d from PlanDraft d left join fetch d.editors where d.state in :states"
                                + " order by case when d.state = org.maint.plan.DraftState.SUBMITTED then 0 else 1 end,"
                                + " d.changedAt desc",
                        PlanDraft.class)
                .setParameter("states", List.of(DraftState.EDITING, DraftState.SUBMITTED))
                .getResultList();
    }

    @Override
    public void flush() {
        em.flush();
    }
}
