package org.maint.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One failed attempt to sign in, counted per account and per address. */
@Entity
@Table(name = "sign_in_failure")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class SignInFailure {
    @Id
    private UUID id;

    private String subject;

    @Column(name = "at")
    private Instant at;

    protected SignInFailure() {}

    SignInFailure(String subject, Instant at) {
        this.id = UUID.randomUUID();
        this.subject = subject;
        this.at = at;
    }
}
