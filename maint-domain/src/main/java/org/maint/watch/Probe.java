package org.maint.watch;

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
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.probing.ProbeKind;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/** An automatic look at the platform, taken again and again. Whichever node claims it takes the next one. */
@Entity
@Table(name = "probe")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Probe {
    @Id
    @Column(name = "probe_key")
    private String key;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    @Enumerated(EnumType.STRING)
    private ProbeKind kind;

    @Column(length = Length.LONG32)
    private String config;

    @Column(length = Length.LONG32)
    private @Nullable String secrets;

    @Column(name = "up_metric")
    private @Nullable String upMetric;

    @Column(name = "seconds_metric")
    private @Nullable String secondsMetric;

    @Column(name = "interval_seconds")
    private int intervalSeconds;

    @Column(name = "timeout_seconds")
    private int timeoutSeconds;

    private int retries;
    private boolean enabled;

    @Column(name = "next_at")
    private Instant nextAt;

    @Column(name = "claimed_until")
    private @Nullable Instant claimedUntil;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "changed_by"))
    private @Nullable PersonId changedBy;

    @Version
    private int version;

    protected Probe() {}

    Probe(String key, Instant at) {
        this.key = key;
        this.createdAt = at;
        this.nextAt = at;
    }

    void change(ProbeWish wish, @Nullable String sealedSecrets, Instant at, @Nullable PersonId by) {
        title = wish.title();
        kind = wish.kind();
        config = wish.config();
        secrets = sealedSecrets;
        upMetric = wish.upMetric();
        secondsMetric = wish.secondsMetric();
        intervalSeconds = wish.intervalSeconds();
        timeoutSeconds = wish.timeoutSeconds();
        retries = wish.retries();
        enabled = wish.enabled();
        nextAt = at;
        changedAt = at;
        changedBy = by;
    }

    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.probe", title));
        }
    }

    public String key() {
        return key;
    }

    public Text title() {
        return title;
    }

    public ProbeKind kind() {
        return kind;
    }

    /** As JSON, with {@code {platform}} for the platform's address. */
    public String config() {
        return config;
    }

    /** Sealed; by name. */
    @Nullable
    String secrets() {
        return secrets;
    }

    /** The metric that is 1 when all was well and 0 when not; null for none. */
    public @Nullable String upMetric() {
        return upMetric;
    }

    /** The metric that says how long it took; null for none. */
    public @Nullable String secondsMetric() {
        return secondsMetric;
    }

    public int intervalSeconds() {
        return intervalSeconds;
    }

    public int timeoutSeconds() {
        return timeoutSeconds;
    }

    public int retries() {
        return retries;
    }

    public boolean enabled() {
        return enabled;
    }

    public Instant nextAt() {
        return nextAt;
    }

    public Instant changedAt() {
        return changedAt;
    }

    public @Nullable PersonId changedBy() {
        return changedBy;
    }

    public int version() {
        return version;
    }
}
