package org.maint.probing;

/** What a probe looks at. */
public enum ProbeKind {
    /** One answer over HTTP: its status, its time, what it contains. */
    HTTP,
    /** A page with its images, scripts and styles. */
    PAGE,
    /** Several requests in a row that share cookies and variables, such as signing in and out. */
    JOURNEY,
    /** A certificate: how many days are left, whose it is, who vouches for it. */
    TLS,
    /** Whether something listens on a port. */
    TCP,
    /** What a name resolves to. */
    DNS,
    /** Metrics in the format of Prometheus. */
    SCRAPE,
    /** The number that a query answers. */
    SQL_COUNT,
    /** Whether backups arrive, are fresh and have not shrunk. */
    BACKUP_FOLDER,
    /** Whether a feed of vendors' advisories has a new entry about something in use. */
    ADVISORY_FEED
}
