package org.maint.search;

/**
 * How far the making of missing documents has come: it goes through the runs with their items, then the log, then the
 * tasks.
 *
 * @param after the last one that was looked at
 */
public record Fill(Kind kind, String after) {
    /** Nothing was looked at yet. */
    public static final Fill START = new Fill(Kind.RUN, "00000000-0000-0000-0000-000000000000");

    static final Fill ENTRIES = new Fill(Kind.LOG, "0");
    static final Fill TASKS = new Fill(Kind.TASK, "0");
}
