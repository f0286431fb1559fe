package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Decides who changes what about a person. One's own name, address, language and zone are one's own; roles, and whether
 * somebody is active at all, are another administrator's to decide, and one administrator always remains.
 */
@ApplicationScoped
@Transactional
public class Profiles {
    private final PersonRepository repository;
    private final Events events;

    @Inject
    public Profiles(PersonRepository repository, Events events) {
        this.repository = repository;
        this.events = events;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Profiles() {
        this(null, null);
    }

    public Person get(Actor actor, PersonId id) {
        actor.requireStaff();
        Person person = repository.find(id).orElseThrow(Profiles::unknown);
        // Roles are read later, outside this transaction.
        person.roles();
        return person;
    }

    /**
     * What an administrator changes about anybody.
     *
     * @param expectedVersion the person's version that the administrator saw
     */
    public Person change(
            Actor by,
            PersonId id,
            int expectedVersion,
            @Nullable String typedName,
            @Nullable String typedEmail,
            Set<Role> typedRoles) {
        by.require(Role.ADMIN);
        Set<PersonId> administrators = repository.lockAdministrators();
        Person person = forChange(id, expectedVersion);
        String name = Details.name(typedName);
        String email = Details.email(typedEmail);
        Set<Role> roles = Details.ofPeople(typedRoles);
        if (!roles.equals(person.roles())) {
            requireAnother(by, id);
            if (!roles.contains(Role.ADMIN)) {
                requireAnAdministratorBeside(administrators, id);
            }
        }
        person.describe(name, email, by.id()).ifPresent(events::publish);
        person.hold(roles, by.id()).ifPresent(events::publish);
        return person;
    }

    /**
     * What everybody changes about themselves; a zone of null is the plan's.
     *
     * @param present the password, which another address needs: a link to a new password goes there
     */
    public Person changeOwn(
            Actor actor,
            int expectedVersion,
            @Nullable String typedName,
            @Nullable String typedEmail,
            @Nullable String language,
            @Nullable String zone,
            @Nullable String present) {
        Person person = forChange(actor.id(), expectedVersion);
        String email = Details.email(typedEmail);
        String hash = person.passwordHash();
        boolean proven = hash != null && present != null && Password.matches(present, hash);
        if (!email.equals(person.email()) && !proven) {
            throw Refusal.invalid("/present", Message.of("invalid.password.for-address"));
        }
        person.describe(Details.name(typedName), email, actor.id()).ifPresent(events::publish);
        person.prefer(Details.language(language), Zones.optional(zone));
        return person;
    }

    /** Sessions end and tokens stop at once; what they have done keeps their name. */
    public void deactivate(Actor by, PersonId id, int expectedVersion) {
        by.require(Role.ADMIN);
        Set<PersonId> administrators = repository.lockAdministrators();
        Person person = forChange(id, expectedVersion);
        requireAnother(by, id);
        requireAnAdministratorBeside(administrators, id);
        if (person.active()) {
            events.publish(person.deactivate(by.id()));
        }
    }

    /** They sign in with the password that they had. */
    public void reactivate(Actor by, PersonId id, int expectedVersion) {
        by.require(Role.ADMIN);
        Person person = forChange(id, expectedVersion);
        if (person.erased()) {
            throw Refusal.conflict(Message.of("conflict.person.erased"));
        }
        if (!person.active()) {
            events.publish(person.reactivate(by.id()));
        }
    }

    private Person forChange(PersonId id, int expectedVersion) {
        Person person = repository
                .findForChange(id)
                .filter(found -> found.kind() == Person.Kind.HUMAN)
                .orElseThrow(Profiles::unknown);
        person.requireVersion(expectedVersion);
        return person;
    }

    /** Four eyes: nobody gives themselves a role, takes one from themselves, or locks themselves out. */
    private static void requireAnother(Actor by, PersonId id) {
        if (by.id().equals(id)) {
            throw Refusal.conflict(Message.of("conflict.person.own-roles"));
        }
    }

    private static void requireAnAdministratorBeside(Set<PersonId> administrators, PersonId id) {
        if (administrators.equals(Set.of(id))) {
            throw Refusal.conflict(Message.of("conflict.person.last-administrator"));
        }
    }

    private static Refusal unknown() {
        return Refusal.notFound(Message.of("not-found.person"));
    }
}
