package org.maint.alerting;

/** How an alert stands. */
public enum AlertState {
    /** Its condition holds, not yet for long enough. */
    PENDING,
    FIRING,
    /** It fires, and somebody has it in hand. */
    ACKNOWLEDGED,
    RESOLVED;

    public boolean open() {
        return this != RESOLVED;
    }
}
