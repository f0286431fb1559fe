package org.maint.notification;

/** Why a notification is not sent. */
public enum HeldReason {
    /** It follows from something of which people were told. */
    INHIBITED,
    SILENCED,
    /** The platform is worked on, as announced. */
    WINDOW,
    FLAPPING,
    /** Too many at once: it goes into a digest. */
    LIMIT,
    /** The person does not want to be disturbed now; it goes into a digest after that. */
    QUIET_HOURS,
    /** There is nobody whom it could reach. */
    NOBODY
}
