package org.maint.communication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Notice;
import org.maint.notification.Outbox;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.setting.Secrets;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.MailAddress;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Page;
import org.maint.shared.RandomToken;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/**
 * The list of customers. Anybody may ask to be on it and is asked back by a mail; whoever asks hears the same whether or
 * not the address is known. Each mail leads off the list by one click. Leads and managers may put addresses on it.
 */
@ApplicationScoped
@Transactional
public class Subscribers {
    private static final Role[] MAY_KEEP = {Role.LEAD, Role.MANAGER};

    /** One address is asked back so often at most. */
    static final Duration ASKED_BACK_EVERY = Duration.ofMinutes(10);

    static final Duration LIMITED_OVER = Duration.ofHours(1);
    static final int ASKED_FROM_ONE_PLACE = 10;
    static final int ASKED_FROM_ANYWHERE = 300;

    static final int MOST_ADDED = 500;

    private static final String UNSUBSCRIBE = "unsubscribe";

    private final EntityManager em;
    private final Outbox outbox;
    private final Secrets secrets;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Subscribers(EntityManager em, Outbox outbox, Secrets secrets, Plans plans, Events events, Clock clock) {
        this.em = em;
        this.outbox = outbox;
        this.secrets = secrets;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Subscribers() {
        this(null, null, null, null, null, null);
    }

    /** Whether anybody can be reached: there is a mail server, and a key that signs the links. */
    public boolean reachable() {
        return secrets.available() && outbox.mails();
    }

    /**
     * Sends a mail that asks back. Nothing tells whether the address was known: not the answer, and not a refusal, which
     * comes before anybody is looked for.
     *
     * @param from whence it is asked, as the server sees it
     */
    public void ask(@Nullable String typed, Locale language, String from) {
        String email = MailAddress.required(typed, "/email").toLowerCase(Locale.ROOT);
        Instant now = clock.instant();
        if (!reachable()) {
            throw Refusal.conflict(Message.of("conflict.subscriber.no-mail"));
        }
        String source = secrets.sign("subscriber", from);
        em.createQuery("delete from Subscriber s where s.confirmedAt is null and s.askedAt < :before")
                .setParameter("before", now.minus(Subscriber.CONFIRMED_WITHIN))
                .executeUpdate();
        if (asked(source, now) >= ASKED_FROM_ONE_PLACE || asked(null, now) >= ASKED_FROM_ANYWHERE) {
            throw Refusal.conflict(Message.of("conflict.subscriber.too-many", LIMITED_OVER.toMinutes()));
        }
        Optional<Subscriber> known = byEmail(email);
        if (known.filter(each -> each.confirmedAt() != null
                        || each.askedAt().plus(ASKED_BACK_EVERY).isAfter(now))
                .isPresent()) {
            return;
        }
        String token = RandomToken.create();
        String hash = Canonical.sha256(token);
        if (known.isPresent()) {
            known.get().ask(language, hash, source, now);
        } else if (!added(Subscriber.asking(email, language, hash, source, now))) {
            return;
        }
        Notice notice = new Notice(
                "status.confirm",
                Severity.INFO,
                Text.of(Message.of("status.confirm.title", organisation())),
                Text.of(Message.of("status.confirm.body", organisation(), Subscriber.CONFIRMED_WITHIN.toDays())),
                "/status");
        outbox.mail(notice, email, language, "/status/confirm?t=" + token);
    }

    private long asked(@Nullable String source, Instant now) {
        return em.createQuery(
                        "select count(s) from Subscriber s where s.confirmedAt is null and s.askedAt > :since"
                                + " and (:source is null or s.askedFrom = :source)",
                        Long.class)
                .setParameter("since", now.minus(LIMITED_OVER))
                .setParameter("source", source)
                .getSingleResult();
    }

    /** Of two who ask for one address at once, one is written down. */
    private boolean added(Subscriber subscriber) {
        int made = em.createNativeQuery(
                        "insert ignore into subscriber (id, email, language, asked_at) values (?1, ?2, ?3, ?4)")
                .setParameter(1, subscriber.id())
                .setParameter(2, subscriber.email())
                .setParameter(3, subscriber.language().getLanguage())
                .setParameter(4, LocalDateTime.ofInstant(subscriber.askedAt(), ZoneOffset.UTC))
                .executeUpdate();
        if (made > 0) {
            em.merge(subscriber);
        }
        return made > 0;
    }

    private Optional<Subscriber> byEmail(String email) {
        return em.createQuery("select s from Subscriber s where s.email = :email", Subscriber.class)
                .setParameter("email", email)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Whether a link that asks back still opens something. */
    public boolean mayConfirm(@Nullable String token) {
        Instant now = clock.instant();
        return byToken(token).filter(each -> each.mayConfirm(now)).isPresent();
    }

    /** The owner of the address wants it. Refused when the link is unknown, used or over, in one and the same way. */
    public void confirm(@Nullable String token) {
        Instant now = clock.instant();
        byToken(token)
                .filter(each -> each.mayConfirm(now))
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.subscriber.link")))
                .confirm(now);
    }

    private Optional<Subscriber> byToken(@Nullable String token) {
        return em.createQuery("select s from Subscriber s where s.tokenHash = :hash", Subscriber.class)
                .setParameter("hash", Canonical.sha256(token == null ? "" : token))
                .getResultStream()
                .findFirst();
    }

    /** The address no longer hears; again changes nothing. Refused when the link was not made here. */
    public void unsubscribe(@Nullable String token) {
        UUID id = signed(token).orElseThrow(() -> Refusal.notFound(Message.of("not-found.subscriber.link")));
        em.createQuery("delete from Subscriber s where s.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Whether a link that leads off the list was made here. */
    public boolean mayUnsubscribe(@Nullable String token) {
        return signed(token).isPresent();
    }

    private Optional<UUID> signed(@Nullable String token) {
        String[] parts = token == null ? new String[0] : token.split("\\.", 2);
        if (parts.length < 2 || !secrets.available()) {
            return Optional.empty();
        }
        byte[] expected = secrets.sign(UNSUBSCRIBE, parts[0]).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, parts[1].getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(parts[0]));
    }

    /**
     * Mails it to everybody on the list, in the transaction in which it is decided. For other features, which answer for
     * who may.
     *
     * @param body in both languages, nothing in it that is internal
     * @param thread names the conversation
     * @return to how many
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public int tell(Text title, Text body, String thread) {
        if (!reachable()) {
            return 0;
        }
        List<Subscriber> all = em.createQuery(
                        "select s from Subscriber s where s.confirmedAt is not null order by s.email", Subscriber.class)
                .getResultList();
        Notice notice = new Notice("status.update", Severity.INFO, title, body, "/status", null, thread, List.of());
        all.forEach(each -> outbox.mail(
                notice,
                each.email(),
                each.language(),
                "/status/unsubscribe?t=" + each.id() + "."
                        + secrets.sign(UNSUBSCRIBE, each.id().toString())));
        return all.size();
    }

    private String organisation() {
        return plans.published().document().organisation();
    }

    /**
     * Puts addresses on the list.
     *
     * @param typed one in each line; up to 500
     * @return how many were not on it yet
     */
    public int add(Actor actor, @Nullable String typed, Locale language) {
        actor.require(MAY_KEEP);
        Instant now = clock.instant();
        List<String> emails = Arrays.stream((typed == null ? "" : typed).split("[\\n,;]+"))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(each -> MailAddress.required(each, "/emails").toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (emails.isEmpty()) {
            throw Refusal.invalid("/emails", Message.of("invalid.missing"));
        }
        if (emails.size() > MOST_ADDED) {
            throw Refusal.invalid("/emails", Message.of("invalid.subscriber.many", MOST_ADDED));
        }
        int added = 0;
        for (String email : emails) {
            Optional<Subscriber> known = byEmail(email);
            if (known.isEmpty()) {
                em.persist(Subscriber.added(email, Messages.language(language), actor.id(), now));
                added++;
            } else if (known.get().confirmedAt() == null) {
                known.get().confirm(now);
                added++;
            }
        }
        try {
            em.flush();
        } catch (PersistenceException e) {
            throw Refusal.conflict(Message.of("stale.subscribers"));
        }
        if (added > 0) {
            events.publish(new SubscriberEvent(actor.id(), "added", Integer.toString(added)));
        }
        return added;
    }

    /** Takes an address off the list; again changes nothing. */
    public void remove(Actor actor, UUID id) {
        actor.require(MAY_KEEP);
        Subscriber subscriber = em.find(Subscriber.class, id);
        if (subscriber != null) {
            em.remove(subscriber);
            events.publish(new SubscriberEvent(actor.id(), "removed", subscriber.email()));
        }
    }

    /** Who hears, by address. */
    public Page<Subscriber> list(Actor actor, int page, int size) {
        actor.require(MAY_KEEP);
        List<Subscriber> items = em.createQuery(
                        "select s from Subscriber s where s.confirmedAt is not null order by s.email", Subscriber.class)
                .setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, count());
    }

    /** How many hear. */
    public long count() {
        return em.createQuery("select count(s) from Subscriber s where s.confirmedAt is not null", Long.class)
                .getSingleResult();
    }
}
