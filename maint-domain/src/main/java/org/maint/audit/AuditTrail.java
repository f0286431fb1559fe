package org.maint.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Audited;
import org.maint.shared.Page;

/** Writes a line for everything that is worth one, in the transaction in which it happens. */
@ApplicationScoped
@Transactional
public class AuditTrail {
    private final EntityManager em;
    private final Clock clock;

    @Inject
    public AuditTrail(EntityManager em, Clock clock) {
        this.em = em;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AuditTrail() {
        this(null, null);
    }

    public void on(@Observes Audited event) {
        em.persist(new AuditEntry(clock.instant(), event.audit()));
    }

    /** Newest first. */
    public Page<AuditEntry> list(Actor actor, int page, int size) {
        actor.require(Role.ADMIN);
        long total =
                em.createQuery("select count(a) from AuditEntry a", Long.class).getSingleResult();
        List<AuditEntry> items = em.createQuery("select a from AuditEntry a order by a.id desc", AuditEntry.class)
                .setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, total);
    }
}
