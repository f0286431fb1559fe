package org.maint.rota;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/**
 * Who is on call at a level at a moment.
 *
 * @param rota whether any rota of the level is in use at that moment; without one nobody is missing, and the plan's
 *     contact of the level counts
 * @param responders who is on call, by the rotas' titles; several when several rotas have somebody
 * @param missing shifts that are on at that moment and have nobody
 */
public record OnCall(String level, boolean rota, List<Responder> responders, List<Shift> missing) {

    /**
     * Somebody who is on call.
     *
     * @param shift by which they are
     * @param until when their time ends, also over several shifts on end; null when it does not within sixteen weeks
     * @param next the shift of the same rota that follows and has somebody; null for none
     */
    public record Responder(PersonId person, Shift shift, @Nullable Instant until, @Nullable Shift next) {}

    /** There are rotas, and nobody is on call. */
    public boolean uncovered() {
        return rota && responders.isEmpty();
    }

    public List<PersonId> people() {
        return responders.stream().map(Responder::person).distinct().toList();
    }
}
