package org.maint.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How it went with a contact lately.
 *
 * @param testedAt when a test last got through; null for never
 * @param averageMillis from writing to delivery; null when nothing got through
 */
public record ContactRecord(
        UUID contact,
        long sent,
        long delivered,
        @Nullable Instant lastDeliveredAt,
        @Nullable Instant testedAt,
        @Nullable Double averageMillis) {}
