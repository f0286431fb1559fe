package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.RandomToken;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/** Decides who may sign in, and gives people and programs what they sign in with. */
@ApplicationScoped
@Transactional
public class People {
    /** An account is closed to guessing after so many failures within the window; an address after ten times as many. */
    static final int FAILURES_PER_ACCOUNT = 5;

    static final int FAILURES_PER_ADDRESS = 50;
    static final Duration FAILURE_WINDOW = Duration.ofMinutes(15);

    /** Compared against when there is no such account, so that an answer takes as long as if there were. */
    private static final String NOBODYS_HASH = Password.hash(Password.oneTime());

    private final PersonRepository repository;
    private final Events events;
    private final Clock clock;

    @Inject
    public People(PersonRepository repository, Events events, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected People() {
        this(null, null, null);
    }

    /** Attempts are counted per account and per address before any password is hashed. */
    public SignIn signIn(String typedLogin, String password, String address) {
        Instant now = clock.instant();
        String login = typedLogin.strip().toLowerCase(Locale.ROOT);
        String account = "account:" + (login.length() > 64 ? Canonical.sha256(login) : login);
        Optional<Instant> closed = guessedTooOften(account, address);
        if (closed.isPresent()) {
            return new SignIn.Throttled(closed.get());
        }
        Optional<Person> person = repository.findByLogin(login).filter(Person::active);
        String hash = person.map(Person::passwordHash).orElse(NOBODYS_HASH);
        boolean matches = password.length() <= Password.LONGEST && Password.matches(password, hash);
        if (person.isEmpty() || !matches) {
            noteFailure(account, address);
            events.publish(new PeopleEvent.SignInFailed(
                    person.map(Person::id).orElse(null),
                    login.length() > 64 ? login.substring(0, 64) : login,
                    address));
            return new SignIn.Rejected();
        }
        repository.clearFailures(account);
        forgetSignInFailures();
        person.get().seen(now);
        events.publish(new PeopleEvent.SignedIn(person.get().id(), address));
        return new SignIn.Accepted(person.get());
    }

    /** Until when nothing is looked at that is guessed at, such as a second factor; empty when it is open. */
    public Optional<Instant> guessedTooOften(String account, String address) {
        Instant now = clock.instant();
        Instant since = now.minus(FAILURE_WINDOW);
        boolean closed = repository.failuresSince(account, since) >= FAILURES_PER_ACCOUNT
                || repository.failuresSince("address:" + address, since) >= FAILURES_PER_ADDRESS;
        return closed ? Optional.of(now.plus(FAILURE_WINDOW)) : Optional.empty();
    }

    /** Counts, whatever becomes of what was to be done with the guess. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void guessedWrong(PersonId person, String account, String address) {
        noteFailure(account, address);
        String login = repository.find(person).map(Person::login).orElse("?");
        events.publish(new PeopleEvent.SignInFailed(person, login, address));
    }

    private void noteFailure(String account, String address) {
        Instant now = clock.instant();
        repository.addFailure(account, now);
        repository.addFailure("address:" + address, now);
    }

    public void guessedRight(String account) {
        repository.clearFailures(account);
    }

    /** Failures that count for nothing any more. */
    public void forgetSignInFailures() {
        repository.forgetFailuresBefore(clock.instant().minus(FAILURE_WINDOW));
    }

    /** Who a token acts for; empty when it is unknown, revoked, or its person was deactivated. */
    public Optional<Actor> byToken(String secret) {
        Optional<ApiToken> token =
                repository.tokenByHash(Canonical.sha256(secret)).filter(ApiToken::valid);
        Instant now = clock.instant();
        token.filter(found -> found.useIsToBeNoted(now)).ifPresent(found -> found.used(now));
        return token.map(ApiToken::actor);
    }

    /** What an active person may do now; empty when there is none such. */
    public Optional<Person> active(PersonId id) {
        return repository.find(id).filter(Person::active).map(person -> {
            // Roles are read later, outside this transaction.
            person.roles();
            return person;
        });
    }

    /** Empty when nobody active has this login. */
    public Optional<Person> activeByLogin(String login) {
        return repository.findByLogin(login).filter(Person::active);
    }

    public Map<PersonId, String> names(Collection<PersonId> ids) {
        return repository.named(Set.copyOf(ids)).stream().collect(Collectors.toMap(Person::id, Person::name));
    }

    /** Anybody, whether active or not. */
    public Optional<Person> named(PersonId id) {
        return repository.find(id);
    }

    /** Takes name and addresses from somebody who may not sign in any more; answers the pseudonym that stands instead. */
    public String anonymise(PersonId id) {
        return repository.find(id).orElseThrow(People::unknownPerson).anonymise(clock.instant());
    }

    public List<Person> all() {
        return repository.all();
    }

    public boolean nobodyYet() {
        return repository.isEmpty();
    }

    /** A new person and the one-time password to hand over. */
    public record Invited(Person person, String oneTimePassword) {}

    /** @param by who invites; null on the command line and at the first start */
    public Invited invite(@Nullable Actor by, String typedLogin, String typedName, String typedEmail, Set<Role> roles) {
        if (by != null) {
            by.require(Role.ADMIN);
        }
        String login = unusedLogin(typedLogin);
        String name = Details.name(typedName);
        String email = Details.email(typedEmail);
        if (roles.isEmpty()) {
            throw Refusal.invalid("/roles", Message.of("invalid.missing"));
        }
        Person person = Person.human(login, name, email, roles, clock.instant());
        String password = Password.oneTime();
        person.give(password, true);
        repository.add(person);
        events.publish(new PeopleEvent.PersonAdded(by == null ? null : by.id(), person.id(), login, roles));
        return new Invited(person, password);
    }

    /**
     * Refused when the present password is wrong or the new one is too easy to guess. Every other session of the person
     * ends.
     *
     * @param session from which it is changed, and which goes on; null when there is none
     */
    public void changePassword(Actor actor, String present, String chosen, @Nullable UUID session) {
        Person person = repository.find(actor.id()).orElseThrow(People::unknownPerson);
        String hash = person.passwordHash();
        if (hash == null || !Password.matches(present, hash)) {
            throw Refusal.invalid("/present", Message.of("invalid.password.present"));
        }
        if (present.equals(chosen)) {
            throw Refusal.invalid("/password", Message.of("invalid.password.same"));
        }
        Password.requireAcceptable(chosen, person.login());
        person.give(chosen, false);
        events.publish(new PeopleEvent.PasswordChanged(person.id(), session));
    }

    /**
     * A password that opens the portal once, chosen by whoever installs; refused when it is as easy to guess as one that a
     * person may not choose.
     */
    public void giveOneTime(PersonId id, String password) {
        Person person = repository.find(id).orElseThrow(People::unknownPerson);
        Password.requireAcceptable(password, person.login());
        person.give(password, true);
    }

    /** For people who are made up: a password that is known from the start and need not be changed. */
    public void giveDemoPassword(PersonId id, String password) {
        repository.find(id).orElseThrow(People::unknownPerson).give(password, false);
    }

    public void preferLanguage(Actor actor, Locale locale) {
        repository.find(actor.id()).ifPresent(person -> person.prefer(locale));
    }

    /** A new token and its secret, which is shown once. */
    public record Issued(ApiToken token, String secret) {}

    /**
     * @param by who makes it; null on the command line
     * @param login the person that it acts for; null for a service account of the token's name
     */
    public Issued createToken(@Nullable Actor by, String typedName, Role role, @Nullable String login) {
        if (by != null) {
            by.require(Role.ADMIN);
        }
        String name = Words.required(typedName, "/name", 60);
        Instant now = clock.instant();
        Person person;
        if (login != null) {
            person = repository
                    .findByLogin(login.toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> Refusal.invalid("/person", Message.of("invalid.person.unknown", login)));
            if (!person.roles().contains(role)) {
                throw Refusal.invalid(
                        "/role", Message.of("invalid.token.role", person.login(), Message.of("role." + role)));
            }
        } else {
            person = serviceAccount(name, role, now);
        }
        String secret = "maint_" + RandomToken.create();
        ApiToken token = new ApiToken(name, person, role, Canonical.sha256(secret), now);
        repository.add(token);
        events.publish(new PeopleEvent.TokenCreated(
                by == null ? null : by.id(), token.id().toString(), name, person.id(), role));
        return new Issued(token, secret);
    }

    private Person serviceAccount(String name, Role role, Instant now) {
        String login = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
        login = "service-" + login.substring(0, Math.min(login.length(), 50));
        Optional<Person> known = repository.findByLogin(login);
        if (known.isPresent()) {
            return known.get();
        }
        Person person = Person.service(login, Set.of(role), now);
        repository.add(person);
        return person;
    }

    public List<ApiToken> tokens(Actor actor) {
        actor.require(Role.ADMIN);
        return repository.tokens();
    }

    public void revokeToken(Actor actor, UUID id) {
        actor.require(Role.ADMIN);
        ApiToken token =
                repository.token(id).orElseThrow(() -> Refusal.notFound(Message.of("not-found.token", id.toString())));
        if (token.revoke(clock.instant())) {
            events.publish(new PeopleEvent.TokenRevoked(actor.id(), id.toString(), token.name()));
        }
    }

    private String unusedLogin(String typed) {
        String login = Details.login(typed);
        if (repository.findByLogin(login).isPresent()) {
            throw Refusal.conflict(Message.of("conflict.login", login));
        }
        return login;
    }

    private static Refusal unknownPerson() {
        return Refusal.notFound(Message.of("not-found.person"));
    }
}
