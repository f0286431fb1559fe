package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Names of providers in the database. */
@ApplicationScoped
public class JpaExternalIdentityRepository implements ExternalIdentityRepository {
    private final EntityManager em;

    @Inject
    public JpaExternalIdentityRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(ExternalIdentity identity) {
        em.persist(identity);
    }

    @Override
    public Optional<ExternalIdentity> find(String issuer, String subject) {
        return em.createQuery(
                        "select i from ExternalIdentity i join fetch i.person p left join fetch p.roles"
                                + " where i.issuer = :issuer and i.subject = :subject",
                        ExternalIdentity.class)
                .setParameter("issuer", issuer)
                .setParameter("subject", subject)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<ExternalIdentity> find(UUID id) {
        return Optional.ofNullable(em.find(ExternalIdentity.class, id));
    }

    @Override
    public List<ExternalIdentity> of(PersonId person) {
        return em.createQuery(
                        "select i from ExternalIdentity i where i.person.id = :person order by i.issuer",
                        ExternalIdentity.class)
                .setParameter("person", person)
                .getResultList();
    }

    @Override
    public void remove(ExternalIdentity identity) {
        em.remove(identity);
    }
}
