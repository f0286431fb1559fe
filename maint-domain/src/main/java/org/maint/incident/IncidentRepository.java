package org.maint.incident;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Page;

/** Keeps incidents with their steps, their timeline and their updates in the database. */
@ApplicationScoped
public class IncidentRepository {
    private final EntityManager em;

    @Inject
    public IncidentRepository(EntityManager em) {
        this.em = em;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected IncidentRepository() {
        this(null);
    }

    void add(Object row) {
        em.persist(row);
    }

    void flush() {
        em.flush();
    }

    Optional<Incident> find(long number) {
        return Optional.ofNullable(em.find(Incident.class, number));
    }

    Optional<Incident> findForChange(long number) {
        return Optional.ofNullable(em.find(Incident.class, number, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Open ones, the newest first. */
    List<Incident> open() {
        return em.createQuery("select i from Incident i where i.state = :open order by i.number desc", Incident.class)
                .setParameter("open", IncidentState.OPEN)
                .getResultList();
    }

    /** Declared from one moment (included) to another (excluded), by their numbers. */
    List<Incident> declared(Instant from, Instant to) {
        return em.createQuery(
                        "select i from Incident i where i.declaredAt >= :from and i.declaredAt < :to order by i.number",
                        Incident.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    Optional<Incident> openOfAlert(long alert) {
        return em
                .createQuery("select i from Incident i where i.state = :open and i.alert = :alert", Incident.class)
                .setParameter("open", IncidentState.OPEN)
                .setParameter("alert", alert)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .findFirst();
    }

    Page<Incident> list(@Nullable IncidentState state, int page, int size) {
        String where = state == null ? "" : " where i.state = :state";
        var rows = em.createQuery("select i from Incident i" + where + " order by i.number desc", Incident.class);
        var count = em.createQuery("select count(i) from Incident i" + where, Long.class);
        if (state != null) {
            rows.setParameter("state", state);
            count.setParameter("state", state);
        }
        List<Incident> items = rows.setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, count.getSingleResult());
    }

    /** Over, of the same kind, the newest first. */
    List<Incident> similar(Incident incident, int most) {
        return em.createQuery(
                        "select i from Incident i where i.trigger = :trigger and i.number <> :number and i.state = :over"
                                + " and i.drill = false order by i.number desc",
                        Incident.class)
                .setParameter("trigger", incident.trigger())
                .setParameter("number", incident.number())
                .setParameter("over", IncidentState.RESOLVED)
                .setMaxResults(most)
                .getResultList();
    }

    List<IncidentStep> steps(long incident) {
        return em.createQuery(
                        "select s from IncidentStep s where s.id.incident = :incident order by s.kind, s.position",
                        IncidentStep.class)
                .setParameter("incident", incident)
                .getResultList();
    }

    /** As they are now, and as nobody changes them meanwhile: a plain question may answer what was before the lock. */
    List<IncidentStep> stepsForChange(long incident) {
        return em.createQuery(
                        "select s from IncidentStep s where s.id.incident = :incident order by s.kind, s.position",
                        IncidentStep.class)
                .setParameter("incident", incident)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    Optional<IncidentFile> file(UUID id) {
        return Optional.ofNullable(em.find(IncidentFile.class, id));
    }

    byte[] content(UUID id) {
        return em.find(IncidentFileContent.class, id).content();
    }

    /** Oldest first. */
    List<IncidentLine> lines(long incident) {
        return em.createQuery(
                        "select l from IncidentLine l where l.incident = :incident order by l.id", IncidentLine.class)
                .setParameter("incident", incident)
                .getResultList();
    }

    /** What customers were told of incidents that were not over before a moment, oldest first. */
    List<IncidentUpdate> forCustomers(Instant notOverBefore) {
        return em.createQuery(
                        "select u from IncidentUpdate u, Incident i where i.number = u.incident and i.drill = false"
                                + " and (i.resolvedAt is null or i.resolvedAt >= :before)"
                                + " and u.audience = :customers and u.state = :sent order by u.sentAt, u.id",
                        IncidentUpdate.class)
                .setParameter("before", notOverBefore)
                .setParameter("customers", Audience.CUSTOMERS)
                .setParameter("sent", UpdateState.SENT)
                .getResultList();
    }

    List<Incident> named(Collection<Long> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : em.createQuery("select i from Incident i where i.number in :numbers", Incident.class)
                        .setParameter("numbers", numbers)
                        .getResultList();
    }

    Optional<IncidentUpdate> updateForChange(UUID id) {
        return Optional.ofNullable(em.find(IncidentUpdate.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Newest first, those that were sent. */
    List<IncidentUpdate> sent(long incident) {
        return updates(incident).stream()
                .filter(each -> each.state() == UpdateState.SENT)
                .toList();
    }

    /** Newest first. */
    List<IncidentUpdate> updates(long incident) {
        return em.createQuery(
                        "select u from IncidentUpdate u where u.incident = :incident order by u.at desc, u.id",
                        IncidentUpdate.class)
                .setParameter("incident", incident)
                .getResultList();
    }
}
