package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Absences in the database. */
@ApplicationScoped
public class JpaAbsenceRepository implements AbsenceRepository {
    private static final String STANDING =
            "select a from Absence a where a.cancelledAt is null and a.firstDay <= :to and a.lastDay >= :from";

    private final EntityManager em;

    @Inject
    public JpaAbsenceRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(Absence absence) {
        em.persist(absence);
    }

    @Override
    public Optional<Absence> findForChange(UUID id) {
        return Optional.ofNullable(em.find(Absence.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public Optional<Absence> find(UUID id) {
        return em.createQuery("select a from Absence a where a.id = :id and a.cancelledAt is null", Absence.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<Absence> between(LocalDate from, LocalDate to) {
        return em.createQuery(STANDING + " order by a.firstDay, a.id", Absence.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    @Override
    public List<Absence> of(PersonId person, LocalDate from, LocalDate to) {
        return em.createQuery(STANDING + " and a.person = :person order by a.firstDay, a.id", Absence.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("person", person)
                .getResultList();
    }

    @Override
    public List<Absence> concerning(PersonId person, LocalDate day) {
        return em.createQuery(STANDING + " and (a.person = :person or a.delegate = :person)", Absence.class)
                .setParameter("from", day)
                .setParameter("to", day)
                .setParameter("person", person)
                .getResultList();
    }
}
