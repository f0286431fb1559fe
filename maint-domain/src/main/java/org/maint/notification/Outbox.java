package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.plan.Severity;
import org.maint.setting.Secrets;
import org.maint.shared.Events;
import org.maint.shared.Message;
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
    private final NotificationRepository repository;
    private final Channels channels;
    private final AddressBook book;
    private final Preferences preferences;
    private final Secrets secrets;
    private final Events events;
    private final Clock clock;

    @Inject
    public Outbox(
            NotificationRepository repository,
            Channels channels,
            AddressBook book,
            Preferences preferences,
            Secrets secrets,
            Events events,
            Clock clock) {
        this.repository = repository;
        this.channels = channels;
        this.book = book;
        this.preferences = preferences;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Outbox() {
        this(null, null, null, null, null, null, null);
    }

    /** For several notices at this moment, about or to these people: what it needs to know is read once. */
    public Round round(Collection<Person> persons) {
        List<PersonId> ids = persons.stream().map(Person::id).toList();
        return new Round(repository, channels, events, clock.instant(), book, ids, preferences.of(ids));
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

    UUID tell(Notice notice, Channel channel) {
        return queue(new Notification(notice, Destination.of(channel), clock.instant()));
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
                Text.of(Message.of("notification.code")),
                Text.of(Message.of("notification.code.body", Contact.CODE_LASTS.toMinutes())),
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
            together.computeIfAbsent(Destination.of(held).key(), none -> new ArrayList<>())
                    .add(held);
        }
        if (together.isEmpty()) {
            return 0;
        }
        Round round = round(List.of());
        for (List<Notification> held : together.values()) {
            Notice notice = new Notice(
                    "digest.held",
                    held.stream()
                            .map(Notification::severity)
                            .min(Enum::compareTo)
                            .orElseThrow(),
                    Text.of(Message.of("notification.digest", held.size())),
                    list(held),
                    "/notifications",
                    null,
                    null,
                    held.stream()
                            .flatMap(each -> repository.alertsOf(each.id()).stream())
                            .distinct()
                            .sorted()
                            .toList());
            Destination to = Destination.of(held.get(0));
            UUID digest = round.digest(notice, round.reachable(to).orElse(to));
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
}
