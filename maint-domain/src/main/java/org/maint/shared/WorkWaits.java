package org.maint.shared;

/**
 * A transaction has written rows that somebody is to look at. Once it is through, whoever does that is woken; should that
 * be lost, the clock finds the rows a second later.
 */
public enum WorkWaits {
    /** Samples, heartbeats or items that rules are to judge. */
    RULES,
    /** Alerts of which somebody is to be told. */
    ESCALATION
}
