package org.maint.calendar;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.maint.people.PersonId;

/** Keeps calendar feeds. */
public interface FeedRepository {
    void add(CalendarFeed feed);

    Optional<CalendarFeed> find(UUID id);

    Optional<CalendarFeed> findByHash(String hash);

    /** Newest first, revoked ones too. */
    List<CalendarFeed> of(PersonId person);
}
