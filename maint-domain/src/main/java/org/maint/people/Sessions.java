package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Decides whether a session of the portal still stands. Each has a row, so that it can be ended from another browser,
 * by an administrator, or by a new password, on whatever node it lives.
 */
@ApplicationScoped
@Transactional
public class Sessions {
    /** The portal forgets a session after an hour without a request; what is noted may be a minute old. */
    static final Duration STANDS = Duration.ofMinutes(61);

    private static final Duration SEEN_IS_NOTED_EVERY = Duration.ofMinutes(1);

    private final SessionRepository repository;
    private final PersonRepository people;
    private final Events events;
    private final Clock clock;

    @Inject
    public Sessions(SessionRepository repository, PersonRepository people, Events events, Clock clock) {
        this.repository = repository;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Sessions() {
        this(null, null, null, null);
    }

    /**
     * Somebody has signed in.
     *
     * @param address from which, as the server sees it
     * @param browser in words
     */
    public Session begin(PersonId person, String address, String browser) {
        Person holder = people.find(person).orElseThrow(Sessions::unknown);
        Session session = new Session(holder, address, browser, clock.instant());
        repository.add(session);
        return session;
    }

    /** Whose session it is; empty when it has ended, or the person was deactivated. One query, but for once a minute. */
    public Optional<Person> holder(UUID id) {
        Instant now = clock.instant();
        Optional<Session> session = repository
                .find(id)
                .filter(found -> found.endedAt() == null)
                .filter(found -> found.person().active());
        Instant noted = now.minus(SEEN_IS_NOTED_EVERY);
        session.filter(found -> found.lastSeenAt().isBefore(noted)).ifPresent(found -> repository.seen(id, now, noted));
        return session.map(Session::person);
    }

    /** The sessions in which a person may still act, latest seen first; one's own, or anybody's for an administrator. */
    public List<Session> standing(Actor actor, PersonId person) {
        requireMay(actor, person);
        Instant since = clock.instant().minus(STANDS);
        return repository.openOf(person).stream()
                .filter(session -> session.lastSeenAt().isAfter(since))
                .toList();
    }

    /** The person presses the button for it. */
    public void signOut(UUID id) {
        repository
                .findForChange(id)
                .filter(session -> session.endedAt() == null)
                .ifPresent(session -> end(session, Session.End.SIGNED_OUT, session.holder()));
    }

    /** Ending one that has ended changes nothing. */
    public void end(Actor actor, UUID id) {
        Session session = repository.findForChange(id).orElseThrow(Sessions::unknown);
        requireMay(actor, session.holder());
        if (session.endedAt() == null) {
            boolean own = session.holder().equals(actor.id());
            end(session, own ? Session.End.BY_PERSON : Session.End.BY_ADMINISTRATOR, actor.id());
        }
    }

    /** Ends every session of the actor but the one that they sit in; answers how many. */
    public int endOthers(Actor actor, UUID own) {
        return endAll(actor.id(), own, Session.End.BY_PERSON, actor.id());
    }

    public void on(@Observes PeopleEvent.PasswordChanged changed) {
        endAll(changed.person(), changed.session(), Session.End.PASSWORD_CHANGED, changed.person());
    }

    public void on(@Observes PeopleEvent.IdentityUnlinked unlinked) {
        endAll(unlinked.person(), null, Session.End.BY_ADMINISTRATOR, unlinked.by());
    }

    public void on(@Observes PeopleEvent.PersonDeactivated deactivated) {
        endAll(deactivated.person(), null, Session.End.DEACTIVATED, deactivated.by());
    }

    private int endAll(PersonId person, @Nullable UUID but, Session.End why, PersonId by) {
        List<Session> ending = repository.openOf(person).stream()
                .filter(session -> !session.id().equals(but))
                .toList();
        ending.forEach(session -> end(session, why, by));
        return ending.size();
    }

    private void end(Session session, Session.End why, PersonId by) {
        events.publish(session.end(why, clock.instant(), by));
    }

    /** Marks as ended what nobody was seen in for too long; at most so many, and answers how many. */
    public int expire(int most) {
        Instant now = clock.instant();
        return repository.expire(now.minus(STANDS), now, most);
    }

    /** Removes sessions that ended before; at most so many, and answers how many. */
    public int removeEnded(Instant before, int most) {
        return repository.removeEnded(before, most);
    }

    private static void requireMay(Actor actor, PersonId person) {
        if (!actor.id().equals(person)) {
            actor.require(Role.ADMIN);
        }
    }

    private static Refusal unknown() {
        return Refusal.notFound(Message.of("not-found.session"));
    }
}
