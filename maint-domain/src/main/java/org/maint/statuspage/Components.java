package org.maint.statuspage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Decides which parts of the platform the public sees. Leads and managers do. */
@ApplicationScoped
@Transactional
public class Components {
    static final int MOST = 20;

    private final EntityManager em;
    private final Events events;
    private final Clock clock;

    @Inject
    public Components(EntityManager em, Events events, Clock clock) {
        this.em = em;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Components() {
        this(null, null, null);
    }

    /** In their order. */
    public List<StatusComponent> all() {
        return em.createQuery(
                        "select c from StatusComponent c where c.removedAt is null order by c.position, c.createdAt",
                        StatusComponent.class)
                .getResultList();
    }

    public StatusComponent add(Actor actor, ComponentWish wish) {
        requireKeeper(actor);
        List<StatusComponent> there = all();
        if (there.size() >= MOST) {
            throw Refusal.conflict(Message.of("conflict.component.many", MOST));
        }
        StatusComponent component = new StatusComponent(there.size(), wish, clock.instant());
        em.persist(component);
        return told(component, "added", actor);
    }

    /** @param expectedVersion the version that the person saw; null to write whatever it is now */
    public StatusComponent change(Actor actor, UUID id, ComponentWish wish, @Nullable Integer expectedVersion) {
        StatusComponent component = forChange(actor, id, expectedVersion);
        component.change(wish);
        return told(component, "changed", actor);
    }

    /** Its history is no longer shown either. */
    public void remove(Actor actor, UUID id, @Nullable Integer expectedVersion) {
        StatusComponent component = forChange(actor, id, expectedVersion);
        component.remove(clock.instant());
        told(component, "removed", actor);
    }

    private StatusComponent forChange(Actor actor, UUID id, @Nullable Integer expectedVersion) {
        requireKeeper(actor);
        StatusComponent component = Optional.ofNullable(
                        em.find(StatusComponent.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(found -> all().contains(found))
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.component", id)));
        component.requireVersion(expectedVersion);
        return component;
    }

    private static void requireKeeper(Actor actor) {
        actor.require(Role.LEAD, Role.MANAGER);
    }

    private StatusComponent told(StatusComponent component, String deed, Actor actor) {
        em.flush();
        events.publish(new ComponentEvent(component, deed, actor.id()));
        return component;
    }
}
