package org.maint.secondfactor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.people.SignIn;
import org.maint.setting.Secrets;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * A second factor beside the password: the code of an authenticator app, or one of ten recovery codes, each of which
 * works once. Managers and administrators must have one unless the installation says {@code maint.second-factor=OPTIONAL}
 * (the launcher does on loopback); everybody may.
 */
@ApplicationScoped
@Transactional
public class SecondFactors {
    static final int RECOVERY_CODES = 10;

    private static final String OPTIONAL = "OPTIONAL";
    private static final String REQUIRED = "REQUIRED";
    private static final Set<Role> ROLES = Set.of(Role.MANAGER, Role.ADMIN);
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final String ACCOUNT = "code:";
    private static final int RECOVERY_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final EntityManager em;
    private final People people;
    private final Secrets secrets;
    private final Events events;
    private final Clock clock;
    private final boolean required;

    @Inject
    public SecondFactors(
            EntityManager em,
            People people,
            Secrets secrets,
            Events events,
            Clock clock,
            @ConfigProperty(name = "maint.second-factor", defaultValue = REQUIRED) String policy) {
        this.em = em;
        this.people = people;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
        if (!Set.of(OPTIONAL, REQUIRED).contains(policy)) {
            throw new IllegalArgumentException("maint.second-factor is REQUIRED or OPTIONAL, not " + policy);
        }
        this.required = policy.equals(REQUIRED);
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SecondFactors() {
        this.em = null;
        this.people = null;
        this.secrets = null;
        this.events = null;
        this.clock = null;
        this.required = false;
    }

    /**
     * Whether somebody with these roles may do nothing before they have one. Never where there is no key to keep it with.
     */
    public boolean requiredFor(Set<Role> roles) {
        return required && secrets.available() && roles.stream().anyMatch(ROLES::contains);
    }

    /** Whether a password alone lets this person in no more. */
    public boolean isOn(PersonId person) {
        return find(person, LockModeType.NONE).filter(SecondFactor::confirmed).isPresent();
    }

    /**
     * What to put into an authenticator app.
     *
     * @param secret in Base32, to be typed where it cannot be scanned
     * @param address what the picture to scan says
     */
    public record Enrolment(String secret, String address) {}

    /** Begins, or goes on where one began before; refused when it is on already. */
    public Enrolment begin(Actor actor, String issuer) {
        Person person = people.active(actor.id()).orElseThrow(SecondFactors::nobody);
        SecondFactor factor = find(actor.id(), LockModeType.PESSIMISTIC_WRITE).orElse(null);
        if (factor != null && factor.confirmed()) {
            throw Refusal.conflict(Message.of("conflict.second-factor.on"));
        }
        if (factor == null) {
            factor = new SecondFactor(actor.id(), secrets.seal(Totp.secret()), clock.instant());
            em.persist(factor);
        }
        String secret = secrets.open(factor.sealed());
        return new Enrolment(secret, Totp.address(secret, issuer, person.login()));
    }

    /** The first code of the app, which turns it on; answers recovery codes, which are shown once. */
    public List<String> confirm(Actor actor, @Nullable String typed) {
        SecondFactor factor = find(actor.id(), LockModeType.PESSIMISTIC_WRITE)
                .filter(found -> !found.confirmed())
                .orElseThrow(() -> Refusal.conflict(Message.of("conflict.second-factor.on")));
        require(factor, typed);
        events.publish(factor.confirm(clock.instant()));
        return makeRecoveryCodes(actor.id());
    }

    /** New recovery codes instead of those there were; a code of the app is asked for. */
    public List<String> renewRecoveryCodes(Actor actor, @Nullable String typed) {
        SecondFactor factor = confirmed(actor.id());
        require(factor, typed);
        events.publish(new SecondFactorEvent.RecoveryCodesMade(actor.id()));
        return makeRecoveryCodes(actor.id());
    }

    /** By the person; a code is asked for, and who must have one keeps it. */
    public void turnOff(Actor actor, @Nullable String typed) {
        if (requiredFor(actor.roles())) {
            throw Refusal.conflict(Message.of("conflict.second-factor.required"));
        }
        SecondFactor factor = confirmed(actor.id());
        require(factor, typed);
        remove(factor);
        events.publish(new SecondFactorEvent.TurnedOff(actor.id()));
    }

    /** For somebody who has lost app and codes; a person's own is not taken away so. */
    public void takeAway(Actor actor, PersonId person) {
        actor.require(Role.ADMIN);
        if (actor.id().equals(person)) {
            throw Refusal.conflict(Message.of("conflict.second-factor.own"));
        }
        remove(confirmed(person));
        events.publish(new SecondFactorEvent.TakenAway(actor.id(), person));
    }

    /** How many recovery codes a person has still. */
    public int recoveryCodesLeft(PersonId person) {
        return ((Number) em.createNativeQuery(
                                "select count(*) from recovery_code where person_id = ?1 and used_at is null")
                        .setParameter(1, person.value())
                        .getSingleResult())
                .intValue();
    }

    /** The second step of signing in, after the password was right. Attempts are counted as those of passwords are. */
    public SignIn signIn(PersonId id, @Nullable String typed, String address) {
        String account = ACCOUNT + id;
        Optional<Instant> closed = people.guessedTooOften(account, address);
        if (closed.isPresent()) {
            return new SignIn.Throttled(closed.get());
        }
        Optional<Person> person = people.active(id);
        Optional<SecondFactor> factor = find(id, LockModeType.PESSIMISTIC_WRITE).filter(SecondFactor::confirmed);
        if (person.isEmpty() || factor.isEmpty() || !(takes(factor.get(), digits(typed)) || recovers(id, typed))) {
            people.guessedWrong(id, account, address);
            return new SignIn.Rejected();
        }
        people.guessedRight(account);
        return new SignIn.Accepted(person.get());
    }

    /** Whoever has somebody's session guesses no better than at the sign-in. */
    private void require(SecondFactor factor, @Nullable String typed) {
        PersonId person = factor.person();
        String account = ACCOUNT + person;
        if (people.guessedTooOften(account, account).isPresent()) {
            throw Refusal.conflict(Message.of("conflict.second-factor.throttled"));
        }
        if (!takes(factor, digits(typed))) {
            people.guessedWrong(person, account, account);
            throw Refusal.invalid("/code", Message.of("invalid.second-factor.code"));
        }
        people.guessedRight(account);
    }

    private boolean takes(SecondFactor factor, String code) {
        OptionalLong step = Totp.step(secrets.open(factor.sealed()), code, clock.instant());
        return step.isPresent() && factor.take(step.getAsLong());
    }

    private boolean recovers(PersonId person, @Nullable String typed) {
        String code = typed == null ? "" : typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        boolean used =
                em.createNativeQuery("update recovery_code set used_at = ?1 where person_id = ?2 and code_hash = ?3"
                                        + " and used_at is null")
                                .setParameter(1, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                                .setParameter(2, person.value())
                                .setParameter(3, Canonical.sha256(code))
                                .executeUpdate()
                        == 1;
        if (used) {
            events.publish(new SecondFactorEvent.RecoveryCodeUsed(person, recoveryCodesLeft(person)));
        }
        return used;
    }

    private List<String> makeRecoveryCodes(PersonId person) {
        removeRecoveryCodes(person);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            StringBuilder code = new StringBuilder();
            for (int j = 0; j < RECOVERY_LENGTH; j++) {
                code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
            }
            // 80 bits of chance need no slow hash.
            em.createNativeQuery("insert into recovery_code (person_id, code_hash) values (?1, ?2)")
                    .setParameter(1, person.value())
                    .setParameter(2, Canonical.sha256(code.toString()))
                    .executeUpdate();
            codes.add(code.toString().replaceAll("(.{4})(?=.)", "$1-"));
        }
        return codes;
    }

    private void remove(SecondFactor factor) {
        removeRecoveryCodes(factor.person());
        em.remove(factor);
    }

    private void removeRecoveryCodes(PersonId person) {
        em.createNativeQuery("delete from recovery_code where person_id = ?1")
                .setParameter(1, person.value())
                .executeUpdate();
    }

    private SecondFactor confirmed(PersonId person) {
        return find(person, LockModeType.PESSIMISTIC_WRITE)
                .filter(SecondFactor::confirmed)
                .orElseThrow(() -> Refusal.conflict(Message.of("conflict.second-factor.off")));
    }

    private Optional<SecondFactor> find(PersonId person, LockModeType lock) {
        return Optional.ofNullable(em.find(SecondFactor.class, person.value(), lock));
    }

    private static String digits(@Nullable String typed) {
        return typed == null ? "" : typed.replaceAll("\\s", "");
    }

    private static Refusal nobody() {
        return Refusal.notFound(Message.of("not-found.person"));
    }
}
