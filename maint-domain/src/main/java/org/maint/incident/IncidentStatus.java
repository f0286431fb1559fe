package org.maint.incident;

/** How far the work is, as it is told; the plan's four. */
public enum IncidentStatus {
    INVESTIGATING,
    IDENTIFIED,
    FIXING,
    RESOLVED
}
