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
import java.util.HashMap;
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
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.plan.Plans;
import org.maint.shared.Events;
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
    /** Those that were removed since count too: each of them was sent a code. */
    static final int MOST_A_DAY = 10;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>\",;]{1,64}@[^@\\s<>\",;]{1,189}");
    /** E.164, as gateways want it. */
    private static final Pattern TELEPHONE = Pattern.compile("\\+[1-9]\\d{6,14}");

    private final EntityManager em;
    private final People people;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Contacts(EntityManager em, People people, Plans plans, Events events, Clock clock) {
        this.em = em;
        this.people = people;
        this.plans = plans;
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
        Person me = people.active(actor.id()).orElseThrow(() -> Refusal.notFound(Message.of("not-found.person")));
        return of(List.of(me)).getOrDefault(actor.id(), List.of());
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
        String address = Words.required(typed, "/address", 254);
        if (medium.byTelephone()) {
            String digits = address.replaceAll("[\\s().-]", "");
            if (!TELEPHONE.matcher(digits).matches()) {
                throw Refusal.invalid("/address", Message.of("invalid.telephone"));
            }
            return digits;
        }
        if (!EMAIL.matcher(address).matches()) {
            throw Refusal.invalid("/address", Message.of("invalid.email"));
        }
        return address;
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
        boolean ofTheirRecord = people.active(actor.id())
                .map(person ->
                        contact.medium() == Medium.EMAIL && contact.address().equals(person.email()))
                .orElse(false);
        if (ofTheirRecord) {
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
        List<Contact> all = new ArrayList<>();
        List<Person> humans = people.all().stream().filter(Person::activeHuman).toList();
        Map<PersonId, List<Contact>> byPerson = of(humans);
        humans.forEach(person -> all.addAll(byPerson.getOrDefault(person.id(), List.of())));
        plans.published().document().escalation().forEach(level -> all.addAll(ofLevel(level)));
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

    /** What there is of these people; the address of a person's own record is made a contact when it is first needed. */
    Map<PersonId, List<Contact>> of(Collection<Person> persons) {
        Map<PersonId, List<Contact>> found = new HashMap<>();
        if (persons.isEmpty()) {
            return found;
        }
        List<PersonId> ids = persons.stream().map(Person::id).toList();
        em.createQuery(
                        "select c from Contact c where c.removedAt is null and c.person in :ids order by c.createdAt, c.id",
                        Contact.class)
                .setParameter("ids", ids)
                .getResultList()
                .forEach(contact -> found.computeIfAbsent(contact.person(), none -> new ArrayList<>())
                        .add(contact));
        Instant now = clock.instant();
        for (Person person : persons) {
            String email = person.email();
            List<Contact> theirs = found.computeIfAbsent(person.id(), none -> new ArrayList<>());
            if (email != null
                    && theirs.stream()
                            .noneMatch(each -> each.medium() == Medium.EMAIL
                                    && each.address().equals(email))) {
                Contact contact = Contact.of(person.id(), Medium.EMAIL, email, person.name(), true, now);
                em.persist(contact);
                theirs.add(contact);
            }
        }
        return found;
    }

    /** What the plan names for a level. */
    List<Contact> ofLevel(EscalationLevel level) {
        List<Contact> wanted = new ArrayList<>();
        List<Contact> known = em.createQuery(
                        "select c from Contact c where c.removedAt is null and c.level = :level order by c.createdAt, c.id",
                        Contact.class)
                .setParameter("level", level.level())
                .getResultList();
        String email = level.email();
        if (email != null) {
            wanted.add(named(known, level, Medium.EMAIL, email));
        }
        String phone = level.phone();
        if (phone != null) {
            String digits = phone.replaceAll("[\\s().-]", "");
            if (TELEPHONE.matcher(digits).matches()) {
                wanted.add(named(known, level, Medium.SMS, digits));
                wanted.add(named(known, level, Medium.VOICE, digits));
            }
        }
        Instant now = clock.instant();
        // The plan names another one now.
        known.stream().filter(each -> !wanted.contains(each)).forEach(each -> each.remove(now));
        return wanted;
    }

    private Contact named(List<Contact> known, EscalationLevel level, Medium medium, String address) {
        return known.stream()
                .filter(each -> each.medium() == medium && each.address().equals(address))
                .findFirst()
                .orElseGet(() -> {
                    Contact contact = Contact.ofLevel(
                            level.level(), medium, address, level.contact().fr(), clock.instant());
                    em.persist(contact);
                    return contact;
                });
    }
}
