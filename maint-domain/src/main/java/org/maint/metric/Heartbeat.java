package org.maint.metric;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life of something that runs by itself, such as the backup.
 *
 * @param ok whether it did what it should
 */
public record Heartbeat(
        String key,
        Instant at,
        boolean ok,
        @Nullable Long sizeBytes,
        @Nullable Double durationSeconds,
        @Nullable String note) {}
