package org.maint.feedback;

/** Whence it came. */
public enum FeedbackSource {
    /** Somebody with an account. */
    STAFF,
    /** Somebody who was given the address of the form. */
    USER,
    /** The platform itself, over REST. */
    API
}
