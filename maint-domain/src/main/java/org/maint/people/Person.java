package org.maint.people;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may act: one of the staff, or a service account that a token acts for.
 *
 * <p>A person is invited with a one-time password, chooses their own at the first sign-in, and may be deactivated, never
 * deleted: runs and log entries name them.
 */
@Entity
@Table(name = "person")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Person {
    /** What stands behind a login. */
    public enum Kind {
        HUMAN,
        SERVICE
    }

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private PersonId id;

    private String login;
    private String name;
    private @Nullable String email;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private @Nullable String language;
    private boolean active;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "password_one_time")
    private boolean passwordOneTime;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_seen_at")
    private @Nullable Instant lastSeenAt;

    @ElementCollection
    @CollectionTable(name = "person_role", joinColumns = @JoinColumn(name = "person_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    @BatchSize(size = 50)
    private Set<Role> roles;

    @Version
    private int version;

    protected Person() {}

    private Person(Kind kind, String login, String name, @Nullable String email, Set<Role> roles, Instant at) {
        this.id = PersonId.create();
        this.kind = kind;
        this.login = login;
        this.name = name;
        this.email = email;
        this.active = true;
        this.roles = EnumSet.copyOf(roles);
        this.createdAt = at;
    }

    static Person human(String login, String name, String email, Set<Role> roles, Instant at) {
        return new Person(Kind.HUMAN, login, name, email, roles, at);
    }

    static Person service(String login, Set<Role> roles, Instant at) {
        return new Person(Kind.SERVICE, login, login, null, roles, at);
    }

    void give(String newPassword, boolean oneTime) {
        this.passwordHash = Password.hash(newPassword);
        this.passwordOneTime = oneTime;
    }

    void deactivate() {
        this.active = false;
    }

    void prefer(Locale locale) {
        this.language = locale.getLanguage();
    }

    void seen(Instant at) {
        this.lastSeenAt = at;
    }

    public PersonId id() {
        return id;
    }

    public String login() {
        return login;
    }

    public String name() {
        return name;
    }

    public @Nullable String email() {
        return email;
    }

    public Kind kind() {
        return kind;
    }

    public boolean active() {
        return active;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    /** Whether the password was given by somebody else and is to be changed before anything else. */
    public boolean passwordOneTime() {
        return passwordOneTime;
    }

    public Set<Role> roles() {
        return Set.copyOf(roles);
    }

    /** The language that the person has chosen; null until they have, and then what they use to ask for counts. */
    public @Nullable Locale locale() {
        return language == null ? null : Locale.forLanguageTag(language);
    }

    public Actor actor() {
        return new Actor(id, roles());
    }
}
