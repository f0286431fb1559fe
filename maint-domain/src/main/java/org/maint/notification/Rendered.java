package org.maint.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification in the words and the language of whoever gets it.
 *
 * @param subject one line; for media without one it stands before the text
 * @param html null for media that know none
 * @param actionLabel what the link in {@link #actionUrl} does
 * @param secrets what of it only the recipient may know, such as a code: no answer that repeats it may be kept
 * @param unsubscribeUrl takes the recipient off the list that it went to; null when it went to no list
 */
public record Rendered(
        String subject,
        String text,
        @Nullable String html,
        @Nullable String actionUrl,
        @Nullable String actionLabel,
        List<String> secrets,
        @Nullable String unsubscribeUrl) {
    public Rendered(
            String subject,
            String text,
            @Nullable String html,
            @Nullable String actionUrl,
            @Nullable String actionLabel,
            List<String> secrets) {
        this(subject, text, html, actionUrl, actionLabel, secrets, null);
    }

    public Rendered {
        secrets = List.copyOf(secrets);
    }

    /** Without its words, which may hold a secret. */
    @Override
    public String toString() {
        return "rendered";
    }
}
