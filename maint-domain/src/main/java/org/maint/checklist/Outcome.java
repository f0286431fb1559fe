package org.maint.checklist;

/** What was found. */
public enum Outcome {
    PASS,
    FAIL,
    /** With a reason. */
    NOT_APPLICABLE
}
