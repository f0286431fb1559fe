package org.maint.notification;

import org.jspecify.annotations.Nullable;

/**
 * A notification in the words and the language of whoever gets it.
 *
 * @param subject one line; for media without one it stands before the text
 * @param html null for media that know none
 * @param actionLabel what the link in {@link #actionUrl} does
 */
public record Rendered(
        String subject, String text, @Nullable String html, @Nullable String actionUrl, @Nullable String actionLabel) {}
