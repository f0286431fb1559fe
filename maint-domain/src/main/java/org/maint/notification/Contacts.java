package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.shared.Events;
import org.maint.shared.MailAddress;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * Decides where people are reached. The address that an administrator entered for a person is theirs at once; what they
 * add themselves is used once they have typed the code that was sent there.
 */
@ApplicationScoped
@Transactional
public class Contacts {
    static final int MOST_OF_ONE = 10;

    private static final int LONGEST_NUMBER = 40;

    /** Those that were removed since count too: each of them was sent a code. */
    static final int MOST_A_DAY = 10;

    private static final SecureRandom RANDOM = new SecureRandom();
    /** E.164, as gateways want it. */
    private static final Pattern TELEPHONE = Pattern.compile("\\+[1-9]\\d{6,14}");

    private final EntityManager em;
    private final People people;
    private final AddressBook book;
    private final Events events;
    private final Clock clock;

    @Inject
    public Contacts(EntityManager em, People people, AddressBook book, Events events, Clock clock) {
        this.em = em;
        this.people = people;
        this.book = book;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Contacts() {
        this(null, null, null, null, null);
    }

    /** Mine, also those that are still to be verified. */
    public List<Contact> mine(Actor actor) {
        actor.requireStaff();
        return book.of(List.of(actor.id())).getOrDefault(actor.id(), List.of());
    }

    /** A number that still has to be shown to be mine; the code goes there. */
    public Contact add(Actor actor, @Nullable Medium medium, @Nullable String typed) {
        actor.requireStaff();
        if (medium == null || !medium.toAnAddress()) {
            throw Refusal.invalid("/medium", Message.of("invalid.missing"));
        }
        String address = address(medium, typed);
        List<Contact> known = mine(actor);
        if (known.size() >= MOST_OF_ONE) {
            throw Refusal.conflict(Message.of("conflict.contact.too-many", MOST_OF_ONE));
        }
        if (addedSince(actor.id(), clock.instant().minus(Duration.ofDays(1))) >= MOST_A_DAY) {
            throw Refusal.conflict(Message.of("conflict.contact.too-many-today", MOST_A_DAY));
        }
        if (known.stream()
                .anyMatch(each -> each.medium() == medium && each.address().equals(address))) {
            throw Refusal.conflict(Message.of("conflict.contact.known", address));
        }
        String name = people.names(List.of(actor.id())).getOrDefault(actor.id(), "?");
        Contact contact = Contact.of(actor.id(), medium, address, name, false, clock.instant());
        em.persist(contact);
        events.publish(new ContactEvent(contact, actor.id(), "added"));
        sendCode(contact);
        return contact;
    }

    private long addedSince(PersonId person, Instant since) {
        return em.createQuery(
                        "select count(c) from Contact c where c.person = :person and c.createdAt > :since", Long.class)
                .setParameter("person", person)
                .setParameter("since", since)
                .getSingleResult();
    }

    /** For people who are made up: it is theirs from the start, and no code is sent. */
    public void giveDemoContact(PersonId person, Medium medium, String typed) {
        String name = people.names(List.of(person)).getOrDefault(person, "?");
        em.persist(Contact.of(person, medium, address(medium, typed), name, true, clock.instant()));
    }

    static String address(Medium medium, @Nullable String typed) {
        if (!medium.byTelephone()) {
            return MailAddress.required(typed, "/address");
        }
        String number = Words.required(typed, "/address", LONGEST_NUMBER);
        return telephone(number).orElseThrow(() -> Refusal.invalid("/address", Message.of("invalid.telephone")));
    }

    /** The number as gateways want it; empty when it is none. */
    static Optional<String> telephone(String typed) {
        return Optional.of(typed.replaceAll("[\\s().-]", ""))
                .filter(digits -> TELEPHONE.matcher(digits).matches());
    }

    /** The code again, another one. */
    public void sendCode(Actor actor, UUID id) {
        sendCode(forChange(actor, id));
    }

    private void sendCode(Contact contact) {
        String code = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000));
        contact.expect(code, clock.instant());
        events.publish(new CodeIssued(contact, code));
    }

    /** A code is to be sent to the contact; it is written nowhere else. */
    public record CodeIssued(Contact contact, String code) {
        @Override
        public String toString() {
            return "CodeIssued[" + contact.id() + "]";
        }
    }

    /** Refused when the code is wrong; the attempt counts nevertheless. */
    @Transactional(dontRollbackOn = Refusal.class)
    public Contact verify(Actor actor, UUID id, @Nullable String typed) {
        Contact contact = forChange(actor, id);
        String code = Words.required(typed, "/code", 20).replaceAll("\\s", "");
        if (!contact.prove(code, clock.instant())) {
            throw Refusal.invalid("/code", Message.of("invalid.code"));
        }
        events.publish(new ContactEvent(contact, actor.id(), "verified"));
        return contact;
    }

    public void remove(Actor actor, UUID id) {
        Contact contact = forChange(actor, id);
        if (contact.ofRecord()) {
            throw Refusal.conflict(Message.of("conflict.contact.record"));
        }
        contact.remove(clock.instant());
        events.publish(new ContactEvent(contact, actor.id(), "removed"));
    }

    private Contact forChange(Actor actor, UUID id) {
        actor.requireStaff();
        Contact contact = em.find(Contact.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (contact == null || !actor.id().equals(contact.person()) || contact.removedAt() != null) {
            throw Refusal.notFound(Message.of("not-found.contact"));
        }
        return contact;
    }

    /** All that may be used or is still to be verified, of everybody and of the plan; for leads and administrators. */
    public List<Contact> all(Actor actor) {
        actor.requireStaff();
        List<PersonId> humans = people.all().stream()
                .filter(Person::activeHuman)
                .map(Person::id)
                .toList();
        Map<PersonId, List<Contact>> byPerson = book.of(humans);
        List<Contact> all = new ArrayList<>();
        humans.forEach(person -> all.addAll(byPerson.getOrDefault(person, List.of())));
        all.addAll(book.ofLevels());
        return all;
    }

    /** Those of these ids that there are, also removed ones: what was sent to them still names them. */
    public List<Contact> named(Actor actor, Collection<UUID> ids) {
        actor.requireStaff();
        return ids.isEmpty()
                ? List.of()
                : em.createQuery("select c from Contact c where c.id in :ids", Contact.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** For other features, which answer for who may see it. */
    public Optional<Contact> find(UUID id) {
        return Optional.ofNullable(em.find(Contact.class, id));
    }
}
