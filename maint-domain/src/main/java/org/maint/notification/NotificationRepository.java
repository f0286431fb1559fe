package org.maint.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Page;

/** Keeps notifications. */
public interface NotificationRepository {
    void add(Notification notification);

    Optional<Notification> find(UUID id);

    /** Those whose time has come and that nobody else is claiming, oldest first, locked. */
    List<Notification> claimable(Medium channel, Instant now, int most);

    /** Delivered to a person, newest first. */
    List<Notification> inbox(PersonId person, int most);

    long unread(PersonId person);

    /** Removes what was delivered before; at most so many, and answers how many. */
    int removeDelivered(Instant before, int most);

    /** Newest first. */
    Page<Notification> list(@Nullable NotificationState state, int page, int size);
}
