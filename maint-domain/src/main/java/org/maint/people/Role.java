package org.maint.people;

/** What a person may do. A person holds a set of roles; none includes another. */
public enum Role {
    /** Sees everything that staff may see. */
    VIEWER,
    /** Works through runs, signs them, records unplanned work. */
    TECHNICIAN,
    /** Skips runs, edits the plan's draft. */
    LEAD,
    /** Approves. */
    MANAGER,
    /** Administers people, tokens and settings; does not approve. */
    ADMIN,
    /** A machine that pushes measurements in. */
    INGEST
}
