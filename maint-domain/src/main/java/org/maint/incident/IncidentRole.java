package org.maint.incident;

/** Who does what in an incident; one person may have several. */
public enum IncidentRole {
    /** Decides. */
    LEAD,
    /** Writes down what happens. */
    SCRIBE,
    /** Tells those who wait. */
    COMMUNICATIONS
}
