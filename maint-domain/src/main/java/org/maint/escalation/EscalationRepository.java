package org.maint.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.LockOptions;

/** Keeps escalations and their history in the database. */
@ApplicationScoped
public class EscalationRepository {
    private final EntityManager em;

    @Inject
    public EscalationRepository(EntityManager em) {
        this.em = em;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected EscalationRepository() {
        this(null);
    }

    void add(Escalation escalation) {
        em.persist(escalation);
    }

    /** Many at once, which nobody asks for before the transaction is over. */
    void addAll(List<Escalation> escalations) {
        Escalation.ROWS.insert(em, escalations.stream().map(Escalation::row).toList());
    }

    void add(EscalationLine line) {
        em.persist(line);
    }

    void addLines(List<EscalationLine> lines) {
        EscalationLine.ROWS.insert(em, lines.stream().map(EscalationLine::row).toList());
    }

    /** Nobody else moves it on meanwhile. One that is not there is not locked: that would lock its neighbours. */
    Optional<Escalation> forChange(long alert) {
        Optional<Escalation> known = ofAlert(alert);
        known.ifPresent(escalation -> {
            em.flush();
            em.refresh(escalation, LockModeType.PESSIMISTIC_WRITE);
        });
        return known;
    }

    Optional<Escalation> ofAlert(long alert) {
        return em
                .createQuery("select e from Escalation e where e.alert = :alert", Escalation.class)
                // What is about to be written is found by the alert's number alone, which is asked once for each.
                .setFlushMode(FlushModeType.COMMIT)
                .setParameter("alert", alert)
                .getResultList()
                .stream()
                .findFirst();
    }

    /**
     * From here to the end of the transaction what changes is written at its end, not before each question: nothing that is
     * asked depends on it, and there may be very much of it to look through.
     */
    void writeLast() {
        em.setFlushMode(FlushModeType.COMMIT);
    }

    /** Those that somebody is changing at this moment are left for the next time. */
    List<Escalation> due(Instant now, int most) {
        return em.createQuery(
                        "select e from Escalation e where e.state in :states and e.nextAt <= :now order by e.nextAt, e.id",
                        Escalation.class)
                .setParameter(
                        "states", List.of(EscalationState.RUNNING, EscalationState.ACKNOWLEDGED, EscalationState.OVER))
                .setParameter("now", now)
                .setMaxResults(most)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", LockOptions.SKIP_LOCKED)
                .getResultList();
    }

    /** Of these groups, those that have not been told of yet, or that are over: they go along. */
    List<Escalation> waiting(Collection<String> groups, int most) {
        return em.createQuery(
                        "select e from Escalation e where e.groupKey in :groups and (e.state = :running and e.announced = false"
                                + " and e.heldReason is null or e.state = :over) order by e.id",
                        Escalation.class)
                .setParameter("groups", groups)
                .setParameter("running", EscalationState.RUNNING)
                .setParameter("over", EscalationState.OVER)
                .setMaxResults(most)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", LockOptions.SKIP_LOCKED)
                .getResultList();
    }

    /** What many have in common once they were told: the step that is next, and when it is due. */
    record Told(int step, Instant next) {}

    /** Writes down {@link Escalation#told} of all of them at once, as the last that happens to them in this transaction. */
    void told(List<Escalation> which, Told as, Instant now) {
        which.forEach(em::detach);
        em.createQuery("update versioned Escalation e set e.step = :step, e.toldAt = :now, e.announced = true,"
                        + " e.nextAt = :next, e.heldReason = null, e.heldWords = null where e.id in :ids")
                .setParameter("step", as.step())
                .setParameter("now", now)
                .setParameter("next", as.next())
                .setParameter("ids", which.stream().map(Escalation::id).toList())
                .executeUpdate();
    }

    List<EscalationLine> lines(long escalation) {
        return em.createQuery(
                        "select l from EscalationLine l where l.escalation = :id order by l.id", EscalationLine.class)
                .setParameter("id", escalation)
                .getResultList();
    }

    Optional<EscalationGroup> group(String key) {
        return Optional.ofNullable(em.find(EscalationGroup.class, key));
    }

    /** Removes up to so many that ended before, with their lines; answers how many. */
    int removeEnded(Instant before, int most) {
        return em.createNativeQuery("delete from escalation where state = 'ENDED' and ended_at < ?1 limit " + most)
                .setParameter(1, LocalDateTime.ofInstant(before, ZoneOffset.UTC))
                .executeUpdate();
    }

    void add(EscalationGroup group) {
        em.persist(group);
    }
}
