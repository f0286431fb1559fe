package org.maint.notification;

/** What woke the dispatcher. */
public enum Via {
    /** A hint on the JMS queue. */
    QUEUE,
    /** The sweep that finds what a lost hint left lying. */
    SWEEP
}
