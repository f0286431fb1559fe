package org.maint.checklist;

/** Where a run stands. Late is not a state but a view of the clock: see {@link Run#late}. */
public enum RunState {
    /** Due, and nobody has entered anything. */
    OPEN,
    /** Something was entered. */
    IN_PROGRESS,
    /** A person has put their name to it; it is immutable. */
    SIGNED,
    /** A lead decided, with a reason, that it is not done this time. */
    SKIPPED,
    /** Nobody signed it in time, or maint was not there to open it; the cause is kept. */
    MISSED;

    public boolean workable() {
        return this == OPEN || this == IN_PROGRESS;
    }
}
