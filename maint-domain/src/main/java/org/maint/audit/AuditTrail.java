package org.maint.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Audited;
import org.maint.shared.Page;

/** Writes a line for everything that is worth one, in the transaction in which it happens. */
@ApplicationScoped
@Transactional
public class AuditTrail {
    private static final int EXPORT_STEP = 500;

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

    public void on(@Observes Audited.Together events) {
        Instant now = clock.instant();
        AuditEntry.ROWS.insert(
                em,
                events.audits().stream()
                        .map(line -> new AuditEntry(now, line).row())
                        .toList());
    }

    /** Newest first. */
    public Page<AuditEntry> list(Actor actor, AuditQuery query, int page, int size) {
        actor.require(Role.ADMIN);
        Condition where = Condition.of(query);
        long total = where.bind(em.createQuery("select count(a) from AuditEntry a" + where.words, Long.class))
                .getSingleResult();
        List<AuditEntry> items = where.bind(em.createQuery(
                        "select a from AuditEntry a" + where.words + " order by a.id desc", AuditEntry.class))
                .setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, total);
    }

    /** Every action that has ever been audited, sorted. */
    public List<String> actions(Actor actor) {
        actor.require(Role.ADMIN);
        return em.createQuery("select distinct a.action from AuditEntry a order by a.action", String.class)
                .getResultList();
    }

    /** Hands every line over, newest first, some hundreds at a time, so that any length fits into memory. */
    public void export(Actor actor, AuditQuery query, Consumer<List<AuditEntry>> lines) {
        actor.require(Role.ADMIN);
        Condition where = Condition.of(query).and("a.id < :before");
        long before = Long.MAX_VALUE;
        List<AuditEntry> step;
        do {
            step = where.bind(em.createQuery(
                            "select a from AuditEntry a" + where.words + " order by a.id desc", AuditEntry.class))
                    .setParameter("before", before)
                    .setMaxResults(EXPORT_STEP)
                    .getResultList();
            if (!step.isEmpty()) {
                lines.accept(step);
                before = step.get(step.size() - 1).id();
                step.forEach(em::detach);
            }
        } while (step.size() == EXPORT_STEP);
    }

    /** The filter of a query as JPQL with named parameters. */
    private record Condition(String words, Map<String, Object> parameters) {
        static Condition of(AuditQuery query) {
            List<String> parts = new ArrayList<>();
            Map<String, Object> parameters = new HashMap<>();
            if (query.person() != null) {
                parts.add("a.person = :person");
                parameters.put("person", query.person());
            }
            if (query.action() != null) {
                parts.add("a.action like :action escape '!'");
                parameters.put("action", literal(query.action()) + "%");
            }
            if (query.subject() != null) {
                parts.add("a.subject like :subject escape '!'");
                parameters.put("subject", "%" + literal(query.subject()) + "%");
            }
            if (query.from() != null) {
                parts.add("a.at >= :from");
                parameters.put("from", query.from());
            }
            if (query.to() != null) {
                parts.add("a.at < :to");
                parameters.put("to", query.to());
            }
            return new Condition(parts.isEmpty() ? "" : " where " + String.join(" and ", parts), parameters);
        }

        private static String literal(String typed) {
            return typed.replaceAll("([!%_])", "!$1");
        }

        Condition and(String more) {
            return new Condition(words + (words.isEmpty() ? " where " : " and ") + more, parameters);
        }

        <T> TypedQuery<T> bind(TypedQuery<T> query) {
            parameters.forEach(query::setParameter);
            return query;
        }
    }
}
