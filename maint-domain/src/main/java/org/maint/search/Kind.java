package org.maint.search;

/** What can be found; in this order where nothing else decides. */
public enum Kind {
    TASK,
    RUN,
    /** A note, a text or a file at an item of a run. */
    ITEM,
    LOG,
    /** Something of the plan in force. */
    PLAN,
    PERSON;

    /** Whether it has documents in the table; the others are looked through in memory. */
    boolean stored() {
        return this != PLAN && this != PERSON;
    }
}
