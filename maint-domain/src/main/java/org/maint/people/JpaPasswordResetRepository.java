package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Links to a new password in the database. */
@ApplicationScoped
public class JpaPasswordResetRepository implements PasswordResetRepository {
    private final EntityManager em;

    @Inject
    public JpaPasswordResetRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(PasswordReset reset) {
        em.persist(reset);
    }

    @Override
    public Optional<PasswordReset> find(String tokenHash) {
        return Optional.ofNullable(em.find(PasswordReset.class, tokenHash));
    }

    @Override
    public Optional<PasswordReset> findForChange(String tokenHash) {
        return Optional.ofNullable(em.find(PasswordReset.class, tokenHash, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public List<PasswordReset> open(PersonId person) {
        return em.createQuery(
                        "select r from PasswordReset r where r.person = :person and r.usedAt is null",
                        PasswordReset.class)
                .setParameter("person", person)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    @Override
    public void removeExpiredBefore(Instant at) {
        em.createQuery("delete from PasswordReset r where r.expiresAt < :at")
                .setParameter("at", at)
                .executeUpdate();
    }

    @Override
    public List<Person> called(String loginOrEmail) {
        return em.createQuery(
                        "select p from Person p where p.active and p.kind = :human"
                                + " and (p.login = :name or lower(p.email) = :name) order by p.login",
                        Person.class)
                .setParameter("human", Person.Kind.HUMAN)
                .setParameter("name", loginOrEmail)
                .setMaxResults(PasswordResets.MOST_OF_ONE_ADDRESS)
                .getResultList();
    }
}
