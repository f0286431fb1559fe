package org.maint.alerting;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.maint.alerting.Fold.Phase;

/**
 * How far a rule has judged one group of lines of numbers. The state of some time ago is kept, and judging starts from it
 * each time: so samples that come a little late need not be told from those that come in order.
 */
@Entity
@Table(name = "rule_condition")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class RuleCondition {
    /** The kept state is renewed when it lies further back than this behind what it need not reach, in the data's time. */
    static final Duration KEPT = Duration.ofHours(2);

    @Embeddable
    record Id(@Column(name = "rule_key") String ruleKey, @Column(name = "group_key") String groupKey)
            implements Serializable {}

    @EmbeddedId
    private Id id;

    @Column(name = "evaluated_to")
    private Instant evaluatedTo;

    @Column(name = "valid_from")
    private Instant validFrom;

    @Column(name = "base_to")
    private Instant baseTo;

    @Column(name = "base_fold")
    private String baseFold;

    @Column(name = "rule_hash")
    private String ruleHash;

    @Enumerated(EnumType.STRING)
    private Phase phase;

    private boolean flapping;

    protected RuleCondition() {}

    /** @param valid before this nothing is judged, however late a sample comes */
    RuleCondition(Rule rule, String groupKey, Instant from, Instant valid) {
        this.id = new Id(rule.key(), groupKey);
        this.ruleHash = rule.hash();
        this.validFrom = valid;
        start(from);
    }

    /** The rule was changed: it judges what comes from now on. */
    void follow(Rule rule, Instant now) {
        ruleHash = rule.hash();
        validFrom = now;
        start(now);
    }

    /** Begins again from an earlier time, as far back as the rule is valid. */
    void beginBefore(Instant earliest) {
        start(earliest.isBefore(validFrom) ? validFrom : earliest);
    }

    private void start(Instant from) {
        baseTo = from;
        baseFold = Fold.START.json();
        evaluatedTo = from;
        phase = Phase.INACTIVE;
        flapping = false;
    }

    /**
     * Keeps what came of judging. The state that is kept stays a rule's reach behind the newest moment: a sample that is a
     * little late finds it still before itself.
     *
     * @param judged what was judged from the kept state on, by time
     */
    void judged(Rule rule, List<Judged> judged, Fold end, Instant to) {
        Instant settled = to.minus(rule.reach());
        if (settled.isAfter(baseTo.plus(KEPT))) {
            List<Judged> before =
                    judged.stream().filter(each -> !each.at().isAfter(settled)).toList();
            if (!before.isEmpty()) {
                baseFold = base().through(rule, before).end().json();
                baseTo = before.get(before.size() - 1).at();
            }
        }
        evaluatedTo = to;
        phase = end.phase();
        flapping = end.flapping();
    }

    boolean of(Rule rule) {
        return ruleHash.equals(rule.hash());
    }

    String groupKey() {
        return id.groupKey();
    }

    Instant evaluatedTo() {
        return evaluatedTo;
    }

    Instant baseTo() {
        return baseTo;
    }

    Fold base() {
        return Fold.read(baseFold);
    }

    Phase phase() {
        return phase;
    }

    boolean flapping() {
        return flapping;
    }
}
