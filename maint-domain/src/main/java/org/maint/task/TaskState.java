package org.maint.task;

/** Where a task stands. */
public enum TaskState {
    OPEN,
    IN_PROGRESS,
    /** With a resolution and a reason; it can be opened again. */
    CLOSED
}
