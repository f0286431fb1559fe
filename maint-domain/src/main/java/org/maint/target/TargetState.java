package org.maint.target;

/** How a target stands over a period. */
public enum TargetState {
    MET,
    /** Met so far, and at the present rate not for long. */
    AT_RISK,
    MISSED,
    /** Too little was measured to say. */
    NO_DATA
}
