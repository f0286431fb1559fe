package org.maint.people;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * A link that makes one person, once. It is valid for seven days; renewing it gives it another token and seven more
 * days. Until it is followed there is no person: nobody can be named in a run who has never been here.
 */
@Entity
@Table(name = "invitation")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Invitation {
    static final Duration VALID_FOR = Duration.ofDays(7);

    @Id
    private UUID id;

    private String login;
    private String name;
    private String email;
    private @Nullable String language;

    @ElementCollection
    @CollectionTable(name = "invitation_role", joinColumns = @JoinColumn(name = "invitation_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    @BatchSize(size = 50)
    private Set<Role> roles;

    private String hash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private PersonId createdBy;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "accepted_at")
    private @Nullable Instant acceptedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "accepted_by"))
    private @Nullable PersonId acceptedBy;

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    @Version
    private int version;

    protected Invitation() {}

    Invitation(
            String login,
            String name,
            String email,
            @Nullable Locale language,
            Set<Role> roles,
            String hash,
            Instant at,
            PersonId by) {
        this.id = UUID.randomUUID();
        this.login = login;
        this.name = name;
        this.email = email;
        this.language = language == null ? null : language.getLanguage();
        this.roles = EnumSet.copyOf(roles);
        this.hash = hash;
        this.createdAt = at;
        this.createdBy = by;
        this.expiresAt = at.plus(VALID_FOR);
    }

    InvitationEvent.PersonInvited invited() {
        return new InvitationEvent.PersonInvited(createdBy, id, login, roles());
    }

    /** The old token opens nothing any more. */
    InvitationEvent.InvitationRenewed renew(String newHash, Instant at, PersonId by) {
        hash = newHash;
        expiresAt = at.plus(VALID_FOR);
        return new InvitationEvent.InvitationRenewed(by, id, login);
    }

    InvitationEvent.InvitationWithdrawn withdraw(Instant at, PersonId by) {
        withdrawnAt = at;
        return new InvitationEvent.InvitationWithdrawn(by, id, login);
    }

    InvitationEvent.InvitationAccepted accept(PersonId as, Instant at) {
        acceptedAt = at;
        acceptedBy = as;
        return new InvitationEvent.InvitationAccepted(as, id, login);
    }

    /** Neither followed nor withdrawn; it may have expired, and can be renewed then. */
    public boolean waiting() {
        return acceptedAt == null && withdrawnAt == null;
    }

    boolean opensWith(String hashOfToken) {
        return hash.equals(hashOfToken);
    }

    /** Whether its link still opens something. */
    public boolean valid(Instant at) {
        return waiting() && at.isBefore(expiresAt);
    }

    public UUID id() {
        return id;
    }

    public String login() {
        return login;
    }

    public String name() {
        return name;
    }

    public String email() {
        return email;
    }

    /** In which the invited person is greeted; null when nobody said. */
    public @Nullable Locale language() {
        return language == null ? null : Locale.forLanguageTag(language);
    }

    public Set<Role> roles() {
        return Set.copyOf(roles);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public PersonId createdBy() {
        return createdBy;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
