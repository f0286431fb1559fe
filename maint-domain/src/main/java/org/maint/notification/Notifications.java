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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/** Keeps account of what is told: hands it out to be sent, records what came of it, shows it, sends it again. */
@ApplicationScoped
@Transactional
public class Notifications {
    private static final Duration RECORDS_OVER = Duration.ofDays(40);

    private final NotificationRepository repository;
    private final Outbox outbox;
    private final Rendering rendering;
    private final Channels channels;
    private final Contacts contacts;
    private final AddressBook book;
    private final People people;
    private final Events events;
    private final Clock clock;

    @Inject
    public Notifications(
            NotificationRepository repository,
            Outbox outbox,
            Rendering rendering,
            Channels channels,
            Contacts contacts,
            AddressBook book,
            People people,
            Events events,
            Clock clock) {
        this.repository = repository;
        this.outbox = outbox;
        this.rendering = rendering;
        this.channels = channels;
        this.contacts = contacts;
        this.book = book;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Notifications() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** What is to be drained, each on its own. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<String> lanes() {
        return repository.waitingLanes();
    }

    /** What came out of claiming: what is to be sent, and how many were claimed, which may be more. */
    public record Claimed(List<Outgoing> outgoing, int number) {}

    /** Claims what is to be sent now, for the length of a lease. What cannot be sent at all is refused here. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Claimed claim(String lane, int most, Via via) {
        Instant now = clock.instant();
        List<Notification> claimed = repository.claim(lane, now, most, via);
        if (claimed.isEmpty()) {
            return new Claimed(List.of(), 0);
        }
        boolean inbox = lane.equals(Channels.PORTAL);
        Optional<ChannelConfig> config = inbox ? Optional.empty() : channels.config(lane);
        List<Outgoing> outgoing = new ArrayList<>(claimed.size());
        Map<UUID, String> hopeless = new LinkedHashMap<>();
        for (Notification notification : claimed) {
            if (config.isEmpty() && !inbox) {
                hopeless.put(notification.id(), "no channel");
            } else {
                rendering
                        .outgoing(notification, config.orElse(null))
                        .ifPresentOrElse(
                                outgoing::add,
                                // One that cannot be read must not hold up the others.
                                () -> hopeless.put(notification.id(), "unreadable secret"));
            }
        }
        refuse(hopeless, now);
        return new Claimed(outgoing, claimed.size());
    }

    private void refuse(Map<UUID, String> why, Instant now) {
        if (!why.isEmpty()) {
            repository
                    .forChange(why.keySet())
                    .forEach(each ->
                            each.record(each.attempt(), new Delivery.Refused(why.getOrDefault(each.id(), "")), now));
        }
    }

    /** Delivers what waits for inboxes; answers how many it found, at most so many. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int deliverInboxes(int most, Via via) {
        return repository.deliverInboxes(clock.instant(), via, most);
    }

    /**
     * Records what came of attempts.
     *
     * @param untried was claimed and not begun: it waits again, as if nobody had claimed it
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void record(List<Attempted> attempted, Collection<Outgoing> untried) {
        if (attempted.isEmpty() && untried.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        // Nearly all arrive, and with the same answer.
        Map<String, List<UUID>> arrived = new HashMap<>();
        Map<UUID, Attempted> others = new LinkedHashMap<>();
        for (Attempted each : attempted) {
            if (each.delivery() instanceof Delivery.Delivered delivered) {
                arrived.computeIfAbsent(delivered.receipt(), none -> new ArrayList<>())
                        .add(each.id());
            } else {
                others.put(each.id(), each);
            }
        }
        arrived.forEach((receipt, ids) -> repository.delivered(ids, receipt, now));
        Map<UUID, Outgoing> back = new HashMap<>();
        untried.forEach(each -> back.put(each.id(), each));
        Set<UUID> changing = new TreeSet<>(others.keySet());
        changing.addAll(back.keySet());
        if (!changing.isEmpty()) {
            repository.forChange(changing).forEach(notification -> {
                Attempted came = others.get(notification.id());
                Outgoing given = back.get(notification.id());
                if (came != null) {
                    notification.record(came.attempt(), came.delivery(), now);
                } else if (given != null) {
                    notification.giveBack(given.attempt(), now);
                }
            });
        }
        Set<UUID> there = new HashSet<>(
                repository.existing(attempted.stream().map(Attempted::id).toList()));
        repository.addAttempts(attempted.stream()
                .filter(each -> there.contains(each.id()))
                .map(Attempt::new)
                .toList());
    }

    /** Sends the actor a message along the whole way, to show that it works. */
    public UUID test(Actor actor) {
        actor.requireStaff();
        Person me = people.active(actor.id()).orElseThrow(() -> Refusal.notFound(Message.of("not-found.person")));
        return outbox.tellInbox(testNotice("test"), me);
    }

    /** Through one channel: to the one place that it has, or to the actor's own contact. */
    public UUID test(Actor actor, String channelKey) {
        actor.require(Role.ADMIN, Role.LEAD);
        Optional<Channel> channel = channels.find(channelKey);
        boolean configured =
                channelKey.equals(MailServer.KEY) && channels.configured().isPresent();
        if (channel.isEmpty() && !configured) {
            throw Refusal.notFound(Message.of("not-found.channel", channelKey));
        }
        if (channel.isPresent() && !channel.get().enabled()) {
            throw Refusal.conflict(
                    Message.of("conflict.channel.closed", channel.get().title()));
        }
        Optional<Channel> room = channel.filter(found -> !found.medium().toAnAddress());
        if (room.isPresent()) {
            return outbox.tell(testNotice("test"), room.get());
        }
        Medium medium = channel.map(Channel::medium).orElse(Medium.EMAIL);
        return contacts.mine(actor).stream()
                .filter(contact -> contact.medium() == medium && contact.usable())
                .findFirst()
                .map(contact -> outbox.tellBy(channelKey, testNotice("test"), contact, languageOf(contact)))
                .orElseThrow(() ->
                        Refusal.conflict(Message.of("conflict.channel.no-contact", Message.of("medium." + medium))));
    }

    /** To one contact of anybody; answers the notification. */
    public UUID test(Actor actor, UUID contactId) {
        actor.requireStaff();
        Contact contact = contacts.all(actor).stream()
                .filter(each -> each.id().equals(contactId))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.contact")));
        if (!actor.id().equals(contact.person())) {
            actor.require(Role.LEAD, Role.ADMIN);
        }
        return testContact(contact);
    }

    private UUID testContact(Contact contact) {
        return outbox.tell(testNotice("contact.test"), contact, languageOf(contact))
                .orElseThrow(() -> Refusal.conflict(
                        Message.of("conflict.contact.no-channel", Message.of("medium." + contact.medium()))));
    }

    /** The monthly proof that paging works: every contact that can be used gets a test. Answers how many. */
    public int testAll() {
        List<PersonId> humans = people.all().stream()
                .filter(Person::activeHuman)
                .map(Person::id)
                .toList();
        List<Contact> all = new ArrayList<>(book.ofLevels());
        book.of(humans).values().forEach(all::addAll);
        int sent = (int) all.stream()
                .filter(contact -> contact.usable() && tested(contact))
                .count();
        events.publish(new PagingTested(sent, clock.instant()));
        return sent;
    }

    private boolean tested(Contact contact) {
        return outbox.tell(testNotice("contact.test"), contact, languageOf(contact))
                .isPresent();
    }

    private java.util.@Nullable Locale languageOf(Contact contact) {
        PersonId owner = contact.person();
        return owner == null ? null : people.active(owner).map(Person::locale).orElse(null);
    }

    private static Notice testNotice(String kind) {
        return new Notice(
                kind,
                Severity.INFO,
                Text.of(Message.of("notification.test")),
                Text.of(Message.of("notification.test.body")),
                "/notifications");
    }

    /** Whether anything can be sent by mail at all. */
    public boolean mails() {
        return outbox.mails();
    }

    /** What was held back for a while goes out together. */
    public int fold(int most) {
        return outbox.fold(most);
    }

    /** Delivered to the actor, newest first. */
    public List<Notification> inbox(Actor actor, int most) {
        return repository.inbox(actor.id(), most);
    }

    /** Delivered to the actor since, oldest first. */
    public List<Notification> inboxSince(Actor actor, Instant since, int most) {
        return repository.inboxSince(actor.id(), since, most);
    }

    public long unread(Actor actor) {
        return repository.unread(actor.id());
    }

    /** The actor has seen everything that has been delivered to them. */
    public void readAll(Actor actor) {
        Instant now = clock.instant();
        repository.inbox(actor.id(), Page.LARGEST).forEach(notification -> notification.read(now));
    }

    /** Removes what was written before and waits no longer, with its attempts; at most so many, and answers how many. */
    public int removeEnded(Instant before, int most) {
        return repository.removeEnded(before, most);
    }

    /** The alerts of which it tells; empty for none, and when it is not there any more. */
    public List<Long> alertsOf(UUID id) {
        return repository.alertsOf(id);
    }

    /** Newest first; null for every state. */
    public Page<Notification> list(Actor actor, @Nullable NotificationState state, int page, int size) {
        actor.requireStaff();
        return repository.list(state, page, size);
    }

    /** A notification with its attempts. */
    public record Whole(Notification notification, List<Attempt> attempts) {}

    public Whole whole(Actor actor, UUID id) {
        actor.requireStaff();
        Notification notification = repository.find(id).orElseThrow(() -> unknown(id));
        return new Whole(notification, repository.attempts(id));
    }

    /** Once more, under the same id; refused unless it was given up or refused. */
    public Notification replay(Actor actor, UUID id) {
        actor.require(Role.LEAD, Role.ADMIN);
        Notification notification =
                repository.forChange(List.of(id)).stream().findFirst().orElseThrow(() -> unknown(id));
        notification.replay(clock.instant());
        events.publish(new NotificationReplayed(notification, actor.id()));
        events.publish(new NotificationQueued(id));
        return notification;
    }

    private static Refusal unknown(UUID id) {
        return Refusal.notFound(Message.of("not-found.notification", id.toString()));
    }

    /** Everything that was written for an alert, newest first. */
    public List<Notification> ofAlert(Actor actor, long alert, int most) {
        actor.requireStaff();
        return repository.ofAlert(alert, most);
    }

    /** What was written in a conversation: to people and rooms outside the portal first, newest first. */
    public List<Notification> ofThread(Actor actor, String thread, int most) {
        actor.requireStaff();
        return repository.ofThread(thread, most);
    }

    /** How many messages of these conversations stand in each state. */
    public Map<NotificationState, Long> states(Actor actor, Collection<String> threads) {
        actor.requireStaff();
        return repository.states(threads);
    }

    /** How it went with each contact in the last forty days. */
    public Map<UUID, ContactRecord> records(Actor actor) {
        actor.requireStaff();
        return repository.records(clock.instant().minus(RECORDS_OVER)).stream()
                .collect(Collectors.toMap(ContactRecord::contact, Function.identity()));
    }

    /** How many were given up and wait for somebody to look. */
    public long dead(Actor actor) {
        actor.requireStaff();
        return repository.count(NotificationState.DEAD);
    }

    /** For monitors: when the oldest was written that should have gone out by now; empty when none waits. */
    public Optional<Instant> oldestWaiting() {
        return repository.oldestWaiting(clock.instant());
    }
}
