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
 */
public record Rendered(
        String subject,
        String text,
        @Nullable String html,
        @Nullable String actionUrl,
        @Nullable String actionLabel,
        List<String> secrets) {
    public Rendered {
        secrets = List.copyOf(secrets);
    }

    /** Without its words, which may hold a secret. */
    @Override
    public String toString() {
        return "rendered";
    }
}
