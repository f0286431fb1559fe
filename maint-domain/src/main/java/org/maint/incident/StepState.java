package org.maint.incident;

/** What became of an action or a step. */
public enum StepState {
    OPEN,
    DONE,
    /** With a reason. */
    SKIPPED
}
