package org.maint.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An error as the platform reports it.
 *
 * @param level as the platform calls it: critical, fatal, error, warning, info, debug
 * @param fingerprint what it has in common with others of its kind; null to find out from the message
 * @param count how many of them at once; at least 1
 */
public record ErrorReport(
        @Nullable Instant at,
        @Nullable String level,
        @Nullable String message,
        @Nullable String fingerprint,
        @Nullable String source,
        long count) {}
