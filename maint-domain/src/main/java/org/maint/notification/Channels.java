package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.setting.Secrets;
import org.maint.setting.Webhooks;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.WebAddress;
import org.maint.shared.Words;

/**
 * Decides by which ways maint may speak, and keeps what is needed for them. Administrators set them up. A mail server
 * that the configuration names ({@code maint.smtp.host} and its neighbours) goes before the one that is set here.
 */
@ApplicationScoped
@Transactional
public class Channels {
    /** The inbox. */
    public static final String PORTAL = "portal";

    /** The outside tracker, which is told of tasks. */
    public static final String TRACKER = "tracker";

    static final int LONGEST_TITLE = 100;
    static final int MOST_PER_MINUTE = 10_000;

    private final EntityManager em;
    private final Secrets secrets;
    private final Webhooks webhooks;
    private final MailServer mailServer;
    private final Events events;
    private final Clock clock;

    @Inject
    public Channels(
            EntityManager em, Secrets secrets, Webhooks webhooks, MailServer mailServer, Events events, Clock clock) {
        this.em = em;
        this.secrets = secrets;
        this.webhooks = webhooks;
        this.mailServer = mailServer;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Channels() {
        this(null, null, null, null, null, null);
    }

    /** All that were set up, by title. */
    public List<Channel> list(Actor actor) {
        actor.requireStaff();
        return all();
    }

    List<Channel> all() {
        return em.createQuery("select c from Channel c order by c.title, c.key", Channel.class)
                .getResultList();
    }

    /** Those that are open. */
    List<Channel> open() {
        return all().stream().filter(Channel::enabled).toList();
    }

    /** The mail server that the configuration names, if it does. */
    public Optional<ChannelConfig.Smtp> configured() {
        return mailServer.configured();
    }

    /** The first open channel of a medium that goes to an address. */
    Optional<String> keyFor(Medium medium) {
        if (medium == Medium.EMAIL && mailServer.configured().isPresent()) {
            return Optional.of(MailServer.KEY);
        }
        return open().stream()
                .filter(channel -> channel.medium() == medium)
                .map(Channel::key)
                .findFirst();
    }

    /** What a sender needs; empty when there is no such channel any more, it is closed, or its secret cannot be opened. */
    Optional<ChannelConfig> config(String key) {
        if (key.equals(TRACKER)) {
            return webhooks.target().map(target -> new ChannelConfig.Hook(target.url(), target.secret()));
        }
        if (key.equals(MailServer.KEY) && mailServer.configured().isPresent()) {
            return mailServer.configured().map(smtp -> smtp);
        }
        return find(key).filter(Channel::enabled).flatMap(channel -> secretOf(channel)
                .map(secret -> {
                    Map<String, String> values = ChannelFields.values(channel.settings());
                    values.putAll(secret);
                    return ChannelFields.config(channel.medium(), values);
                }));
    }

    /** Empty when it was sealed with another key than there is now. */
    private Optional<Map<String, String>> secretOf(Channel channel) {
        String sealed = channel.secret();
        return sealed == null ? Optional.of(Map.of()) : secrets.tryOpen(sealed).map(ChannelFields::values);
    }

    /** As it may be shown: without what is secret. */
    public Map<String, String> shown(Actor actor, Channel channel) {
        actor.require(Role.ADMIN);
        return ChannelFields.values(channel.settings());
    }

    public Channel get(Actor actor, String key) {
        actor.requireStaff();
        return find(key).orElseThrow(() -> unknown(key));
    }

    Optional<Channel> find(String key) {
        return Optional.ofNullable(em.find(Channel.class, key));
    }

    /** A new channel; for a signed hook without a secret one is made, and answered to be shown once. */
    public Made make(Actor actor, ChannelWish wish) {
        actor.require(Role.ADMIN);
        Medium medium = wish.medium();
        if (medium == null || medium == Medium.PORTAL) {
            throw Refusal.invalid("/medium", Message.of("invalid.missing"));
        }
        Map<String, String> typed = new HashMap<>(wish.settings());
        String made = null;
        if (medium == Medium.WEBHOOK && typed.getOrDefault("signingSecret", "").isBlank()) {
            made = Webhooks.signingSecret();
            typed.put("signingSecret", made);
        }
        Channel channel = new Channel(freeKey(medium, wish.title()), medium);
        change(channel, wish, typed, Map.of(), actor);
        em.persist(channel);
        em.flush();
        events.publish(new ChannelChanged(channel, actor.id(), "made"));
        return new Made(channel, made);
    }

    /** @param secret the signing secret that was made, to be shown once; null for none */
    public record Made(Channel channel, @Nullable String secret) {}

    /** @param expectedVersion the version that the person saw; null to write whatever it is now */
    public Channel change(Actor actor, String key, ChannelWish wish, @Nullable Integer expectedVersion) {
        actor.require(Role.ADMIN);
        Channel channel = forChange(key, expectedVersion);
        Map<String, String> kept = secretOf(channel).orElse(Map.of());
        Map<String, String> before = ChannelFields.values(channel.settings());
        boolean elsewhere = !Objects.equals(before.get("host"), wish.settings().get("host"))
                || !sameHost(before.get("url"), wish.settings().get("url"));
        // A secret goes to nobody but whom it was given for.
        change(channel, wish, wish.settings(), elsewhere && !channel.medium().chat() ? Map.of() : kept, actor);
        em.flush();
        events.publish(new ChannelChanged(channel, actor.id(), "changed"));
        return channel;
    }

    private static boolean sameHost(@Nullable String one, @Nullable String other) {
        return site(one).equals(site(other));
    }

    private static Optional<String> site(@Nullable String url) {
        return Optional.ofNullable(url)
                .flatMap(typed -> WebAddress.read(typed.strip()))
                .map(WebAddress::site);
    }

    private void change(
            Channel channel, ChannelWish wish, Map<String, String> typed, Map<String, String> kept, Actor actor) {
        Integer most = wish.mostPerMinute();
        if (most != null && (most < 1 || most > MOST_PER_MINUTE)) {
            throw Refusal.invalid("/mostPerMinute", Message.of("invalid.number.range", 1, MOST_PER_MINUTE));
        }
        if (!wish.language().equals("fr") && !wish.language().equals("en")) {
            throw Refusal.invalid("/language", Message.of("problem.one-of-expected", List.of("fr", "en")));
        }
        String title = Words.required(wish.title(), "/title", LONGEST_TITLE);
        Map<String, String> values = ChannelFields.checked(channel.medium(), typed, kept);
        Map<String, String> secret = ChannelFields.part(channel.medium(), values, true);
        Severity from = channel.medium().toAnAddress() ? null : wish.alertsFrom();
        ChannelWish clean =
                new ChannelWish(channel.medium(), title, wish.enabled(), from, wish.language(), most, wish.settings());
        channel.change(
                clean,
                ChannelFields.json(ChannelFields.part(channel.medium(), values, false)),
                secret.isEmpty() ? null : secrets.seal(ChannelFields.json(secret)),
                clock.instant(),
                actor.id());
    }

    /** What it has still to send is refused when its turn comes. */
    public void remove(Actor actor, String key, @Nullable Integer expectedVersion) {
        actor.require(Role.ADMIN);
        Channel channel = forChange(key, expectedVersion);
        em.remove(channel);
        events.publish(new ChannelChanged(channel, actor.id(), "removed"));
    }

    private Channel forChange(String key, @Nullable Integer expectedVersion) {
        Channel channel = em.find(Channel.class, key, LockModeType.PESSIMISTIC_WRITE);
        if (channel == null) {
            throw unknown(key);
        }
        channel.requireVersion(expectedVersion);
        return channel;
    }

    private String freeKey(Medium medium, String title) {
        String wanted = ChannelFields.slug(title);
        boolean taken =
                wanted.isEmpty() || List.of(PORTAL, TRACKER, MailServer.KEY).contains(wanted);
        String base = taken ? medium.name().toLowerCase(java.util.Locale.ROOT) : wanted;
        String key = base;
        for (int i = 2; key.equals(MailServer.KEY) || em.find(Channel.class, key) != null; i++) {
            key = base + "-" + i;
        }
        return key;
    }

    private static Refusal unknown(String key) {
        return Refusal.notFound(Message.of("not-found.channel", key));
    }
}
