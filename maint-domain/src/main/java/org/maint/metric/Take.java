package org.maint.metric;

/** How one number is made of the samples of a time. */
public enum Take {
    /** The newest. */
    LAST,
    AVERAGE,
    SUM,
    LEAST,
    MOST,
    /** The 95th percentile by the nearest rank: the smallest sample that at least 95 % of all do not exceed. */
    P95
}
