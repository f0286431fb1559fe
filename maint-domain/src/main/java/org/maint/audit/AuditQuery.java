package org.maint.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the audit trail; null means any.
 *
 * @param action the key of an action, or what it starts with, such as {@code run.}
 * @param subject a part of the subject
 * @param from the first instant, included
 * @param to the last instant, excluded
 */
public record AuditQuery(
        @Nullable UUID person,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null);
}
