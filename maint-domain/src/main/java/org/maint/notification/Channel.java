package org.maint.notification;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** A way out that an administrator has set up: a mail server, a hook, a chat room, a gateway to telephones. */
@Entity
@Table(name = "channel")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Channel {
    @Id
    @Column(name = "channel_key")
    private String key;

    @Enumerated(EnumType.STRING)
    private Medium medium;

    private String title;
    private String settings;
    private @Nullable String secret;
    private boolean enabled;

    @Enumerated(EnumType.STRING)
    @Column(name = "alerts_from")
    private @Nullable Severity alertsFrom;

    private String language;

    @Column(name = "most_per_minute")
    private @Nullable Integer mostPerMinute;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "changed_by"))
    private @Nullable PersonId changedBy;

    @Version
    private int version;

    protected Channel() {}

    Channel(String key, Medium medium) {
        this.key = key;
        this.medium = medium;
    }

    void change(ChannelWish wish, String newSettings, @Nullable String sealed, Instant at, @Nullable PersonId by) {
        title = wish.title();
        settings = newSettings;
        secret = sealed;
        enabled = wish.enabled();
        alertsFrom = wish.alertsFrom();
        language = wish.language();
        mostPerMinute = wish.mostPerMinute();
        changedAt = at;
        changedBy = by;
    }

    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.channel", title));
        }
    }

    public String key() {
        return key;
    }

    public Medium medium() {
        return medium;
    }

    public String title() {
        return title;
    }

    /** JSON, without what is secret. */
    String settings() {
        return settings;
    }

    @Nullable
    String secret() {
        return secret;
    }

    /** Whether there is something secret that is kept for it. */
    public boolean keepsSecret() {
        return secret != null;
    }

    public boolean enabled() {
        return enabled;
    }

    /** For a place that many read: alerts as bad as this and worse go there by themselves; null for none. */
    public @Nullable Severity alertsFrom() {
        return alertsFrom;
    }

    /** Whether alerts of this severity go there by themselves. */
    public boolean takes(Severity severity) {
        return enabled && !medium.toAnAddress() && alertsFrom != null && severity.compareTo(alertsFrom) <= 0;
    }

    public Locale language() {
        return Locale.forLanguageTag(language);
    }

    /** To one contact; what comes beyond goes into a digest. Null for no limit. */
    public @Nullable Integer mostPerMinute() {
        return mostPerMinute;
    }

    public Instant changedAt() {
        return changedAt;
    }

    public int version() {
        return version;
    }
}
