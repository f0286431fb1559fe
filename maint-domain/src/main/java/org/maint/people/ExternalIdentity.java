package org.maint.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Under which name an OpenID provider knows a person. The name is the provider's, stays the same for ever and is theirs alone. */
@Entity
@Table(name = "external_identity")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class ExternalIdentity {
    @Id
    private UUID id;

    private String issuer;
    private String subject;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "person_id")
    private Person person;

    @Column(name = "linked_at")
    private Instant linkedAt;

    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    protected ExternalIdentity() {}

    ExternalIdentity(String issuer, String subject, Person person, Instant at) {
        this.id = UUID.randomUUID();
        this.issuer = issuer;
        this.subject = subject;
        this.person = person;
        this.linkedAt = at;
        this.lastUsedAt = at;
    }

    void used(Instant at) {
        lastUsedAt = at;
    }

    Person person() {
        return person;
    }

    public UUID id() {
        return id;
    }

    /** The address of the provider. */
    public String issuer() {
        return issuer;
    }

    public String subject() {
        return subject;
    }

    public Instant linkedAt() {
        return linkedAt;
    }

    public Instant lastUsedAt() {
        return lastUsedAt;
    }
}
