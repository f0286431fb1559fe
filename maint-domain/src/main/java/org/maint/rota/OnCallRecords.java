package org.maint.rota;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.maint.people.Actor;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.rota.OnCallRecord.Watch;
import org.maint.shared.Duties;

/**
 * Writes down who is on call as time goes by, to the minute, so that who was on call does not change with the rotas. What
 * fell into a time in which no node ran is computed once it runs again.
 */
@ApplicationScoped
@Transactional
public class OnCallRecords {
    /** How far back is shown unless somebody asks for more. */
    public static final Duration USUAL = Duration.ofDays(28);

    private final EntityManager em;
    private final Rotas rotas;
    private final Duties duties;
    private final Clock clock;

    @Inject
    public OnCallRecords(EntityManager em, Rotas rotas, Duties duties, Clock clock) {
        this.em = em;
        this.rotas = rotas;
        this.duties = duties;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected OnCallRecords() {
        this(null, null, null, null);
    }

    /** Once a minute, on one node at a time. */
    public void note() {
        if (!duties.take("on-call")) {
            return;
        }
        Instant now = clock.instant();
        Set<String> levels = new LinkedHashSet<>();
        rotas.levels().stream().map(EscalationLevel::level).forEach(levels::add);
        // A level that the plan no longer has ends like any other.
        levels.addAll(em.createQuery("select distinct r.level from OnCallRecord r", String.class)
                .getResultList());
        levels.forEach(level -> note(level, now));
    }

    private void note(String level, Instant now) {
        Optional<OnCallRecord> newest = newest(level);
        Instant seen = newest.map(OnCallRecord::until).orElse(now);
        // A clock that was set back waits until it is where it was; more than a year is not made up.
        if (seen.isAfter(now) || seen.isBefore(now.minus(Roster.LONGEST))) {
            seen = now;
        }
        OnCallRecord last = newest.orElse(null);
        for (Map.Entry<Instant, Watch> each :
                rotas.rosterBetween(seen, now).watches(level, seen, now).entrySet()) {
            if (last != null && last.same(each.getValue())) {
                continue;
            }
            if (last != null) {
                last.lasted(each.getKey());
            } else if (!each.getValue().rota()) {
                // A level that never had a rota has nothing to remember.
                continue;
            }
            if (last != null && last.from().equals(each.getKey())) {
                last.become(each.getValue());
            } else {
                last = new OnCallRecord(level, each.getKey(), each.getValue());
                em.persist(last);
            }
        }
        if (last != null && last.until().isBefore(now)) {
            last.lasted(now);
        }
    }

    private Optional<OnCallRecord> newest(String level) {
        return em.createQuery(
                        "select r from OnCallRecord r where r.level = :level order by r.from desc", OnCallRecord.class)
                .setParameter("level", level)
                .setMaxResults(1)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** All that share a moment with this time, newest first; refused for more than 366 days. */
    public List<OnCallRecord> between(Actor actor, Instant from, Instant to) {
        actor.requireStaff();
        Roster.requireRange(from, to);
        return em.createQuery(
                        "select r from OnCallRecord r where r.until >= :from and r.from < :to"
                                + " order by r.from desc, r.level",
                        OnCallRecord.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }
}
