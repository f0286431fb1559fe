package org.maint.rota;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * What somebody wants to take of a rota, or to give to somebody, checked as far as it can be without the clock.
 *
 * @param from the first moment; null for now
 * @param to the moment after the last one
 * @param reason at most 500 characters; null for none
 * @param beyondHours whether it counts outside the rota's hours too
 */
public record OverrideWish(
        @Nullable Instant from, Instant to, PersonId person, @Nullable String reason, boolean beyondHours) {
    static final Duration LONGEST = Duration.ofDays(RotaWish.LONGEST_TURN_DAYS);
    private static final int LONGEST_REASON = 500;

    /** Refused when something is missing or too long. */
    public static OverrideWish of(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable PersonId person,
            @Nullable String reason,
            boolean beyondHours) {
        if (to == null) {
            throw Refusal.invalid("/to", Message.of("invalid.missing"));
        }
        if (person == null) {
            throw Refusal.invalid("/person", Message.of("invalid.missing"));
        }
        return new OverrideWish(from, to, person, Words.optional(reason, "/reason", LONGEST_REASON), beyondHours);
    }
}
