package org.maint.activity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Role;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/** Keeps account of what was changed on the platform: "document all changes". Nothing is ever removed. */
@ApplicationScoped
@Transactional
public class PlatformChanges {
    static final int LONGEST_TITLE = 300;
    static final int LONGEST_KIND = 40;
    static final int LONGEST_BY = 200;
    static final int LONGEST_REFERENCE = 500;

    private final EntityManager em;
    private final People people;
    private final Events events;
    private final Clock clock;

    @Inject
    public PlatformChanges(EntityManager em, People people, Events events, Clock clock) {
        this.em = em;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PlatformChanges() {
        this(null, null, null, null);
    }

    /**
     * Records a change.
     *
     * @param at when it was made; null for now; at most five minutes ahead
     * @param kind null for "other"
     * @param madeBy null for the actor
     */
    public PlatformChange record(
            Actor actor,
            @Nullable Instant at,
            @Nullable String title,
            @Nullable String kind,
            @Nullable String madeBy,
            @Nullable String reference) {
        actor.require(Role.TECHNICIAN, Role.LEAD);
        Instant now = clock.instant();
        if (at != null && at.isAfter(now.plus(Duration.ofMinutes(5)))) {
            throw Refusal.invalid("/at", Message.of("invalid.at.future", 5));
        }
        String what = Words.required(title, "/title", LONGEST_TITLE);
        String sort = Words.optional(kind, "/kind", LONGEST_KIND);
        String who = Words.optional(madeBy, "/by", LONGEST_BY);
        PlatformChange change = new PlatformChange(
                at == null ? now : at,
                what,
                sort == null ? "other" : sort,
                who == null ? people.names(List.of(actor.id())).getOrDefault(actor.id(), "?") : who,
                Words.optional(reference, "/reference", LONGEST_REFERENCE),
                now,
                actor.id());
        em.persist(change);
        em.flush();
        events.publish(new ChangeRecorded(change));
        return change;
    }

    /** From one moment (included) to another, newest first, at most so many; for what happened beside something else. */
    public List<PlatformChange> between(Actor actor, Instant from, Instant to, int most) {
        actor.requireStaff();
        return items(from, to, 0, most);
    }

    private List<PlatformChange> items(Instant from, Instant to, int first, int most) {
        return em.createQuery(
                        "select c from PlatformChange c where c.at >= :from and c.at < :to order by c.at desc, c.id desc",
                        PlatformChange.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .setFirstResult(first)
                .setMaxResults(most)
                .getResultList();
    }

    /** Newest first. */
    public Page<PlatformChange> list(Actor actor, @Nullable Instant from, @Nullable Instant to, int page, int size) {
        actor.requireStaff();
        Instant first = from == null ? Instant.EPOCH : from;
        Instant last = to == null ? Instant.parse("9999-01-01T00:00:00Z") : to;
        long total = em.createQuery(
                        "select count(c) from PlatformChange c where c.at >= :from and c.at < :to", Long.class)
                .setParameter("from", first)
                .setParameter("to", last)
                .getSingleResult();
        List<PlatformChange> items = items(first, last, Math.toIntExact((long) page * size), size);
        return new Page<>(items, page, size, total);
    }
}
