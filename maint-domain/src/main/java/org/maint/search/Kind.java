package org.maint.search;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What can be found; in this order where nothing else decides. */
public enum Kind {
    TASK,
    RUN,
    /** A note, a text or a file at an item of a run. */
    ITEM,
    LOG,
    INCIDENT,
    POST_MORTEM,
    /** Something of the plan in force. */
    PLAN,
    PERSON;

    /** Those that have documents in the table; the others are looked through in memory. */
    static final Set<Kind> STORED =
            Collections.unmodifiableSet(EnumSet.of(TASK, RUN, ITEM, LOG, INCIDENT, POST_MORTEM));
}
