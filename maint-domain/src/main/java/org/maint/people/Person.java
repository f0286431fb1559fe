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
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;
import org.maint.people.PeopleEvent.PersonChanged;
import org.maint.people.PeopleEvent.PersonDeactivated;
import org.maint.people.PeopleEvent.PersonReactivated;
import org.maint.people.PeopleEvent.RolesChanged;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

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

    @Column(name = "email_own")
    private boolean emailOwn;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private @Nullable String language;
    private @Nullable String zone;
    private boolean active;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "password_one_time")
    private boolean passwordOneTime;

    @Column(name = "created_at")
    private Instant createdAt;

    // Signing in is no change that an administrator's form must notice.
    @OptimisticLock(excluded = true)
    @Column(name = "last_seen_at")
    private @Nullable Instant lastSeenAt;

    @Column(name = "erased_at")
    private @Nullable Instant erasedAt;

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

    /** Refused when somebody has changed the person since they were looked at. */
    void requireVersion(int expected) {
        if (expected != version) {
            throw Refusal.stale(Message.of("stale.person", name));
        }
    }

    /** Empty when it is as it was. */
    Optional<PersonChanged> describe(String newName, String newEmail, PersonId by) {
        if (newName.equals(name) && newEmail.equals(email)) {
            return Optional.empty();
        }
        if (!newEmail.equals(email)) {
            emailOwn = by.equals(id);
        }
        PersonChanged changed = new PersonChanged(by, id, name + " <" + email + ">", newName + " <" + newEmail + ">");
        name = newName;
        email = newEmail;
        return Optional.of(changed);
    }

    /**
     * Empty when it is as it was.
     *
     * @param by null where the groups of an OpenID provider decide
     */
    Optional<RolesChanged> hold(Set<Role> newRoles, @Nullable PersonId by) {
        if (newRoles.equals(roles)) {
            return Optional.empty();
        }
        RolesChanged changed = new RolesChanged(by, id, login, roles(), newRoles);
        roles.retainAll(newRoles);
        roles.addAll(newRoles);
        return Optional.of(changed);
    }

    PersonDeactivated deactivate(PersonId by) {
        active = false;
        return new PersonDeactivated(by, id, login);
    }

    PersonReactivated reactivate(PersonId by) {
        active = true;
        return new PersonReactivated(by, id, login);
    }

    /** Under this pseudonym what they did stands from now on; nobody can tell any more who it was. */
    String anonymise(Instant at) {
        if (active) {
            throw new IllegalStateException("Somebody who may sign in has a name");
        }
        String pseudonym = "anonyme-" + id.toString().substring(0, 8);
        login = pseudonym;
        name = pseudonym;
        email = null;
        language = null;
        zone = null;
        passwordHash = null;
        lastSeenAt = null;
        erasedAt = at;
        return pseudonym;
    }

    /** Whether name and addresses were taken out for good. */
    public boolean erased() {
        return erasedAt != null;
    }

    void prefer(Locale locale) {
        this.language = locale.getLanguage();
    }

    /** A language of null leaves the one that is there; a zone of null is the plan's. */
    void prefer(@Nullable Locale newLanguage, @Nullable ZoneId newZone) {
        if (newLanguage != null) {
            prefer(newLanguage);
        }
        zone = newZone == null ? null : newZone.getId();
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

    /** Whether the address is one that they typed themselves; nothing shows that its mailbox is theirs. */
    boolean emailOwn() {
        return emailOwn;
    }

    /** An OpenID provider has confirmed the address that is there. */
    void emailConfirmed() {
        emailOwn = false;
    }

    /** Whether there is one; who comes by an OpenID provider alone has none. */
    public boolean hasPassword() {
        return passwordHash != null;
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

    /** In which the person lives; null for the plan's. */
    public @Nullable ZoneId zone() {
        return zone == null ? null : ZoneId.of(zone);
    }

    public @Nullable Instant lastSeenAt() {
        return lastSeenAt;
    }

    /** Whether this is one of the staff who may be given work. */
    public boolean activeHuman() {
        return active && kind == Kind.HUMAN;
    }

    public int version() {
        return version;
    }

    public Actor actor() {
        return new Actor(id, roles());
    }
}
