package org.maint.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * Work that one node does at a time, and what is said or done once however many nodes there are. Both are rows: they
 * count with the transaction that asks.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Duties {
    private final EntityManager em;

    @Inject
    public Duties(EntityManager em) {
        this.em = em;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Duties() {
        this(null);
    }

    /** Takes a duty until the end of the transaction; answers false when another node has it. Its row is there from the schema. */
    public boolean take(String name) {
        return !em.createNativeQuery("select name from duty where name = ?1 for update skip locked")
                .setParameter(1, name)
                .getResultList()
                .isEmpty();
    }

    /** Takes a duty until the end of the transaction, and waits for the node that has it. */
    public void await(String name) {
        em.createNativeQuery("select name from duty where name = ?1 for update")
                .setParameter(1, name)
                .getSingleResult();
    }

    /** Whether this comes for the first time; of several who ask at once, one hears yes. */
    public boolean first(String key, Instant at) {
        return em.createNativeQuery("insert ignore into reminder (reminder_key, at) values (?1, ?2)")
                        .setParameter(1, key)
                        .setParameter(2, utc(at))
                        .executeUpdate()
                > 0;
    }

    /** When something whose key begins so came for the last time; empty when nobody remembers. */
    public Optional<Instant> newest(String prefix) {
        return em
                .createNativeQuery("select max(at) from reminder where reminder_key like ?1", LocalDateTime.class)
                .setParameter(1, prefix + "%")
                .getResultList()
                .stream()
                .filter(Objects::nonNull)
                .map(at -> ((LocalDateTime) at).toInstant(ZoneOffset.UTC))
                .findFirst();
    }

    /** As {@link #first(String, Instant)}, where what was before {@code since} does not count. */
    public boolean first(String key, Instant at, Instant since) {
        em.createNativeQuery("delete from reminder where reminder_key = ?1 and at < ?2")
                .setParameter(1, key)
                .setParameter(2, utc(since))
                .executeUpdate();
        return first(key, at);
    }

    /** The next time is the first again. */
    public void forget(String key) {
        em.createNativeQuery("delete from reminder where reminder_key = ?1")
                .setParameter(1, key)
                .executeUpdate();
    }

    /** What came before and cannot come again; at most so many. */
    public void forgetBefore(Instant before, int most) {
        em.createNativeQuery("delete from reminder where at < ?1 limit " + most)
                .setParameter(1, utc(before))
                .executeUpdate();
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
