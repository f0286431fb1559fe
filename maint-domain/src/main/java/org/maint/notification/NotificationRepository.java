package org.maint.notification;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Page;

/** Keeps notifications. */
public interface NotificationRepository {
    void add(Notification notification);

    Optional<Notification> find(UUID id);

    /**
     * Claims those whose time has come and that nobody else is claiming, oldest first, in two statements. They are to be
     * read: what is changed in them is not written.
     */
    List<Notification> claim(String lane, Instant now, int most, Via via);

    /**
     * As {@link Notification#record} for each that was delivered with this receipt, in one statement. A state that has
     * ended meanwhile stays.
     */
    void delivered(Collection<UUID> ids, String receipt, Instant at);

    /** What waits for an inbox is there: claimed and delivered in one, because nothing travels. Answers how many. */
    int deliverInboxes(Instant now, Via via, int most);

    /** Those of them that are still there. */
    List<UUID> existing(Collection<UUID> ids);

    /** In few statements. */
    void addAttempts(Collection<Attempt> attempts);

    /** Locked. */
    List<Notification> forChange(Collection<UUID> ids);

    /** By number. */
    List<Attempt> attempts(UUID notification);

    /** How many were written for this lane and contact since; those that are held do not count. */
    int since(String lane, @Nullable UUID contact, Instant since);

    /** Held for a while that is over, for which no digest was written; locked, oldest first. */
    List<Notification> toFold(Instant now, int most);

    /** Of an alert, newest first. */
    List<Notification> ofAlert(long alert, int most);

    /** Of a conversation, newest first; those to an inbox of the portal after the others. */
    List<Notification> ofThread(String thread, int most);

    /** How many of these conversations stand in each state. */
    Map<NotificationState, Long> states(Collection<String> threads);

    void add(AlertTold told);

    /** What was written for any of these alerts and was not held back, oldest first. */
    List<Destination> toldOf(Collection<Long> alerts);

    /** The newest about a topic. */
    Optional<Notification> newest(Topic topic);

    /** How it went with each contact since. */
    List<ContactRecord> records(Instant since);

    /** How many are in a state. */
    long count(NotificationState state);

    /** When the oldest was written that should have gone out by now; empty when none waits. */
    Optional<Instant> oldestWaiting(Instant now);

    /** Delivered to a person, newest first. */
    List<Notification> inbox(PersonId person, int most);

    /** Delivered to a person since, oldest first. */
    List<Notification> inboxSince(PersonId person, Instant since, int most);

    long unread(PersonId person);

    /** Removes what was delivered before; at most so many, and answers how many. */
    int removeEnded(Instant before, int most);

    List<Long> alertsOf(UUID notification);

    /** Of what waits, whatever channels there are now. */
    List<String> waitingLanes();

    /** Newest first. */
    Page<Notification> list(@Nullable NotificationState state, int page, int size);
}
