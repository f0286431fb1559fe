package org.maint.calendar;

/** Whose calendar a feed shows. */
public enum FeedScope {
    /** The work of the person's roles, their own tasks, and every maintenance window. */
    MINE,
    /** Everything, absences included. */
    TEAM
}
