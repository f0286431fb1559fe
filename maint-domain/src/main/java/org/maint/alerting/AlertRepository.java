package org.maint.alerting;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.maint.plan.Severity;
import org.maint.shared.Page;

/** Keeps alerts, their reasons and their history, and how far rules have judged. */
public interface AlertRepository {
    /** Waits until nobody else is about to open or close an alert for any of these things. */
    void lockSubjects(SortedSet<String> fingerprints);

    void add(Alert alert);

    /** Numbers them; what is changed of one afterwards has to be changed of what {@link #find} gives. */
    void addAll(List<Alert> alerts);

    void add(AlertReason reason);

    void add(AlertLine line);

    /** Many at once, which nobody asks for before the transaction is over. */
    void addAll(List<AlertReason> reasons, List<AlertLine> lines);

    Optional<Alert> find(long number);

    Optional<Alert> findForChange(long number);

    /** The open ones for any of these things, locked. */
    List<Alert> open(Collection<String> fingerprints);

    /** Reasons of a kind that hold. */
    List<AlertReason> active(AlertReason.Kind kind);

    /** The newest one for this thing that fired, is over, and shares a moment with this time. */
    Optional<Alert> overlapping(String fingerprint, Instant from, Instant to);

    /** The open one for this thing, without waiting for anybody. */
    Optional<Alert> openUnlocked(String fingerprint);

    /** Open ones that this one holds back. */
    List<Alert> heldBy(long alert);

    /** Open ones that fire and that nothing holds back. */
    List<Alert> openToHold();

    /** Reasons that are not over, of rules that are none of these. */
    List<AlertReason> activeOfOtherRules(Collection<String> rules);

    /** Reasons of a rule that are not over, whose group begins with this. */
    List<AlertReason> activeOf(String rule, String groupPrefix);

    /** Newest first; open ones before the others, the worst of them first. */
    Page<Alert> list(AlertQuery query, int page, int size);

    List<Alert> named(Collection<Long> numbers);

    List<AlertReason> reasons(Collection<Long> alerts);

    List<AlertLine> lines(long alert);

    /** Reasons of a rule and group that are not over, or were after {@code after}; not those that were withdrawn. */
    List<AlertReason> reasonsOf(AlertReason.Kind kind, String ref, Collection<String> groupKeys, Instant after);

    /** Reasons of this kind that are not over, whatever their group. */
    List<AlertReason> active(AlertReason.Kind kind, String ref);

    /** Reasons of any of these that held at some time from one moment to another, by when they began. */
    List<AlertReason> reasonsOf(AlertReason.Kind kind, Collection<String> refs, Instant from, Instant to);

    /** Alerts about a probe, or about what it measures: open ones first, then the newest. */
    List<Alert> ofProbe(String probe, String subject, int most);

    long newest();

    /** Alerts with a reason in this time, newest first; for what happened beside something else. */
    List<Alert> during(Instant from, Instant to, int most);

    /** Those that fired from one moment (included) to another (excluded), as they fired. */
    List<Alert> firedBetween(Instant from, Instant to);

    /** How many alerts fired from one moment (included) to another (excluded), by severity. */
    Map<Severity, Long> fired(Instant from, Instant to);

    /** The same by the key of each rule that was a reason for them. */
    Map<String, Long> firedByRule(Instant from, Instant to);

    /** Alerts that fired since then, by the key of each rule that was a reason for them. */
    Map<String, List<Alert>> firedSince(Instant since);

    /** When things were critical: of alerts that fired and were not over before a moment. */
    List<Alerts.Spell> criticalSpells(Instant notOverBefore);

    List<RuleCondition> conditions(String ruleKey, Collection<String> groupKeys);

    List<RuleCondition> conditions(String ruleKey);

    /** Removes up to so many that do not hold and have judged nothing since; answers how many. */
    int removeQuietConditions(Instant since, int most);

    void add(RuleCondition condition);

    void flush();

    /** Writes what is changed and holds nothing of it any more. */
    void letGo();
}
