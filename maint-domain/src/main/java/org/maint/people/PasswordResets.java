package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.RandomToken;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * Lets a person who has forgotten their password choose another one, by a link that is sent to the address on their
 * record. Whoever asks is answered in the same way whether or not there is such a person; a link that is unknown, used,
 * expired or replaced is answered in one and the same way too.
 */
@ApplicationScoped
@Transactional
public class PasswordResets {
    /** Within {@link People#FAILURE_WINDOW}, whatever name was typed for the person. */
    static final int ASKED_PER_ACCOUNT = 3;

    static final int ASKED_PER_ADDRESS = 20;

    /** Several people may share one mailbox; each gets a link of their own. */
    static final int MOST_OF_ONE_ADDRESS = 5;

    private static final Duration KEPT = Duration.ofDays(1);
    private final PasswordResetRepository repository;
    private final PersonRepository people;
    private final Events events;
    private final Clock clock;

    @Inject
    public PasswordResets(PasswordResetRepository repository, PersonRepository people, Events events, Clock clock) {
        this.repository = repository;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PasswordResets() {
        this(null, null, null, null);
    }

    /** A link is to go to a person's address; its token is written nowhere else. */
    public record ResetIssued(Person person, String token) {
        /** In which the link opens something, counted from now. */
        public Duration lasts() {
            return PasswordReset.VALID_FOR;
        }

        @Override
        public String toString() {
            return "ResetIssued[" + person.login() + "]";
        }
    }

    /**
     * Sends a link to whoever has this login or address of mail, and nothing where there is nobody. It is refused, after
     * too many questions, before anybody is looked for; so the refusal tells nothing either.
     *
     * @param address from which it is asked, as the server sees it
     */
    public void ask(@Nullable String typed, String address) {
        String name = Words.required(typed, "/name", 254).toLowerCase(Locale.ROOT);
        Instant now = clock.instant();
        Instant since = now.minus(People.FAILURE_WINDOW);
        String account = "reset:" + (name.length() > 64 ? Canonical.sha256(name) : name);
        String source = "reset-address:" + address;
        if (people.failuresSince(account, since) >= ASKED_PER_ACCOUNT
                || people.failuresSince(source, since) >= ASKED_PER_ADDRESS) {
            throw Refusal.conflict(Message.of("conflict.reset.too-many", People.FAILURE_WINDOW.toMinutes()));
        }
        people.addFailure(account, now);
        people.addFailure(source, now);
        repository.removeExpiredBefore(now.minus(KEPT));
        List<Person> called = repository.called(name);
        if (called.isEmpty()) {
            events.publish(new PeopleEvent.ResetAsked(null, address));
        }
        called.forEach(person -> issue(person, address, since, now));
    }

    private void issue(Person person, String address, Instant since, Instant now) {
        events.publish(new PeopleEvent.ResetAsked(person.id(), address));
        // By login and by address it is the same mailbox that would be filled.
        String subject = "reset-person:" + person.id();
        // Who comes by an OpenID provider alone gets no password beside it: it would outlast their account there.
        if (!person.hasPassword()
                || person.email() == null
                || people.failuresSince(subject, since) >= ASKED_PER_ACCOUNT) {
            return;
        }
        people.addFailure(subject, now);
        repository.open(person.id()).forEach(before -> before.end(now));
        String token = RandomToken.create();
        repository.add(new PasswordReset(Canonical.sha256(token), person.id(), now));
        events.publish(new ResetIssued(person, token));
    }

    /** Whose password a link changes, for who holds it. */
    public Person byToken(@Nullable String token) {
        Instant now = clock.instant();
        return repository
                .find(hash(token))
                .filter(reset -> reset.valid(now))
                .flatMap(reset -> people.find(reset.person()))
                .filter(Person::activeHuman)
                .orElseThrow(PasswordResets::unknown);
    }

    /** Every session of the person ends, and what was guessed wrong before counts no longer against them. */
    public Person reset(@Nullable String token, @Nullable String typed, String address) {
        Instant now = clock.instant();
        // Under a lock: of two who follow one link at once, the second finds it used.
        PasswordReset reset = repository
                .findForChange(hash(token))
                .filter(found -> found.valid(now))
                .orElseThrow(PasswordResets::unknown);
        Person person =
                people.findForChange(reset.person()).filter(Person::activeHuman).orElseThrow(PasswordResets::unknown);
        String chosen = typed == null ? "" : typed;
        Password.requireAcceptable(chosen, person.login());
        person.give(chosen, false);
        repository.open(person.id()).forEach(each -> each.end(now));
        people.clearFailures("account:" + person.login());
        events.publish(new PeopleEvent.PasswordWasReset(person.id(), address));
        events.publish(new PeopleEvent.PasswordChanged(person.id(), null));
        return person;
    }

    private static String hash(@Nullable String token) {
        return Canonical.sha256(token == null ? "" : token);
    }

    private static Refusal unknown() {
        return Refusal.notFound(Message.of("not-found.reset"));
    }
}
