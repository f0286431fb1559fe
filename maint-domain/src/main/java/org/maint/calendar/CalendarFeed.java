package org.maint.calendar;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/** An address from which a person's calendar program reads, until they revoke it. Only the secret's SHA-256 is kept. */
@Entity
@Table(name = "calendar_feed")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class CalendarFeed {
    /** Programs read every few minutes; an hour is as near as anybody needs to know. */
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofHours(1);

    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private PersonId person;

    private String name;

    @Enumerated(EnumType.STRING)
    private FeedScope scope;

    private String language;

    private String hash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    protected CalendarFeed() {}

    CalendarFeed(PersonId person, String name, FeedScope scope, Locale language, String hash, Instant at) {
        this.id = UUID.randomUUID();
        this.person = person;
        this.name = name;
        this.scope = scope;
        this.language = language.getLanguage();
        this.hash = hash;
        this.createdAt = at;
    }

    boolean useIsToBeNoted(Instant at) {
        return lastUsedAt == null || lastUsedAt.plus(USE_IS_NOTED_EVERY).isBefore(at);
    }

    void used(Instant at) {
        this.lastUsedAt = at;
    }

    /** Whether it was still valid. */
    boolean revoke(Instant at) {
        if (revokedAt != null) {
            return false;
        }
        revokedAt = at;
        return true;
    }

    public boolean valid() {
        return revokedAt == null;
    }

    public UUID id() {
        return id;
    }

    public PersonId person() {
        return person;
    }

    public String name() {
        return name;
    }

    public FeedScope scope() {
        return scope;
    }

    /** The language in which it was made; what the person has chosen since counts more. */
    Locale language() {
        return Locale.forLanguageTag(language);
    }

    String hash() {
        return hash;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** To the hour; null when never. */
    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }
}
