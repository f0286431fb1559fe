package org.maint.notification;

/** Where a notification stands. */
public enum NotificationState {
    /** Decided, not yet under way. */
    PENDING,
    /** Claimed by a node, for as long as its lease lasts. */
    SENDING,
    DELIVERED,
    /** Not sent for now, with a reason. */
    HELD,
    /** The other side refused for good. */
    REFUSED,
    /** Tried as often as is allowed; can be replayed. */
    DEAD
}
