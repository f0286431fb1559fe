package org.maint.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.maint.plan.Severity;
import org.maint.shared.Page;

/** Alerts in the database. */
@ApplicationScoped
public class JpaAlertRepository implements AlertRepository {
    private static final String ORDER =
            """
             order by case when a.state = org.maint.alerting.AlertState.RESOLVED then 1 else 0 end,
            case when a.state = org.maint.alerting.AlertState.RESOLVED then 0
              when a.severity = org.maint.plan.Severity.CRITICAL then 0
              when a.severity = org.maint.plan.Severity.WARNING then 1 else 2 end,
            a.since desc, a.number desc""";

    private final EntityManager em;

    @Inject
    public JpaAlertRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void lockSubjects(SortedSet<String> fingerprints) {
        // Whether they are new or not, their rows are locked until the end of the transaction; in one order for
        // everybody.
        Query insert = em.createNativeQuery("insert into alert_subject (fingerprint) values "
                + String.join(",", Collections.nCopies(fingerprints.size(), "(?)"))
                + " on duplicate key update fingerprint = fingerprint");
        int column = 1;
        for (String fingerprint : fingerprints) {
            insert.setParameter(column++, fingerprint);
        }
        insert.executeUpdate();
    }

    @Override
    public void add(Alert alert) {
        em.persist(alert);
    }

    @Override
    public void addAll(List<Alert> alerts) {
        List<Long> numbers =
                Alert.ROWS.insert(em, alerts.stream().map(Alert::row).toList(), "number");
        for (int i = 0; i < alerts.size(); i++) {
            alerts.get(i).numbered(numbers.get(i));
        }
    }

    @Override
    public void add(AlertReason reason) {
        em.persist(reason);
    }

    @Override
    public void add(AlertLine line) {
        em.persist(line);
    }

    @Override
    public void addAll(List<AlertReason> reasons, List<AlertLine> lines) {
        AlertReason.ROWS.insert(em, reasons.stream().map(AlertReason::row).toList());
        AlertLine.ROWS.insert(em, lines.stream().map(AlertLine::row).toList());
    }

    @Override
    public Optional<Alert> find(long number) {
        return Optional.ofNullable(em.find(Alert.class, number));
    }

    @Override
    public Optional<Alert> findForChange(long number) {
        return Optional.ofNullable(em.find(Alert.class, number, LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public List<Alert> open(Collection<String> fingerprints) {
        return em.createQuery("select a from Alert a where a.openFingerprint in :fingerprints", Alert.class)
                .setParameter("fingerprints", fingerprints)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    @Override
    public Optional<Alert> overlapping(String fingerprint, Instant from, Instant to) {
        return em.createQuery(
                        "select a from Alert a where a.fingerprint = :fingerprint and a.firedAt is not null"
                                + " and a.resolvedAt >= :from and a.since <= :to order by a.since desc",
                        Alert.class)
                .setParameter("fingerprint", fingerprint)
                .setParameter("from", from)
                .setParameter("to", to)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<Alert> openUnlocked(String fingerprint) {
        return em.createQuery("select a from Alert a where a.openFingerprint = :fingerprint", Alert.class)
                .setParameter("fingerprint", fingerprint)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<Alert> heldBy(long alert) {
        return em.createQuery(
                        "select a from Alert a where a.heldBy = :alert and a.openFingerprint is not null", Alert.class)
                .setParameter("alert", alert)
                .getResultList();
    }

    @Override
    public List<Alert> openToHold() {
        return em.createQuery(
                        "select a from Alert a where a.heldBy is null and a.openFingerprint is not null"
                                + " and a.state = org.maint.alerting.AlertState.FIRING",
                        Alert.class)
                .getResultList();
    }

    @Override
    public List<AlertReason> activeOfOtherRules(Collection<String> rules) {
        return em.createQuery(
                        "select r from AlertReason r where r.kind = org.maint.alerting.AlertReason.Kind.RULE"
                                + " and r.until is null and r.withdrawn = false and r.ref not in :rules",
                        AlertReason.class)
                .setParameter("rules", rules)
                .getResultList();
    }

    @Override
    public List<AlertReason> activeOf(String rule, String groupPrefix) {
        return em.createQuery(
                        "select r from AlertReason r where r.kind = org.maint.alerting.AlertReason.Kind.RULE"
                                + " and r.ref = :rule and r.groupKey like :prefix and r.until is null"
                                + " and r.withdrawn = false",
                        AlertReason.class)
                .setParameter("rule", rule)
                .setParameter("prefix", groupPrefix + "%")
                .getResultList();
    }

    @Override
    public Page<Alert> list(AlertQuery query, int page, int size) {
        List<String> parts = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        // One that was over before it had held for long enough never was an alert.
        parts.add("(a.firedAt is not null or a.state <> org.maint.alerting.AlertState.RESOLVED)");
        if (!query.states().isEmpty()) {
            parts.add("a.state in :states");
            parameters.put("states", query.states());
        }
        if (query.severity() != null) {
            parts.add("a.severity = :severity");
            parameters.put("severity", query.severity());
        }
        if (query.assignee() != null) {
            parts.add("a.assignee = :assignee");
            parameters.put("assignee", query.assignee());
        }
        String where = " where " + String.join(" and ", parts);
        long total = bind(em.createQuery("select count(a) from Alert a" + where, Long.class), parameters)
                .getSingleResult();
        List<Alert> items = bind(em.createQuery("select a from Alert a" + where + ORDER, Alert.class), parameters)
                .setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, total);
    }

    private static <T> TypedQuery<T> bind(TypedQuery<T> query, Map<String, Object> parameters) {
        parameters.forEach(query::setParameter);
        return query;
    }

    @Override
    public List<Alert> named(Collection<Long> numbers) {
        return em.createQuery("select a from Alert a where a.number in :numbers", Alert.class)
                .setParameter("numbers", numbers)
                .getResultList();
    }

    @Override
    public List<AlertReason> reasons(Collection<Long> alerts) {
        return alerts.isEmpty()
                ? List.of()
                : em.createQuery(
                                "select r from AlertReason r where r.alert in :alerts order by r.since, r.id",
                                AlertReason.class)
                        .setParameter("alerts", alerts)
                        .getResultList();
    }

    @Override
    public List<AlertLine> lines(long alert) {
        return em.createQuery("select l from AlertLine l where l.alert = :alert order by l.id", AlertLine.class)
                .setParameter("alert", alert)
                .getResultList();
    }

    @Override
    public List<AlertReason> active(AlertReason.Kind kind) {
        return em.createQuery(
                        "select r from AlertReason r where r.kind = :kind and r.until is null"
                                + " and r.withdrawn = false order by r.id",
                        AlertReason.class)
                .setParameter("kind", kind)
                .getResultList();
    }

    @Override
    public List<AlertReason> reasonsOf(AlertReason.Kind kind, String ref, Collection<String> groupKeys, Instant after) {
        return em.createQuery(
                        "select r from AlertReason r where r.kind = :kind and r.ref = :ref and r.groupKey in :groups"
                                + " and r.withdrawn = false and (r.until is null or r.until > :after)"
                                + " order by r.since, r.id",
                        AlertReason.class)
                .setParameter("kind", kind)
                .setParameter("ref", ref)
                .setParameter("groups", groupKeys)
                .setParameter("after", after)
                .getResultList();
    }

    @Override
    public List<AlertReason> active(AlertReason.Kind kind, String ref) {
        return em.createQuery(
                        "select r from AlertReason r where r.kind = :kind and r.ref = :ref and r.until is null"
                                + " and r.withdrawn = false order by r.id",
                        AlertReason.class)
                .setParameter("kind", kind)
                .setParameter("ref", ref)
                .getResultList();
    }

    @Override
    public List<AlertReason> reasonsOf(AlertReason.Kind kind, Collection<String> refs, Instant from, Instant to) {
        return em.createQuery(
                        "select r from AlertReason r where r.kind = :kind and r.ref in :refs and r.withdrawn = false"
                                + " and r.since <= :to and (r.until is null or r.until >= :from)"
                                + " order by r.since, r.id",
                        AlertReason.class)
                .setParameter("kind", kind)
                .setParameter("refs", refs)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    @Override
    public List<Alert> ofProbe(String probe, String subject, int most) {
        // A key has no character that means anything in a pattern.
        return em.createQuery(
                        "select a from Alert a where (a.firedAt is not null or a.openFingerprint is not null) and ("
                                + "a.fingerprint = :subject or a.fingerprint = :whole or a.fingerprint like :part"
                                + " or a.fingerprint like :label or a.number in (select r.alert from AlertReason r"
                                + " where r.groupKey like :source))" + ORDER,
                        Alert.class)
                .setParameter("subject", subject)
                .setParameter("whole", "probe " + probe)
                .setParameter("part", "probe " + probe + " %")
                .setParameter("label", "%{probe=\"" + probe + "\"}%")
                .setParameter("source", "probe:" + probe + " %")
                .setMaxResults(most)
                .getResultList();
    }

    @Override
    public long newest() {
        return em.createQuery("select a.number from Alert a order by a.number desc", Long.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElse(0L);
    }

    @Override
    public List<Alert> during(Instant from, Instant to, int most) {
        return em.createQuery(
                        "select a from Alert a where a.firedAt is not null and a.since <= :to"
                                + " and (a.resolvedAt is null or a.resolvedAt >= :from) order by a.since desc",
                        Alert.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .setMaxResults(most)
                .getResultList();
    }

    @Override
    public List<Alerts.Spell> criticalSpells(Instant notOverBefore) {
        return em.createQuery(
                        "select new org.maint.alerting.Alerts$Spell(a.fingerprint, a.since, a.resolvedAt) from Alert a"
                                + " where a.severity = :critical and a.firedAt is not null"
                                + " and (a.resolvedAt is null or a.resolvedAt >= :before)",
                        Alerts.Spell.class)
                .setParameter("critical", Severity.CRITICAL)
                .setParameter("before", notOverBefore)
                .getResultList();
    }

    @Override
    public List<Alert> firedBetween(Instant from, Instant to) {
        return em.createQuery(
                        "select a from Alert a where a.firedAt >= :from and a.firedAt < :to order by a.firedAt, a.number",
                        Alert.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    @Override
    public Map<Severity, Long> fired(Instant from, Instant to) {
        Map<Severity, Long> fired = new EnumMap<>(Severity.class);
        em.createQuery(
                        "select a.severity, count(a) from Alert a where a.firedAt >= :from and a.firedAt < :to"
                                + " group by a.severity",
                        Object[].class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultStream()
                .forEach(row -> fired.put((Severity) row[0], (Long) row[1]));
        return fired;
    }

    @Override
    public Map<String, Long> firedByRule(Instant from, Instant to) {
        Map<String, Long> fired = new HashMap<>();
        em.createQuery(
                        "select r.ref, count(distinct a.number) from AlertReason r join Alert a on a.number = r.alert"
                                + " where r.kind = org.maint.alerting.AlertReason.Kind.RULE and a.firedAt >= :from"
                                + " and a.firedAt < :to group by r.ref",
                        Object[].class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultStream()
                .forEach(row -> fired.put((String) row[0], (Long) row[1]));
        return fired;
    }

    @Override
    public Map<String, List<Alert>> firedSince(Instant since) {
        Map<String, List<Alert>> fired = new HashMap<>();
        em.createQuery(
                        "select distinct r.ref, a from AlertReason r join Alert a on a.number = r.alert"
                                + " where r.kind = org.maint.alerting.AlertReason.Kind.RULE and a.firedAt >= :since",
                        Object[].class)
                .setParameter("since", since)
                .getResultStream()
                .forEach(row -> fired.computeIfAbsent((String) row[0], unknown -> new ArrayList<>())
                        .add((Alert) row[1]));
        return fired;
    }

    @Override
    public List<RuleCondition> conditions(String ruleKey, Collection<String> groupKeys) {
        return em.createQuery(
                        "select c from RuleCondition c where c.id.ruleKey = :rule and c.id.groupKey in :groups",
                        RuleCondition.class)
                .setParameter("rule", ruleKey)
                .setParameter("groups", groupKeys)
                .getResultList();
    }

    @Override
    public List<RuleCondition> conditions(String ruleKey) {
        return em.createQuery("select c from RuleCondition c where c.id.ruleKey = :rule", RuleCondition.class)
                .setParameter("rule", ruleKey)
                .getResultList();
    }

    @Override
    public int removeQuietConditions(Instant since, int most) {
        return em.createNativeQuery(
                        "delete from rule_condition where phase = 'INACTIVE' and evaluated_to < ?1 limit " + most)
                .setParameter(1, LocalDateTime.ofInstant(since, ZoneOffset.UTC))
                .executeUpdate();
    }

    @Override
    public void add(RuleCondition condition) {
        em.persist(condition);
    }

    @Override
    public void letGo() {
        em.flush();
        em.clear();
    }

    @Override
    public void flush() {
        em.flush();
    }
}
