package org.maint.feedback;

/** What somebody says. */
public enum FeedbackKind {
    /** Something does not work as it should. */
    ISSUE,
    /** Something should be there that is not. */
    REQUEST
}
