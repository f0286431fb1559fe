package org.maint.task;

/** How soon a task is wanted, beside its due date. */
public enum Priority {
    URGENT,
    HIGH,
    NORMAL,
    LOW
}
