package org.maint.notification;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Words;

/** The sign of life that maint gives to somebody outside, who notices when it no longer comes. There is one. */
@Entity
@Table(name = "pulse")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Pulse {
    static final int ONLY = 1;

    @Id
    private Integer id;

    @Column(name = "url_sealed")
    private @Nullable String urlSealed;

    @Column(name = "changed_at")
    private @Nullable Instant changedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "changed_by"))
    private @Nullable PersonId changedBy;

    @Column(name = "beat_at")
    private @Nullable Instant beatAt;

    private @Nullable Boolean ok;
    private @Nullable String receipt;

    @Version
    private int version;

    protected Pulse() {}

    void point(@Nullable String sealed, Instant at, PersonId by) {
        urlSealed = sealed;
        changedAt = at;
        changedBy = by;
        beatAt = null;
        ok = null;
        receipt = null;
    }

    /** It is about to beat; whoever asks within the interval does not. */
    void begin(Instant at) {
        beatAt = at;
    }

    void beat(boolean wentWell, String answer) {
        ok = wentWell;
        receipt = Words.shortened(answer, 500);
    }

    @Nullable
    String urlSealed() {
        return urlSealed;
    }

    /** Whether there is somebody who waits for it. */
    public boolean set() {
        return urlSealed != null;
    }

    /** When it last beat; null for never. */
    public @Nullable Instant beatAt() {
        return beatAt;
    }

    /** Null until the first beat has an answer. */
    public @Nullable Boolean ok() {
        return ok;
    }

    public @Nullable String receipt() {
        return receipt;
    }

    public int version() {
        return version;
    }
}
