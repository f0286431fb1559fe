package org.maint.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps sessions of the portal. */
public interface SessionRepository {
    void add(Session session);

    /** With its person and their roles, in one query. */
    Optional<Session> find(UUID id);

    /** Locked until the transaction ends. */
    Optional<Session> findForChange(UUID id);

    /** Those of a person that have not ended; latest seen first. */
    List<Session> openOf(PersonId person);

    /** Notes that it is used, without touching whether it has ended. */
    void seen(UUID id, Instant at, Instant unlessSince);

    /** Ends what nobody has been seen in since then; at most so many, and answers how many. */
    int expire(Instant seenBefore, Instant at, int most);

    /** Removes what ended before; at most so many, and answers how many. */
    int removeEnded(Instant before, int most);
}
