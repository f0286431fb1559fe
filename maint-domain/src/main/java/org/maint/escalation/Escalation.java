package org.maint.escalation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.notification.HeldReason;
import org.maint.plan.Severity;
import org.maint.shared.Rows;
import org.maint.shared.Words;

/**
 * The telling of one alert, from when it fires until it is over: which step is next, and when. The policy is kept as it
 * was when the alert fired; a change of the plan is for alerts to come.
 */
@Entity
@Table(name = "escalation")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Escalation {
    static final Rows ROWS = new Rows(
            "escalation",
            List.of(
                    "alert_number",
                    "group_key",
                    "severity",
                    "policy",
                    "state",
                    "anchor_at",
                    "step",
                    "next_at",
                    "announced",
                    "version"));

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "alert_number")
    private long alert;

    @Column(name = "group_key")
    private String groupKey;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    private String policy;

    @Enumerated(EnumType.STRING)
    private EscalationState state;

    @Column(name = "anchor_at")
    private Instant anchorAt;

    private int step;

    @Column(name = "next_at")
    private @Nullable Instant nextAt;

    @Column(name = "told_at")
    private @Nullable Instant toldAt;

    /** Whether it was told of since it is as bad as it is. */
    private boolean announced;

    @Enumerated(EnumType.STRING)
    @Column(name = "held_reason")
    private @Nullable HeldReason heldReason;

    @Column(name = "held_words")
    private @Nullable String heldWords;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Version
    private int version;

    protected Escalation() {}

    Escalation(long alert, String groupKey, Severity severity, String policy, Instant at) {
        this.alert = alert;
        begin(groupKey, severity, policy, at);
    }

    /** From the first step, as for an alert that has just become as bad as this. */
    final void begin(String newGroup, Severity newSeverity, String newPolicy, Instant at) {
        groupKey = newGroup;
        severity = newSeverity;
        policy = newPolicy;
        state = EscalationState.RUNNING;
        anchorAt = at;
        step = 0;
        nextAt = at;
        announced = false;
        endedAt = null;
        unhold();
    }

    void next(Instant at) {
        nextAt = at;
    }

    void told(int newStep, Instant now, Instant next) {
        step = newStep;
        toldAt = now;
        announced = true;
        nextAt = next;
        unhold();
    }

    /** Nobody is told for now. Answers whether that is news. */
    boolean hold(HeldReason reason, String words, Instant lookAgain) {
        boolean news = heldReason != reason;
        heldReason = reason;
        heldWords = Words.shortened(words, 500);
        nextAt = lookAgain;
        return news;
    }

    private void unhold() {
        heldReason = null;
        heldWords = null;
    }

    /** Somebody has it in hand; they are asked again then. */
    void acknowledge(Instant remindAt) {
        state = EscalationState.ACKNOWLEDGED;
        nextAt = remindAt;
        unhold();
    }

    /** The alert is over: whoever was told hears so then; if nobody was, that is all. */
    void over(Instant now, Instant tellAt) {
        unhold();
        if (toldAt == null) {
            end(now);
        } else {
            state = EscalationState.OVER;
            nextAt = tellAt;
        }
    }

    void end(Instant now) {
        state = EscalationState.ENDED;
        nextAt = null;
        endedAt = now;
    }

    /** As it begins. */
    List<@Nullable Object> row() {
        return Arrays.asList(alert, groupKey, severity, policy, state, anchorAt, step, nextAt, announced, version);
    }

    Long id() {
        return id;
    }

    public long alert() {
        return alert;
    }

    String groupKey() {
        return groupKey;
    }

    public Severity severity() {
        return severity;
    }

    String policy() {
        return policy;
    }

    public EscalationState state() {
        return state;
    }

    Instant anchorAt() {
        return anchorAt;
    }

    /** Counted from 0; as many as there are steps when all were told. */
    public int step() {
        return step;
    }

    /** Null when nothing comes any more. */
    public @Nullable Instant nextAt() {
        return nextAt;
    }

    /** When somebody was last told; null for never. */
    public @Nullable Instant toldAt() {
        return toldAt;
    }

    /** Whether somebody was told of it as it is now; what became worse is news again. */
    boolean announced() {
        return announced;
    }

    /** Why nobody is told for now; null when they are. */
    public @Nullable HeldReason heldReason() {
        return heldReason;
    }

    public @Nullable String heldWords() {
        return heldWords;
    }
}
