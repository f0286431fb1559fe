package org.maint.logbook;

/** What an entry of the log is about. */
public enum LogEvent {
    /** A person put their name to a run, or to an incident that is over. */
    SIGNED,
    /** A lead decided that a run is not done this time. */
    SKIPPED,
    /** A run was missed; written by maint itself. */
    MISSED,
    /** A person corrects an earlier entry, which stays as it is. */
    CORRECTION
}
