package org.maint.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.shared.Events;

/**
 * What is told at one moment: decides for each notice to which places it goes, and writes a row for each, whether it
 * goes out now or is held back. Every method answers how many places outside those are: the inbox calls nobody who does
 * not look.
 */
public final class Round {
    private static final Duration LIMITED_OVER = Duration.ofMinutes(1);

    private final NotificationRepository repository;
    private final Channels channels;
    private final Events events;
    private final Instant now;
    private final Map<PersonId, List<Contact>> theirs;
    private final Map<String, List<Contact>> ofLevels;
    private final Preferences.Chosen chosen;
    private final Map<String, Channel> open;
    private final Map<Medium, Optional<String>> lanes = new HashMap<>();
    private final Map<String, Integer> lately = new HashMap<>();
    private boolean hinted;

    Round(
            NotificationRepository repository,
            Channels channels,
            Events events,
            Instant now,
            AddressBook book,
            Collection<PersonId> persons,
            Preferences.Chosen chosen) {
        this.repository = repository;
        this.channels = channels;
        this.events = events;
        this.now = now;
        this.theirs = book.of(persons);
        this.ofLevels = book.ofLevels().stream().collect(Collectors.groupingBy(each -> String.valueOf(each.level())));
        this.chosen = chosen;
        this.open = channels.open().stream().collect(Collectors.toMap(Channel::key, channel -> channel));
    }

    /** To a person, by whichever ways they are to hear of this. */
    public int tell(Notice notice, Person person) {
        return tell(notice, person, null);
    }

    /** @param because why nothing goes out now; null when it does */
    public int tell(Notice notice, Person person, @Nullable Held because) {
        int places = 0;
        Topic topic = notice.topic();
        if (chosen.wants(person.id(), topic, Medium.PORTAL)) {
            write(notice, Destination.inbox(person), because);
        }
        for (Contact contact : theirs.getOrDefault(person.id(), List.of())) {
            Optional<String> lane = lane(contact.medium());
            if (contact.usable() && lane.isPresent() && chosen.wants(person.id(), topic, contact.medium())) {
                Held held = because != null ? because : quiet(topic, person, contact.medium());
                write(notice, Destination.of(contact, lane.get(), person.locale()), held);
                places++;
            }
        }
        return places;
    }

    private @Nullable Held quiet(Topic topic, Person person, Medium medium) {
        return chosen.quietUntil(person, topic, medium, now)
                .map(until -> new Held(HeldReason.QUIET_HOURS, "", until))
                .orElse(null);
    }

    /** To the contacts that the plan itself names for a level. */
    public int tellLevel(Notice notice, String level, @Nullable Held because) {
        int places = 0;
        for (Contact contact : ofLevels.getOrDefault(level, List.of())) {
            Optional<String> lane = lane(contact.medium());
            if (lane.isPresent()) {
                write(notice, Destination.of(contact, lane.get(), null), because);
                places++;
            }
        }
        return places;
    }

    /** To the places that many read and that take alerts of this severity. */
    public int tellRooms(Notice notice) {
        List<Channel> rooms = open.values().stream()
                .filter(channel -> channel.takes(notice.severity()))
                .toList();
        rooms.forEach(channel -> write(notice, Destination.of(channel), null));
        return rooms.size();
    }

    /** To every place that was told of these alerts before. */
    public int tellAgain(Notice notice, Collection<Long> alerts) {
        Set<String> places = new HashSet<>();
        for (Destination before : repository.toldOf(alerts)) {
            reachable(before).filter(place -> places.add(place.key())).ifPresent(place -> write(notice, place, null));
        }
        return places.size();
    }

    /** The same place, by another channel where its own is gone; empty when there is none any more. */
    Optional<Destination> reachable(Destination before) {
        boolean there = before.medium() == Medium.PORTAL || open.containsKey(before.lane());
        Optional<String> lane = lane(before.medium());
        if (there || lane.filter(before.lane()::equals).isPresent()) {
            return Optional.of(before);
        }
        return before.medium().toAnAddress() ? lane.map(before::by) : Optional.empty();
    }

    private Optional<String> lane(Medium medium) {
        return lanes.computeIfAbsent(medium, channels::keyFor);
    }

    private void write(Notice notice, Destination to, @Nullable Held because) {
        add(notice, to, because == null ? limit(to) : because);
    }

    /** Of what was held back for a while; is not held back itself. */
    UUID digest(Notice notice, Destination to) {
        return add(notice, to, null);
    }

    private UUID add(Notice notice, Destination to, @Nullable Held held) {
        Notification notification = new Notification(notice, to, now);
        if (held != null) {
            notification.hold(held);
        }
        repository.add(notification);
        if (notice.alerts().size() > 1) {
            notice.alerts().forEach(alert -> repository.add(new AlertTold(notification.id(), alert)));
        }
        if (held == null && !hinted) {
            // One hint wakes the dispatcher, which takes whatever waits.
            hinted = true;
            events.publish(new NotificationQueued(notification.id()));
        }
        return notification.id();
    }

    private @Nullable Held limit(Destination to) {
        Channel channel = open.get(to.lane());
        Integer most = channel == null ? null : channel.mostPerMinute();
        if (most == null) {
            return null;
        }
        int before = lately.computeIfAbsent(
                to.key(), key -> repository.since(to.lane(), to.contact(), now.minus(LIMITED_OVER)));
        lately.put(to.key(), before + 1);
        return before < most ? null : new Held(HeldReason.LIMIT, Integer.toString(most), now.plus(LIMITED_OVER));
    }
}
