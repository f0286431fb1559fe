package org.maint.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.maint.people.PersonId;

/** Calendar feeds in the database. */
@ApplicationScoped
public class JpaFeedRepository implements FeedRepository {
    private final EntityManager em;

    @Inject
    public JpaFeedRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(CalendarFeed feed) {
        em.persist(feed);
    }

    @Override
    public Optional<CalendarFeed> find(UUID id) {
        return Optional.ofNullable(em.find(CalendarFeed.class, id));
    }

    @Override
    public Optional<CalendarFeed> findByHash(String hash) {
        return em.createQuery("select f from CalendarFeed f where f.hash = :hash", CalendarFeed.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<CalendarFeed> of(PersonId person) {
        return em.createQuery(
                        "select f from CalendarFeed f where f.person = :person order by f.createdAt desc, f.id",
                        CalendarFeed.class)
                .setParameter("person", person)
                .getResultList();
    }
}
