package org.maint.setting;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Events;
import org.maint.shared.Log;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.WebAddress;
import org.maint.shared.Words;

/** Decides what may be set, by whom, within which bounds. */
@ApplicationScoped
@Transactional
public class Settings {
    static final int LONGEST_URL = 300;

    private static final Log LOG = Log.of(Settings.class);

    private final EntityManager em;
    private final Events events;
    private final Clock clock;
    private final Optional<URI> configuredPlatform;

    /** @param platform {@code maint.platform.url}, which wins over what is set in the portal */
    @Inject
    public Settings(
            EntityManager em,
            Events events,
            Clock clock,
            @ConfigProperty(name = "maint.platform.url") Optional<String> platform) {
        this.em = em;
        this.events = events;
        this.clock = clock;
        this.configuredPlatform = platform.filter(url -> !url.isBlank()).flatMap(Settings::configured);
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Settings() {
        this(null, null, null, Optional.empty());
    }

    private static Optional<URI> configured(String url) {
        Optional<URI> address = WebAddress.read(url.strip());
        if (address.isEmpty()) {
            LOG.log(WARNING, "maint.platform.url is {0}, which is no http or https address; it is passed over", url);
        }
        return address;
    }

    public CurrentSettings current() {
        return new CurrentSettings(
                em.createQuery("select s from Setting s", Setting.class).getResultList(), configuredPlatform);
    }

    /** The address of the platform under maintenance; empty until it is set. */
    public Optional<URI> platformUrl() {
        return configuredPlatform.isPresent() ? configuredPlatform : current().platformUrl();
    }

    /** @param typed null or blank to forget it */
    public void changePlatformUrl(Actor actor, int expectedVersion, @Nullable String typed) {
        actor.require(Role.ADMIN);
        if (configuredPlatform.isPresent()) {
            throw Refusal.conflict(Message.of("conflict.setting.configured", "maint.platform.url"));
        }
        String url = Words.optional(typed, "/platformUrl", LONGEST_URL);
        if (url != null && WebAddress.read(url).isEmpty()) {
            throw Refusal.invalid("/platformUrl", Message.of("invalid.url"));
        }
        change(actor, SettingKey.PLATFORM_URL, expectedVersion, url);
    }

    /** With an address comes a new signing secret, already sealed; answers whether there is an address now. */
    boolean changeWebhook(Actor actor, int expectedVersion, @Nullable String typed, String sealedSecret) {
        actor.require(Role.ADMIN);
        String url = Words.optional(typed, "/webhookUrl", LONGEST_URL);
        if (url != null && WebAddress.read(url).isEmpty()) {
            throw Refusal.invalid("/webhookUrl", Message.of("invalid.url"));
        }
        change(actor, SettingKey.WEBHOOK_URL, expectedVersion, url);
        Setting secret = forChange(SettingKey.WEBHOOK_SECRET);
        secret.change(url == null ? null : sealedSecret, secret.version(), clock.instant(), actor.id())
                .ifPresent(events::publish);
        return url != null;
    }

    /** @param days from {@link Retained#least} to {@link Retained#most} */
    public void changeDays(Actor actor, Retained what, int expectedVersion, @Nullable Integer days) {
        actor.require(Role.ADMIN);
        if (days == null || days < what.least() || days > what.most()) {
            throw Refusal.invalid("/days", Message.of("invalid.number.range", what.least(), what.most()));
        }
        change(actor, what.key(), expectedVersion, days.toString());
    }

    /** Whether what is for customers waits until somebody else than its author has read it. */
    public void changeCustomerUpdatesChecked(Actor actor, int expectedVersion, boolean checked) {
        actor.require(Role.LEAD, Role.MANAGER);
        change(actor, SettingKey.CUSTOMER_UPDATES_CHECKED, expectedVersion, checked ? "true" : null);
    }

    /** By what dashboards and reports judge; what is as usual is not kept. */
    public void changeJudgement(Actor actor, int expectedVersion, Judgement judgement) {
        actor.require(Role.LEAD, Role.MANAGER);
        change(
                actor,
                SettingKey.JUDGEMENT,
                expectedVersion,
                judgement.equals(Judgement.USUAL) ? null : judgement.json());
    }

    /** Somebody with a say in the plan has looked at the zone; again changes nothing. */
    public void confirmZone(Actor actor, String zone) {
        confirm(actor, SettingKey.ZONE_CONFIRMED, zone);
    }

    /** Somebody with a say in the plan has looked at the holidays; again changes nothing. */
    public void confirmHolidays(Actor actor, String calendar) {
        confirm(actor, SettingKey.HOLIDAYS_CONFIRMED, calendar);
    }

    private void confirm(Actor actor, SettingKey key, String what) {
        actor.require(Role.LEAD, Role.MANAGER, Role.ADMIN);
        Setting setting = forChange(key);
        setting.change(what, setting.version(), clock.instant(), actor.id()).ifPresent(events::publish);
    }

    private void change(Actor actor, SettingKey key, int expectedVersion, @Nullable String value) {
        forChange(key)
                .change(value, expectedVersion, clock.instant(), actor.id())
                .ifPresent(events::publish);
    }

    /** Makes the row if there is none: of two who set a thing for the first time at once, the second waits. */
    private Setting forChange(SettingKey key) {
        Instant now = clock.instant();
        em.createNativeQuery("insert into setting (setting_key, changed_at, version) values (?1, ?2, 0)"
                        + " on duplicate key update setting_key = setting_key")
                .setParameter(1, key.key())
                .setParameter(2, LocalDateTime.ofInstant(now, ZoneOffset.UTC))
                .executeUpdate();
        return Objects.requireNonNull(em.find(Setting.class, key.key(), LockModeType.PESSIMISTIC_WRITE));
    }
}
