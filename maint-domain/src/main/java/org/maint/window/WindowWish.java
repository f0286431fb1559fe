package org.maint.window;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * What somebody wants a window to be, checked: a title of at most 200 characters, a reason of at most 2,000, and a time
 * of one minute to 30 days.
 *
 * @param from the first moment
 * @param to the moment after the last one
 * @param scope the fingerprints of what is worked on, each {@code *} for any text; empty for the whole platform
 */
public record WindowWish(String title, String reason, Instant from, Instant to, List<String> scope) {
    static final Duration SHORTEST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofDays(30);
    public static final int LONGEST_TITLE = 200;
    public static final int LONGEST_REASON = 2_000;

    /** For the whole platform. Refused as {@link #of(String, String, Instant, Instant, List)} is. */
    public static WindowWish of(
            @Nullable String title, @Nullable String reason, @Nullable Instant from, @Nullable Instant to) {
        return of(title, reason, from, to, List.of());
    }

    /** Refused when something is missing or out of range; whether it ends in the future, the service asks. */
    public static WindowWish of(
            @Nullable String title,
            @Nullable String reason,
            @Nullable Instant from,
            @Nullable Instant to,
            List<String> typedScope) {
        String words = Words.required(title, "/title", LONGEST_TITLE);
        String why = Words.required(reason, "/reason", LONGEST_REASON);
        if (from == null) {
            throw Refusal.invalid("/from", Message.of("invalid.missing"));
        }
        if (to == null) {
            throw Refusal.invalid("/to", Message.of("invalid.missing"));
        }
        Duration length = Duration.between(from, to);
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw Refusal.invalid("/to", Message.of("invalid.window.length", SHORTEST.toMinutes(), LONGEST.toDays()));
        }
        return new WindowWish(words, why, from, to, WindowScope.of(typedScope));
    }
}
