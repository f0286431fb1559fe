package org.maint.activity;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/** Something that was changed on the platform. */
@Entity
@Table(name = "platform_change")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class PlatformChange {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Instant at;
    private String title;
    private String kind;

    @Column(name = "made_by")
    private String madeBy;

    private @Nullable String reference;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "recorded_by"))
    private PersonId recordedBy;

    protected PlatformChange() {}

    PlatformChange(
            Instant at,
            String title,
            String kind,
            String madeBy,
            @Nullable String reference,
            Instant recordedAt,
            PersonId recordedBy) {
        this.at = at;
        this.title = title;
        this.kind = kind;
        this.madeBy = madeBy;
        this.reference = reference;
        this.recordedAt = recordedAt;
        this.recordedBy = recordedBy;
    }

    public long id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    public String title() {
        return title;
    }

    /** A word for what kind of change, such as deployment, configuration, update. */
    public String kind() {
        return kind;
    }

    /** Who made it, in words: not everybody who changes the platform is known to maint. */
    public String madeBy() {
        return madeBy;
    }

    /** Where there is more: an address, a ticket, a commit. */
    public @Nullable String reference() {
        return reference;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    public PersonId recordedBy() {
        return recordedBy;
    }
}
