package org.maint.calendar;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as a calendar program is told of it.
 *
 * @param uid the same for ever, and no other installation's
 * @param sequence never falls; rises when the time, the name or the standing changes
 * @param changedAt when it became as it is
 * @param path below the context root; null when it is nowhere to be seen
 */
record FeedEntry(
        String uid,
        Span span,
        String summary,
        String description,
        int sequence,
        Instant changedAt,
        boolean cancelled,
        List<String> categories,
        @Nullable String path) {}
