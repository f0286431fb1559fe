package org.maint.feedback;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says, as it was typed; {@link Feedbacks} decides whether it is taken.
 *
 * @param reporterName who says it; null for nobody in particular
 * @param reporterEmail where the answer goes; null for nowhere
 * @param language of the one who says it, for the answer
 */
public record FeedbackWish(
        @Nullable FeedbackKind kind,
        @Nullable String title,
        @Nullable String description,
        @Nullable String reporterName,
        @Nullable String reporterEmail,
        Locale language) {}
