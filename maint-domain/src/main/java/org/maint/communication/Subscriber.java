package org.maint.communication;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/**
 * An address that hears of what customers are told: it has asked and confirmed so by a mail, or somebody of the team has
 * put it on the list.
 */
@Entity
@Table(name = "subscriber")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Subscriber {
    /** So long the link in the mail that asks back can be followed. */
    static final Duration CONFIRMED_WITHIN = Duration.ofDays(2);

    @Id
    private UUID id;

    private String email;
    private String language;

    @Column(name = "asked_at")
    private Instant askedAt;

    @Column(name = "asked_from")
    private @Nullable String askedFrom;

    @Column(name = "token_hash")
    private @Nullable String tokenHash;

    @Column(name = "confirmed_at")
    private @Nullable Instant confirmedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "added_by"))
    private @Nullable PersonId addedBy;

    protected Subscriber() {}

    private Subscriber(String email, Locale language, Instant at) {
        this.id = UUID.randomUUID();
        this.email = email;
        this.language = language.getLanguage();
        this.askedAt = at;
    }

    static Subscriber asking(String email, Locale language, String tokenHash, String from, Instant at) {
        Subscriber subscriber = new Subscriber(email, language, at);
        subscriber.ask(language, tokenHash, from, at);
        return subscriber;
    }

    static Subscriber added(String email, Locale language, PersonId by, Instant at) {
        Subscriber subscriber = new Subscriber(email, language, at);
        subscriber.confirmedAt = at;
        subscriber.addedBy = by;
        return subscriber;
    }

    /** Once more; an earlier link opens nothing any more. */
    void ask(Locale newLanguage, String newTokenHash, String from, Instant at) {
        language = newLanguage.getLanguage();
        tokenHash = newTokenHash;
        askedFrom = from;
        askedAt = at;
    }

    boolean mayConfirm(Instant at) {
        return confirmedAt == null && at.isBefore(askedAt.plus(CONFIRMED_WITHIN));
    }

    void confirm(Instant at) {
        confirmedAt = at;
        tokenHash = null;
        askedFrom = null;
    }

    public UUID id() {
        return id;
    }

    public String email() {
        return email;
    }

    public Locale language() {
        return Locale.forLanguageTag(language);
    }

    Instant askedAt() {
        return askedAt;
    }

    /** Null while nobody has followed the link in the mail that asks back. */
    public @Nullable Instant confirmedAt() {
        return confirmedAt;
    }

    /** Null for those who have asked themselves. */
    public @Nullable PersonId addedBy() {
        return addedBy;
    }
}
