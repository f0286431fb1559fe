package org.maint.feedback;

/** Where it stands. */
public enum FeedbackState {
    /** Nobody has said anything to it. */
    NEW,
    /** Somebody will do something about it. */
    PLANNED,
    /** It is done. */
    DONE,
    /** It will not be done, with the reason in the answer. */
    DECLINED;

    public boolean closed() {
        return this == DONE || this == DECLINED;
    }
}
