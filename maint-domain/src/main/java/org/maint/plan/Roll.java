package org.maint.plan;

/** What happens to an occurrence whose date is not a working day. The date rolls, never the series. */
public enum Roll {
    /** It stays where it is. */
    NONE,
    /** It is dropped. */
    SKIP,
    /** It moves to the next working day. */
    FOLLOWING,
    /** It moves to the working day before. */
    PRECEDING
}
