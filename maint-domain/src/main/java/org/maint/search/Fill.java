package org.maint.search;

/**
 * How far the making of missing documents has come: it goes through the runs with their items, then the log, the tasks,
 * the incidents and the post-mortems.
 *
 * @param after the last one that was looked at
 */
public record Fill(Kind kind, String after) {
    /** Nothing was looked at yet. */
    public static final Fill START = new Fill(Kind.RUN, "00000000-0000-0000-0000-000000000000");

    static final Fill ENTRIES = new Fill(Kind.LOG, "0");
    static final Fill TASKS = new Fill(Kind.TASK, "0");
    static final Fill INCIDENTS = new Fill(Kind.INCIDENT, "0");
    static final Fill POST_MORTEMS = new Fill(Kind.POST_MORTEM, "0");
}
