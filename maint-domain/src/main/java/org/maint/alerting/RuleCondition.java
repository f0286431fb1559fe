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
import org.maint.alerting.Fold.Phase;

/**
 * How far a rule has judged one group of lines of numbers. The state of some time ago is kept, and judging starts from it
 * each time: so samples that come a little late need not be told from those that come in order.
 */
@Entity
@Table(name = "rule_condition")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class RuleCondition {
    /** The kept state is renewed when it is older than this, in the time of the data. */
    private static final Duration KEPT = Duration.ofHours(2);

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

    void judged(Fold end, Instant to) {
        if (to.isAfter(baseTo.plus(KEPT))) {
            baseTo = to;
            baseFold = end.json();
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
