package org.maint.people;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link by which one person chooses a new password, once, within an hour. Its token stands nowhere but in the mail. */
@Entity
@Table(name = "password_reset")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class PasswordReset {
    static final Duration VALID_FOR = Duration.ofMinutes(60);

    @Id
    @Column(name = "token_hash")
    private String tokenHash;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private PersonId person;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "used_at")
    private @Nullable Instant usedAt;

    protected PasswordReset() {}

    PasswordReset(String tokenHash, PersonId person, Instant at) {
        this.tokenHash = tokenHash;
        this.person = person;
        this.expiresAt = at.plus(VALID_FOR);
    }

    PersonId person() {
        return person;
    }

    /** Whether its link still opens something. */
    boolean valid(Instant at) {
        return usedAt == null && at.isBefore(expiresAt);
    }

    /** It was followed, or another one took its place. */
    void end(Instant at) {
        usedAt = at;
    }
}
