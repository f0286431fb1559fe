package org.maint.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A secret with which a program acts for a person, in one role. Only the secret's SHA-256 is kept. */
@Entity
@Table(name = "api_token")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class ApiToken {
    /** Noting each use would write a row per call; a minute is as near as anybody needs to know. */
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    @Id
    private UUID id;

    private String name;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "person_id")
    private Person person;

    @Enumerated(EnumType.STRING)
    private Role role;

    private String hash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    protected ApiToken() {}

    ApiToken(String name, Person person, Role role, String hash, Instant at) {
        this.id = UUID.randomUUID();
        this.name = name;
        this.person = person;
        this.role = role;
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

    /** A role that was taken from a person is gone from their tokens too; a service account has its token's role. */
    boolean valid() {
        boolean held = person.kind() == Person.Kind.SERVICE || person.roles().contains(role);
        return revokedAt == null && person.active() && held;
    }

    Actor actor() {
        return new Actor(person.id(), Set.of(role));
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Person person() {
        return person;
    }

    public Role role() {
        return role;
    }

    String hash() {
        return hash;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }
}
