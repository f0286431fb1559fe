package org.maint.notification;

import java.time.Instant;

/**
 * Why something does not go out.
 *
 * @param words what makes it concrete, such as a window's title or an alert's number; empty where the reason says it all
 * @param until when it is looked at again at the earliest
 */
public record Held(HeldReason reason, String words, Instant until) {}
