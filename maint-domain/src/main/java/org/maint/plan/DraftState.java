package org.maint.plan;

/** Where a draft of the plan stands. */
public enum DraftState {
    /** Leads work on it. */
    EDITING,
    /** It waits for a manager; nobody changes it. */
    SUBMITTED,
    /** It has become a version of the plan. */
    PUBLISHED,
    /** It was given up. */
    DISCARDED
}
