package org.maint.silence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * What somebody wants a silence to be: a reason of at most 2,000 characters, and an expiry.
 *
 * @param from null for now
 * @param expiry the moment after the last one
 */
public record SilenceWish(AlertMatcher matcher, String reason, @Nullable Instant from, Instant expiry) {
    private static final int LONGEST_REASON = 2_000;

    /** Refused when something is missing; whether its times make sense now, the service asks. */
    public static SilenceWish of(
            AlertMatcher matcher, @Nullable String reason, @Nullable Instant from, @Nullable Instant expiry) {
        String why = Words.required(reason, "/reason", LONGEST_REASON);
        if (expiry == null) {
            throw Refusal.invalid("/expiry", Message.of("invalid.missing"));
        }
        return new SilenceWish(matcher, why, from, expiry);
    }
}
