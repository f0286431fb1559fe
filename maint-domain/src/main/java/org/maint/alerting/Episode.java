package org.maint.alerting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a rule's condition held.
 *
 * @param since when it began to hold
 * @param firedAt when it had held for long enough; null when it has not (yet)
 * @param until when it was over; null while it is not
 * @param worst the value that is furthest beyond the threshold; null where nothing was compared
 */
public record Episode(Instant since, @Nullable Instant firedAt, @Nullable Instant until, @Nullable Double worst) {

    boolean overlaps(Instant otherSince, @Nullable Instant otherUntil) {
        boolean beginsAfter = otherUntil != null && since.isAfter(otherUntil);
        boolean endsBefore = until != null && otherSince.isAfter(until);
        return !beginsAfter && !endsBefore;
    }
}
