package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.setting.Secrets;
import org.maint.shared.Audited;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.WebAddress;
import org.maint.shared.Words;

/** Decides to whom maint gives a sign of life each minute, so that somebody notices when maint itself is down. */
@ApplicationScoped
@Transactional
public class Pulses {
    public static final Duration EVERY = Duration.ofMinutes(1);

    private static final int LONGEST_URL = 500;

    private final EntityManager em;
    private final Secrets secrets;
    private final Events events;
    private final Clock clock;

    @Inject
    public Pulses(EntityManager em, Secrets secrets, Events events, Clock clock) {
        this.em = em;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Pulses() {
        this(null, null, null, null);
    }

    public Pulse get(Actor actor) {
        actor.requireStaff();
        return Objects.requireNonNull(em.find(Pulse.class, Pulse.ONLY));
    }

    /**
     * @param typed an http or https address, which is never shown again; null or blank for nobody
     * @param expectedVersion the version that the person saw; null to write whatever it is now
     */
    public Pulse point(Actor actor, @Nullable String typed, @Nullable Integer expectedVersion) {
        actor.require(Role.ADMIN);
        String url = Words.optional(typed, "/url", LONGEST_URL);
        if (url != null && WebAddress.read(url).isEmpty()) {
            throw Refusal.invalid("/url", Message.of("invalid.url"));
        }
        Pulse pulse = forChange();
        if (expectedVersion != null && expectedVersion != pulse.version()) {
            throw Refusal.stale(Message.of("stale.pulse"));
        }
        pulse.point(url == null ? null : secrets.seal(url), clock.instant(), actor.id());
        em.flush();
        events.publish(new PulsePointed(actor.id(), url != null));
        return pulse;
    }

    private Pulse forChange() {
        return Objects.requireNonNull(em.find(Pulse.class, Pulse.ONLY, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Where to beat, for the one node that asks first each minute; empty for the others, and when nobody waits for it. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<URI> due() {
        Pulse pulse = forChange();
        String sealed = pulse.urlSealed();
        Instant now = clock.instant();
        Instant last = pulse.beatAt();
        if (sealed == null || last != null && now.isBefore(last.plus(EVERY).minusSeconds(5))) {
            return Optional.empty();
        }
        pulse.begin(now);
        return Optional.of(URI.create(secrets.open(sealed)));
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void record(boolean ok, String receipt) {
        forChange().beat(ok, receipt);
    }

    /** Somebody has decided who gets the sign of life. */
    record PulsePointed(PersonId by, boolean set) implements Audited {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), set ? "pulse.set" : "pulse.cleared", "pulse", "");
        }
    }
}
