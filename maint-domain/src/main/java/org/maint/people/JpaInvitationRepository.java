package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invitations in the database. */
@ApplicationScoped
public class JpaInvitationRepository implements InvitationRepository {
    private final EntityManager em;

    @Inject
    public JpaInvitationRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(Invitation invitation) {
        em.persist(invitation);
    }

    @Override
    public Optional<Invitation> findForChange(UUID id) {
        return Optional.ofNullable(em.find(Invitation.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public Optional<Invitation> findByHash(String hash) {
        return em.createQuery(
                        "select i from Invitation i left join fetch i.roles where i.hash = :hash", Invitation.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<UUID> idByHash(String hash) {
        return em.createQuery("select i.id from Invitation i where i.hash = :hash", UUID.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<Invitation> waiting() {
        return em.createQuery(
                        "select i from Invitation i left join fetch i.roles"
                                + " where i.acceptedAt is null and i.withdrawnAt is null order by i.createdAt desc, i.id",
                        Invitation.class)
                .getResultList();
    }
}
