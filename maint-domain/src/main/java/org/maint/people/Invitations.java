package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.RandomToken;
import org.maint.shared.Refusal;

/**
 * Decides who is invited, and makes a person of whoever follows their link. A token that is unknown, used, expired,
 * replaced or withdrawn is answered in one and the same way, so that nothing can be learned from trying.
 */
@ApplicationScoped
@Transactional
public class Invitations {
    private final InvitationRepository repository;
    private final PersonRepository people;
    private final Events events;
    private final Clock clock;

    @Inject
    public Invitations(InvitationRepository repository, PersonRepository people, Events events, Clock clock) {
        this.repository = repository;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Invitations() {
        this(null, null, null, null);
    }

    /** An invitation and its token, which is shown once. */
    public record Issued(Invitation invitation, String token) {}

    /** The link is to go to the invited person's address; its token is written nowhere else. */
    public record InvitationIssued(Invitation invitation, String token) {
        @Override
        public String toString() {
            return "InvitationIssued[" + invitation.id() + "]";
        }
    }

    /** @param language {@code en}, {@code fr}, or null when it is not known */
    public Issued invite(
            Actor by,
            @Nullable String typedLogin,
            @Nullable String typedName,
            @Nullable String typedEmail,
            Set<Role> roles,
            @Nullable String language) {
        by.require(Role.ADMIN);
        String login = Details.login(typedLogin);
        boolean waiting =
                repository.waiting().stream().anyMatch(each -> each.login().equals(login));
        if (waiting || people.findByLogin(login).isPresent()) {
            throw Refusal.conflict(Message.of(waiting ? "conflict.login.invited" : "conflict.login", login));
        }
        String token = RandomToken.create();
        Invitation invitation = new Invitation(
                login,
                Details.name(typedName),
                Details.email(typedEmail),
                Details.language(language),
                Details.ofPeople(roles),
                Canonical.sha256(token),
                clock.instant(),
                by.id());
        repository.add(invitation);
        events.publish(invitation.invited());
        events.publish(new InvitationIssued(invitation, token));
        return new Issued(invitation, token);
    }

    /** Gives it another token and seven more days; the token before it opens nothing any more. */
    public Issued renew(Actor by, UUID id) {
        Invitation invitation = waiting(by, id);
        String token = RandomToken.create();
        events.publish(invitation.renew(Canonical.sha256(token), clock.instant(), by.id()));
        events.publish(new InvitationIssued(invitation, token));
        return new Issued(invitation, token);
    }

    public void withdraw(Actor by, UUID id) {
        events.publish(waiting(by, id).withdraw(clock.instant(), by.id()));
    }

    private Invitation waiting(Actor by, UUID id) {
        by.require(Role.ADMIN);
        return repository
                .findForChange(id)
                .filter(Invitation::waiting)
                .orElseThrow(() -> Refusal.conflict(Message.of("conflict.invitation.over")));
    }

    /** Neither followed nor withdrawn, expired ones too; newest first. */
    public List<Invitation> waiting(Actor actor) {
        actor.require(Role.ADMIN);
        return repository.waiting();
    }

    /** What a link leads to, for who holds it. */
    public Invitation byToken(@Nullable String token) {
        Instant now = clock.instant();
        return repository
                .findByHash(hash(token))
                .filter(invitation -> invitation.valid(now))
                .orElseThrow(Invitations::unknown);
    }

    /**
     * Makes the person, with the password, language and zone that they have chosen.
     *
     * @param zone an IANA zone such as {@code America/Toronto}; null for the plan's
     */
    public Person accept(
            @Nullable String token, @Nullable String password, @Nullable String language, @Nullable String zone) {
        Instant now = clock.instant();
        String hash = hash(token);
        // Read under a lock: of two who follow one link at once, the second finds it used.
        Invitation invitation = repository
                .idByHash(hash)
                .flatMap(repository::findForChange)
                .filter(found -> found.opensWith(hash) && found.valid(now))
                .orElseThrow(Invitations::unknown);
        String chosen = password == null ? "" : password;
        Password.requireAcceptable(chosen, invitation.login());
        if (people.findByLogin(invitation.login()).isPresent()) {
            throw Refusal.conflict(Message.of("conflict.login", invitation.login()));
        }
        Person person =
                Person.human(invitation.login(), invitation.name(), invitation.email(), invitation.roles(), now);
        person.give(chosen, false);
        person.prefer(Details.language(language), Zones.optional(zone));
        people.add(person);
        people.flush();
        events.publish(
                new PeopleEvent.PersonAdded(invitation.createdBy(), person.id(), person.login(), person.roles()));
        events.publish(invitation.accept(person.id(), now));
        return person;
    }

    private static String hash(@Nullable String token) {
        return Canonical.sha256(token == null ? "" : token);
    }

    private static Refusal unknown() {
        return Refusal.notFound(Message.of("not-found.invitation"));
    }
}
