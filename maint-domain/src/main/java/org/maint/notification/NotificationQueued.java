package org.maint.notification;

import java.util.UUID;

/** A notification was decided. After the commit its id goes on the queue as a hint. */
public record NotificationQueued(UUID id) {}
