package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** People in the database. */
@ApplicationScoped
public class JpaPersonRepository implements PersonRepository {
    private final EntityManager em;

    @Inject
    public JpaPersonRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(Person person) {
        em.persist(person);
    }

    @Override
    public void add(ApiToken token) {
        em.persist(token);
    }

    @Override
    public Optional<Person> find(PersonId id) {
        return Optional.ofNullable(em.find(Person.class, id));
    }

    @Override
    public Optional<Person> findForChange(PersonId id) {
        return Optional.ofNullable(em.find(Person.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public Optional<Person> findByLogin(String login) {
        return em.createQuery("select p from Person p left join fetch p.roles where p.login = :login", Person.class)
                .setParameter("login", login)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<Person> withAddress(String email) {
        return em.createQuery(
                        "select distinct p from Person p left join fetch p.roles where lower(p.email) = lower(:email)"
                                + " and p.kind = :human order by p.login",
                        Person.class)
                .setParameter("email", email)
                .setParameter("human", Person.Kind.HUMAN)
                .getResultList();
    }

    @Override
    public List<Person> all() {
        return em.createQuery("select p from Person p left join fetch p.roles order by p.name", Person.class)
                .getResultList();
    }

    @Override
    public List<Person> named(Collection<PersonId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return em.createQuery("select p from Person p where p.id in :ids", Person.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    @Override
    public boolean isEmpty() {
        return em.createQuery("select count(p) from Person p", Long.class).getSingleResult() == 0;
    }

    @Override
    public Set<PersonId> lockAdministrators() {
        List<?> ids = em.createNativeQuery("select p.id from person p join person_role r on r.person_id = p.id"
                        + " where r.role = 'ADMIN' and p.active and p.kind = 'HUMAN' order by p.id for update")
                .getResultList();
        return ids.stream()
                .map(id -> new PersonId(id instanceof UUID uuid ? uuid : UUID.fromString(id.toString())))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void flush() {
        em.flush();
    }

    @Override
    public Optional<ApiToken> token(UUID id) {
        return Optional.ofNullable(em.find(ApiToken.class, id));
    }

    @Override
    public Optional<ApiToken> tokenByHash(String hash) {
        return em.createQuery(
                        "select t from ApiToken t join fetch t.person where t.hash = :hash and t.revokedAt is null",
                        ApiToken.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<ApiToken> tokens() {
        return em.createQuery(
                        "select t from ApiToken t join fetch t.person order by t.createdAt desc, t.name",
                        ApiToken.class)
                .getResultList();
    }

    @Override
    public int failuresSince(String subject, Instant since) {
        return em.createQuery(
                        "select count(f) from SignInFailure f where f.subject = :subject and f.at > :since", Long.class)
                .setParameter("subject", subject)
                .setParameter("since", since)
                .getSingleResult()
                .intValue();
    }

    @Override
    public void addFailure(String subject, Instant at) {
        em.persist(new SignInFailure(subject, at));
    }

    @Override
    public void clearFailures(String subject) {
        em.createQuery("delete from SignInFailure f where f.subject = :subject")
                .setParameter("subject", subject)
                .executeUpdate();
    }

    @Override
    public void forgetFailuresBefore(Instant at) {
        em.createQuery("delete from SignInFailure f where f.at < :at")
                .setParameter("at", at)
                .executeUpdate();
    }
}
