package org.maint.incident;

/** An incident is worked on, or over. */
public enum IncidentState {
    OPEN,
    RESOLVED
}
