package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.people.People;
import org.maint.people.PeopleEvent.PersonAdded;
import org.maint.people.PeopleEvent.PersonChanged;
import org.maint.people.PeopleEvent.PersonReactivated;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.plan.PlanDocument;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.plan.PlanEvent.PlanPublished;
import org.maint.plan.Plans;
import org.maint.shared.Duties;
import org.maint.shared.Words;

/**
 * Keeps the contacts that nobody adds by hand: the address of a person's record, and those that the plan names for its
 * levels. They follow when the record or the plan changes; what was sent to the ones before still names them.
 */
@ApplicationScoped
@Transactional
public class AddressBook {
    private static final int LONGEST_LABEL = 120;

    private final EntityManager em;
    private final People people;
    private final Plans plans;
    private final Duties duties;
    private final Clock clock;

    @Inject
    public AddressBook(EntityManager em, People people, Plans plans, Duties duties, Clock clock) {
        this.em = em;
        this.people = people;
        this.plans = plans;
        this.duties = duties;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AddressBook() {
        this(null, null, null, null, null);
    }

    public void on(@Observes PersonAdded added) {
        follow(added.person());
    }

    public void on(@Observes PersonChanged changed) {
        follow(changed.person());
    }

    public void on(@Observes PersonReactivated back) {
        follow(back.person());
    }

    private void follow(PersonId id) {
        people.active(id).filter(Person::activeHuman).ifPresent(this::follow);
    }

    public void on(@Observes PlanPublished published) {
        follow(plans.version(published.number()).document());
    }

    /** At each start: what an installation had before there were contacts, or a plan that came in by another way. */
    public void catchUp() {
        if (duties.take("contacts")) {
            people.all().stream().filter(Person::activeHuman).forEach(this::follow);
            if (plans.any()) {
                follow(plans.published().document());
            }
        }
    }

    private void follow(Person person) {
        String email = person.email();
        List<Contact> theirs = of(List.of(person.id())).getOrDefault(person.id(), List.of());
        boolean known = false;
        for (Contact contact : theirs) {
            if (contact.ofRecord() && contact.address().equals(email)) {
                known = true;
            } else if (contact.ofRecord()) {
                contact.remove(clock.instant());
            }
        }
        if (!known && email != null) {
            em.persist(Contact.ofRecord(person.id(), email, person.name(), clock.instant()));
        }
    }

    private void follow(PlanDocument plan) {
        List<Contact> before = ofLevels();
        List<Contact> wanted = new ArrayList<>();
        for (EscalationLevel level : plan.escalation()) {
            keep(before, wanted, level, Medium.EMAIL, level.email());
            String number = level.phone() == null
                    ? null
                    : Contacts.telephone(level.phone()).orElse(null);
            keep(before, wanted, level, Medium.SMS, number);
            keep(before, wanted, level, Medium.VOICE, number);
        }
        before.stream().filter(each -> !wanted.contains(each)).forEach(each -> each.remove(clock.instant()));
    }

    private void keep(
            List<Contact> before,
            List<Contact> wanted,
            EscalationLevel level,
            Medium medium,
            @Nullable String address) {
        if (address != null) {
            wanted.add(before.stream()
                    .filter(each -> each.is(level.level(), medium, address))
                    .findFirst()
                    .orElseGet(() -> {
                        Contact contact = Contact.ofLevel(
                                level.level(),
                                medium,
                                address,
                                Words.shortened(level.contact().fr(), LONGEST_LABEL),
                                clock.instant());
                        em.persist(contact);
                        return contact;
                    }));
        }
    }

    /** What there is of these people. */
    Map<PersonId, List<Contact>> of(Collection<PersonId> persons) {
        Map<PersonId, List<Contact>> found = new HashMap<>();
        if (!persons.isEmpty()) {
            em.createQuery(
                            "select c from Contact c where c.removedAt is null and c.person in :ids"
                                    + " order by c.createdAt, c.id",
                            Contact.class)
                    .setParameter("ids", persons)
                    .getResultList()
                    .forEach(contact -> found.computeIfAbsent(contact.person(), none -> new ArrayList<>())
                            .add(contact));
        }
        return found;
    }

    /** What the plan names, level by level. */
    List<Contact> ofLevels() {
        return em.createQuery(
                        "select c from Contact c where c.removedAt is null and c.level is not null"
                                + " order by c.level, c.createdAt, c.id",
                        Contact.class)
                .getResultList();
    }
}
