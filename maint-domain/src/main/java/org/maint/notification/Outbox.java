package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.setting.Secrets;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/**
 * Turns what is to be told into one row for each place that it goes to, in the transaction in which it is decided. What
 * a person does not want, what would be too much at once and what falls into quiet hours does not go out; for the last
 * two there is a row all the same, which says so.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Outbox {
    private static final Duration LIMITED_OVER = Duration.ofMinutes(1);

    private final NotificationRepository repository;
    private final Channels channels;
    private final Contacts contacts;
    private final Preferences preferences;
    private final Plans plans;
    private final Secrets secrets;
    private final Events events;
    private final Clock clock;

    @Inject
    public Outbox(
            NotificationRepository repository,
            Channels channels,
            Contacts contacts,
            Preferences preferences,
            Plans plans,
            Secrets secrets,
            Events events,
            Clock clock) {
        this.repository = repository;
        this.channels = channels;
        this.contacts = contacts;
        this.preferences = preferences;
        this.plans = plans;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Outbox() {
        this(null, null, null, null, null, null, null, null);
    }

    /** What was written for one notice: how many go out, and how many do not. */
    public record Told(int queued, int held) {
        public Told plus(Told other) {
            return new Told(queued + other.queued, held + other.held);
        }
    }

    /** One round of telling, with what it needs to know read once. */
    public final class Round {
        private final Instant now = clock.instant();
        private final Map<PersonId, List<Contact>> theirs;
        private final Preferences.Chosen chosen;
        private final List<Channel> open;
        private final Map<Medium, Optional<String>> lanes = new HashMap<>();
        private final Map<String, Integer> lately = new HashMap<>();
        private boolean queued;

        private Round(Collection<Person> persons) {
            theirs = contacts.of(persons);
            chosen = preferences.of(persons.stream().map(Person::id).toList());
            open = channels.open();
        }

        /** To a person, by whichever ways they are to hear of this. */
        public Told tell(Notice notice, Person person) {
            return tell(notice, person, null);
        }

        /** @param because why nothing goes out now; null when it does */
        public Told tell(Notice notice, Person person, @Nullable Held because) {
            int sent = 0;
            int held = 0;
            Topic topic = notice.topic();
            if (chosen.wants(person.id(), topic, Medium.PORTAL)) {
                held += write(notice, Destination.inbox(person), because) ? 0 : 1;
                sent++;
            }
            for (Contact contact : theirs.getOrDefault(person.id(), List.of())) {
                Optional<String> lane = lane(contact.medium());
                if (contact.usable() && lane.isPresent() && chosen.wants(person.id(), topic, contact.medium())) {
                    Held quiet = because != null
                            ? because
                            : chosen.quietUntil(person, topic, contact.medium(), now)
                                    .map(until -> new Held(HeldReason.QUIET_HOURS, "until " + until, until))
                                    .orElse(null);
                    held += write(notice, Destination.of(contact, lane.get(), person.locale()), quiet) ? 0 : 1;
                    sent++;
                }
            }
            return new Told(sent - held, held);
        }

        /** To the contacts that the plan itself names for a level. */
        public Told tell(Notice notice, EscalationLevel level, @Nullable Held because) {
            int sent = 0;
            int held = 0;
            for (Contact contact : contacts.ofLevel(level)) {
                Optional<String> lane = lane(contact.medium());
                if (lane.isPresent()) {
                    held += write(notice, Destination.of(contact, lane.get(), null), because) ? 0 : 1;
                    sent++;
                }
            }
            return new Told(sent - held, held);
        }

        /** To the places that many read and that take alerts of this severity. */
        public Told tellRooms(Notice notice, @Nullable Held because) {
            int sent = 0;
            int held = 0;
            for (Channel channel : open) {
                if (channel.takes(notice.severity())) {
                    held += write(notice, Destination.of(channel), because) ? 0 : 1;
                    sent++;
                }
            }
            return new Told(sent - held, held);
        }

        /** To every place that was told of these alerts before. */
        public Told tellAgain(Notice notice, Collection<Long> alerts) {
            Map<String, Destination> places = new LinkedHashMap<>();
            for (Notification before : repository.toldOf(alerts)) {
                places.putIfAbsent(
                        before.lane() + "|" + before.contact() + "|" + before.recipient(),
                        new Destination(
                                before.medium(),
                                before.lane(),
                                before.recipient(),
                                before.contact(),
                                before.address(),
                                before.language()));
            }
            int held = 0;
            for (Destination place : places.values()) {
                held += write(notice, place, null) ? 0 : 1;
            }
            return new Told(places.size() - held, held);
        }

        private Optional<String> lane(Medium medium) {
            return lanes.computeIfAbsent(medium, channels::keyFor);
        }

        /** Answers whether it goes out. */
        private boolean write(Notice notice, Destination to, @Nullable Held because) {
            Held held = because == null ? limit(to) : because;
            Notification notification = new Notification(notice, to, now);
            if (held != null) {
                notification.hold(held.reason(), held.words(), held.until());
            }
            repository.add(notification);
            if (notice.alerts().size() > 1) {
                notice.alerts().forEach(alert -> repository.add(new AlertTold(notification.id(), alert)));
            }
            if (held == null && !queued) {
                // One hint wakes the dispatcher, which takes whatever waits.
                queued = true;
                events.publish(new NotificationQueued(notification.id()));
            }
            return held == null;
        }

        private @Nullable Held limit(Destination to) {
            Integer most = open.stream()
                    .filter(channel -> channel.key().equals(to.lane()))
                    .findFirst()
                    .map(Channel::mostPerMinute)
                    .orElse(null);
            if (most == null) {
                return null;
            }
            int before = lately.computeIfAbsent(
                    to.limited(), key -> repository.since(to.lane(), to.contact(), now.minus(LIMITED_OVER)));
            lately.put(to.limited(), before + 1);
            return before < most
                    ? null
                    : new Held(HeldReason.LIMIT, "more than " + most + " a minute", now.plus(LIMITED_OVER));
        }
    }

    /** Why something does not go out, in words, and until when at least. */
    public record Held(HeldReason reason, String words, Instant until) {}

    public Round round(Collection<Person> persons) {
        return new Round(persons);
    }

    /** To people, as they have chosen. */
    public void tell(Notice notice, Collection<Person> persons) {
        if (!persons.isEmpty()) {
            Round round = round(persons);
            persons.forEach(person -> round.tell(notice, person));
        }
    }

    /** To the outside program that follows tasks. */
    void tellTracker(Notice notice) {
        queue(new Notification(notice, Destination.tracker(), clock.instant()));
    }

    /**
     * To one contact whatever was chosen: a test, or a code that only they may see.
     *
     * @return empty when there is no way to it
     */
    Optional<UUID> tell(Notice notice, Contact contact, @Nullable Locale language) {
        return channels.keyFor(contact.medium())
                .map(lane -> queue(new Notification(notice, Destination.of(contact, lane, language), clock.instant())));
    }

    /** To one contact by this very channel, whichever would be taken otherwise. */
    UUID tellBy(String lane, Notice notice, Contact contact, @Nullable Locale language) {
        return queue(new Notification(notice, Destination.of(contact, lane, language), clock.instant()));
    }

    Optional<UUID> tell(Notice notice, Channel channel) {
        return Optional.of(queue(new Notification(notice, Destination.of(channel), clock.instant())));
    }

    UUID tellInbox(Notice notice, Person person) {
        return queue(new Notification(notice, Destination.inbox(person), clock.instant()));
    }

    /**
     * To an address, with a link that nobody else may see.
     *
     * @return empty when there is no mail server
     */
    public Optional<UUID> mail(Notice notice, String address, @Nullable Locale language, String secretLink) {
        return channels.keyFor(Medium.EMAIL).map(lane -> {
            Notification notification =
                    new Notification(notice, Destination.mail(address, lane, language), clock.instant());
            notification.carry(secrets.seal(secretLink));
            return queue(notification);
        });
    }

    /** The code is sealed, and forgotten once it is delivered. */
    void tellCode(Contact contact, String code, @Nullable Locale language) {
        Notice notice = new Notice(
                "account.code",
                Severity.INFO,
                text(Message.of("notification.code")),
                text(Message.of("notification.code.body", Contact.CODE_LASTS.toMinutes())),
                "/profile");
        String lane = channels.keyFor(contact.medium())
                .orElseThrow(() -> Refusal.conflict(
                        Message.of("conflict.contact.no-channel", Message.of("medium." + contact.medium()))));
        Notification notification = new Notification(notice, Destination.of(contact, lane, language), clock.instant());
        notification.carry(secrets.seal(code));
        queue(notification);
    }

    /** Whether anything can be sent by mail at all. */
    public boolean mails() {
        return channels.keyFor(Medium.EMAIL).isPresent();
    }

    private UUID queue(Notification notification) {
        repository.add(notification);
        events.publish(new NotificationQueued(notification.id()));
        return notification.id();
    }

    /**
     * What was too much at once, or fell into quiet hours, goes out together now that it may.
     *
     * @return how many digests were written
     */
    int fold(int most) {
        Instant now = clock.instant();
        Map<String, List<Notification>> together = new HashMap<>();
        for (Notification held : repository.toFold(now, most)) {
            together.computeIfAbsent(held.lane() + "|" + held.contact(), none -> new ArrayList<>())
                    .add(held);
        }
        for (List<Notification> held : together.values()) {
            Notification first = held.get(0);
            Notice notice = new Notice(
                    "digest.held",
                    held.stream()
                            .map(Notification::severity)
                            .min(Enum::compareTo)
                            .orElseThrow(),
                    text(Message.of("notification.digest", held.size())),
                    list(held),
                    "/notifications");
            Destination to = new Destination(
                    first.medium(),
                    first.lane(),
                    first.recipient(),
                    first.contact(),
                    first.address(),
                    first.language());
            UUID digest = queue(new Notification(notice, to, now));
            held.forEach(each -> each.foldInto(digest));
        }
        return together.size();
    }

    private static Text list(List<Notification> held) {
        StringBuilder en = new StringBuilder();
        StringBuilder fr = new StringBuilder();
        held.stream().limit(20).forEach(each -> {
            en.append("- ").append(each.title().en()).append('\n');
            fr.append("- ").append(each.title().fr()).append('\n');
        });
        if (held.size() > 20) {
            en.append("- …");
            fr.append("- …");
        }
        return new Text(en.toString().strip(), fr.toString().strip());
    }

    public static Text text(Message message) {
        return new Text(Messages.words(message, Locale.ENGLISH), Messages.words(message, Locale.FRENCH));
    }

    /** The plan's levels, by their names. */
    public Optional<EscalationLevel> level(String name) {
        return plans.published().document().escalation().stream()
                .filter(level -> level.level().equals(name))
                .findFirst();
    }
}
