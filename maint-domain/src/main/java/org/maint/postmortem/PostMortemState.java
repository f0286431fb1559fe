package org.maint.postmortem;

/** How far it is. */
public enum PostMortemState {
    DRAFT,
    IN_REVIEW,
    APPROVED
}
