package org.maint.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.Role;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.RandomToken;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * Decides who may read the calendar from outside of the portal. Each of the staff makes addresses of their own, sees each
 * once, and takes them back; somebody who was deactivated, or is no longer of the staff, reads nothing more.
 */
@ApplicationScoped
@Transactional
public class Feeds {
    static final int MOST_PER_PERSON = 20;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SECRET = 200;
    private final FeedRepository repository;
    private final FeedContents contents;
    private final People people;
    private final Events events;
    private final Clock clock;

    @Inject
    public Feeds(FeedRepository repository, FeedContents contents, People people, Events events, Clock clock) {
        this.repository = repository;
        this.contents = contents;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Feeds() {
        this(null, null, null, null, null);
    }

    /** A new feed and its secret, which is shown once. */
    public record Issued(CalendarFeed feed, String secret) {}

    /** One's own, newest first, revoked ones too. */
    public List<CalendarFeed> mine(Actor actor) {
        actor.requireStaff();
        return repository.of(actor.id());
    }

    /** Refused when one has 20 already that are not revoked. */
    public Issued create(Actor actor, @Nullable String typedName, FeedScope scope, Locale language) {
        actor.requireStaff();
        String name = Words.required(typedName, "/name", LONGEST_NAME);
        if (repository.of(actor.id()).stream().filter(CalendarFeed::valid).count() >= MOST_PER_PERSON) {
            throw Refusal.conflict(Message.of("conflict.feed.many", MOST_PER_PERSON));
        }
        String secret = RandomToken.create();
        CalendarFeed feed =
                new CalendarFeed(actor.id(), name, scope, language, Canonical.sha256(secret), clock.instant());
        repository.add(feed);
        events.publish(new FeedEvent.FeedCreated(actor.id(), feed.id().toString(), name, scope));
        return new Issued(feed, secret);
    }

    /** Its address answers as if it had never been; doing it again changes nothing. Only one's own. */
    public void revoke(Actor actor, UUID id) {
        actor.requireStaff();
        CalendarFeed feed = repository
                .find(id)
                .filter(found -> found.person().equals(actor.id()))
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.feed")));
        if (feed.revoke(clock.instant())) {
            events.publish(new FeedEvent.FeedRevoked(actor.id(), id.toString(), feed.name()));
        }
    }

    /**
     * The calendar as RFC 5545 text, in its person's language: what the secret opens, from 31 days ago to 400 days ahead.
     * Refused in the same words whether there is no such feed, it was revoked, or its person may not see it any more.
     *
     * @param base the portal's address, without a slash at its end
     */
    public String read(@Nullable String secret, String base) {
        CalendarFeed feed = Optional.ofNullable(secret)
                .filter(sent -> !sent.isEmpty() && sent.length() <= LONGEST_SECRET)
                .flatMap(sent -> repository.findByHash(Canonical.sha256(sent)))
                .filter(CalendarFeed::valid)
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.feed")));
        Person person = people.active(feed.person())
                .filter(known -> known.roles().stream().anyMatch(role -> role != Role.INGEST))
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.feed")));
        Instant now = clock.instant();
        if (feed.useIsToBeNoted(now)) {
            feed.used(now);
        }
        Locale locale = Objects.requireNonNullElse(person.locale(), feed.language());
        return contents.of(person.actor(), feed.scope(), locale, base);
    }
}
