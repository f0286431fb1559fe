package org.maint.notification;

/** By which way a notification goes out. */
public enum Medium {
    /** A person's inbox in the portal. */
    PORTAL,
    /** The address of an outside program that an administrator has set. */
    WEBHOOK
}
