package org.maint.rota;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/**
 * A time in which one rota has somebody, or ought to.
 *
 * @param title of the rota
 * @param to the moment after the last one
 * @param meant whose it is, by the rota's order or by an override
 * @param person who is on call: {@code meant} or who stands in for them; null when nobody is
 * @param override by which it is theirs; null for the rota's own order
 * @param gap why nobody is on call; null when somebody is
 */
public record Shift(
        UUID rota,
        String level,
        String title,
        Instant from,
        Instant to,
        PersonId meant,
        @Nullable PersonId person,
        @Nullable RotaOverride override,
        @Nullable Gap gap) {

    /** Whether somebody stands in for the one whose it is. */
    public boolean delegated() {
        return person != null && !person.equals(meant);
    }

    boolean touches(Instant begin, Instant end) {
        return from.isBefore(end) && to.isAfter(begin);
    }
}
