package org.maint.task;

/** How a task ended. */
public enum Resolution {
    DONE,
    /** It will not be done. */
    DROPPED,
    /** Another task is about the same. */
    DUPLICATE
}
