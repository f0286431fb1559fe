package org.maint.people;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maint.people.PeopleEvent.IdentityLinked;
import org.maint.people.PeopleEvent.IdentityUnlinked;
import org.maint.shared.Events;
import org.maint.shared.Log;
import org.maint.shared.MailAddress;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Decides who it is that an OpenID provider vouches for. Whoever came before is known by the provider's own name for
 * them. Whoever comes for the first time is the one person here with their confirmed address of mail; or, where the
 * provider's groups give roles, somebody new. Where groups give roles they do so at every sign-in by the provider, and
 * who is in none of them is let in by it no more.
 */
@ApplicationScoped
@Transactional
public class SingleSignOn {
    /** Of issuer and subject, in characters. */
    static final int LONGEST = 255;

    private static final int LONGEST_LOGIN = 60;
    private static final int LONGEST_NAME = 120;
    private static final Pattern ASCII = Pattern.compile("\\p{Graph}{1," + LONGEST + "}");
    private static final Log LOG = Log.of(SingleSignOn.class);

    private final ExternalIdentityRepository identities;
    private final PersonRepository people;
    private final GroupRoles groupRoles;
    private final Events events;
    private final Clock clock;

    @Inject
    public SingleSignOn(
            ExternalIdentityRepository identities,
            PersonRepository people,
            GroupRoles groupRoles,
            Events events,
            Clock clock) {
        this.identities = identities;
        this.people = people;
        this.groupRoles = groupRoles;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SingleSignOn() {
        this(null, null, null, null, null);
    }

    /**
     * What a provider says of somebody who has signed in there.
     *
     * @param subject the provider's own name for them, which never becomes anybody else's
     * @param login what they like to be called by; null when it is not said
     * @param email null when it is not said
     * @param emailConfirmed whether the provider knows that the address is theirs
     */
    public record Claimed(
            String issuer,
            String subject,
            @Nullable String login,
            @Nullable String name,
            @Nullable String email,
            boolean emailConfirmed,
            Set<String> groups) {
        public Claimed {
            groups = Set.copyOf(groups);
        }
    }

    /** What comes of it. */
    public sealed interface Outcome {
        record Accepted(Person person) implements Outcome {}

        record Refused(Why why) implements Outcome {}
    }

    /** Why somebody stays outside whom the provider let in. */
    public enum Why {
        /** The provider's name for them is too long, or not of ASCII. */
        NAME,
        /** There is nobody with their address, and groups give no roles. */
        UNKNOWN,
        /** Somebody has their address, but the provider does not say that it is theirs. */
        UNCONFIRMED,
        /**
         * Several people share their address, or the one who has it came under another name before, or has typed it
         * themselves.
         */
        AMBIGUOUS,
        INACTIVE,
        /** No group of theirs gives a role. */
        NO_ROLE,
        /** A new person needs an address of mail. */
        NO_ADDRESS
    }

    /** @param address from which they come, as the server sees it */
    public Outcome enter(Claimed claimed, String address) {
        if (!ASCII.matcher(claimed.issuer()).matches()
                || !ASCII.matcher(claimed.subject()).matches()) {
            return refused(Why.NAME, null, claimed, address);
        }
        Set<Role> roles = groupRoles.of(claimed.groups());
        Optional<ExternalIdentity> known = identities.find(claimed.issuer(), claimed.subject());
        if (known.isEmpty()) {
            // Of two who come for the first time at once, one waits here and is known then.
            people.lockAdministrators();
            known = identities.find(claimed.issuer(), claimed.subject());
        }
        if (known.isEmpty()) {
            return meet(claimed, roles, address);
        }
        Person person = known.get().person();
        if (!person.active()) {
            return refused(Why.INACTIVE, person, claimed, address);
        }
        if (groupRoles.decide() && roles.isEmpty()) {
            return refused(Why.NO_ROLE, person, claimed, address);
        }
        known.get().used(clock.instant());
        return accept(person, claimed, roles, address);
    }

    private Outcome meet(Claimed claimed, Set<Role> roles, String address) {
        if (groupRoles.decide() && roles.isEmpty()) {
            return refused(Why.NO_ROLE, null, claimed, address);
        }
        String email = claimed.email();
        if (email == null) {
            return refused(Why.NO_ADDRESS, null, claimed, address);
        }
        // The database takes é for e; an address is one letter for letter.
        List<Person> sharing = people.withAddress(email).stream()
                .filter(each -> email.equalsIgnoreCase(each.email()))
                .toList();
        if (sharing.isEmpty()) {
            return groupRoles.decide()
                    ? make(claimed, email, roles, address)
                    : refused(Why.UNKNOWN, null, claimed, address);
        }
        if (!claimed.emailConfirmed()) {
            return refused(Why.UNCONFIRMED, null, claimed, address);
        }
        List<Person> active = sharing.stream().filter(Person::active).toList();
        if (active.isEmpty()) {
            return refused(Why.INACTIVE, sharing.get(0), claimed, address);
        }
        Person person = active.get(0);
        boolean knownOtherwise = identities.of(person.id()).stream()
                .anyMatch(each -> each.issuer().equals(claimed.issuer()));
        if (active.size() > 1 || knownOtherwise || person.emailOwn()) {
            return refused(Why.AMBIGUOUS, null, claimed, address);
        }
        link(person, claimed);
        return accept(person, claimed, roles, address);
    }

    private Outcome make(Claimed claimed, String email, Set<Role> roles, String address) {
        if (!isAddress(email)) {
            return refused(Why.NO_ADDRESS, null, claimed, address);
        }
        String login = freeLogin(claimed, email);
        Person person = Person.human(login, nameOf(claimed, login), email, roles, clock.instant());
        people.add(person);
        events.publish(new PeopleEvent.PersonAdded(null, person.id(), login, roles));
        link(person, claimed);
        return accept(person, claimed, roles, address);
    }

    private void link(Person person, Claimed claimed) {
        identities.add(new ExternalIdentity(claimed.issuer(), claimed.subject(), person, clock.instant()));
        events.publish(new IdentityLinked(person.id(), claimed.issuer()));
    }

    private Outcome accept(Person person, Claimed claimed, Set<Role> roles, String address) {
        if (groupRoles.decide()) {
            follow(person, roles);
        }
        if (!person.hasPassword()) {
            // It is the provider's account; whoever has a password changes name and address here.
            String email = claimed.emailConfirmed() && claimed.email() != null && isAddress(claimed.email())
                    ? claimed.email()
                    : String.valueOf(person.email());
            person.describe(nameOf(claimed, person.name()), email, person.id()).ifPresent(events::publish);
            person.emailConfirmed();
        }
        person.seen(clock.instant());
        events.publish(new PeopleEvent.SignedIn(person.id(), address));
        return new Outcome.Accepted(person);
    }

    /** The last administrator stays one: otherwise a slip at the provider would lock everybody out for good. */
    private void follow(Person person, Set<Role> given) {
        Set<Role> roles = EnumSet.copyOf(given);
        if (person.roles().contains(Role.ADMIN)
                && !roles.contains(Role.ADMIN)
                && people.lockAdministrators().equals(Set.of(person.id()))) {
            LOG.log(
                    WARNING,
                    "No group of {0} gives the role of an administrator; there is no other, so they keep it",
                    person.login());
            roles.add(Role.ADMIN);
        }
        person.hold(roles, null).ifPresent(events::publish);
    }

    private Outcome refused(Why why, @Nullable Person person, Claimed claimed, String address) {
        String login = claimed.login() == null ? "?" : printable(claimed.login());
        LOG.log(
                INFO,
                "{0} let in {1} ({2}), who may not come in here: {3}",
                claimed.issuer(),
                printable(claimed.subject()),
                login,
                why);
        events.publish(new PeopleEvent.SignInFailed(
                person == null ? null : person.id(), shortened(login, LONGEST_LOGIN), address));
        return new Outcome.Refused(why);
    }

    /** Under which names providers know somebody: for the person and for administrators. */
    public List<ExternalIdentity> identities(Actor actor, PersonId person) {
        if (!actor.id().equals(person)) {
            actor.require(Role.ADMIN);
        }
        return identities.of(person);
    }

    /** They are met anew, by their address, the next time they come; what they are signed in with ends. */
    public void unlink(Actor actor, UUID id) {
        actor.require(Role.ADMIN);
        ExternalIdentity identity =
                identities.find(id).orElseThrow(() -> Refusal.notFound(Message.of("not-found.identity")));
        identities.remove(identity);
        events.publish(new IdentityUnlinked(actor.id(), identity.person().id(), identity.issuer()));
    }

    private String freeLogin(Claimed claimed, String email) {
        String wished = claimed.login() == null || claimed.login().isBlank() ? email : claimed.login();
        String login = Normalizer.normalize(wished.replaceFirst("@.*$", ""), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+", "");
        String base = shortened(login.length() < 2 ? "person" : login, LONGEST_LOGIN - 3);
        String free = base;
        for (int number = 2; people.findByLogin(free).isPresent(); number++) {
            free = base + "-" + number;
        }
        return free;
    }

    private static String nameOf(Claimed claimed, String otherwise) {
        String name = claimed.name() == null ? "" : printable(claimed.name()).strip();
        return name.isEmpty() ? otherwise : shortened(name, LONGEST_NAME).strip();
    }

    private static boolean isAddress(String typed) {
        try {
            MailAddress.required(typed, "/email");
            return true;
        } catch (Refusal none) {
            return false;
        }
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean half = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, half ? longest - 1 : longest);
    }
}
