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
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A time in which somebody is signed in to the portal, in one browser. It begins once and ends once. */
@Entity
@Table(name = "portal_session")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Session {
    /** Why it ended. */
    public enum End {
        /** By the button for it. */
        SIGNED_OUT,
        /** By the person, from another session or from the profile. */
        BY_PERSON,
        BY_ADMINISTRATOR,
        /** The person has chosen another password elsewhere. */
        PASSWORD_CHANGED,
        DEACTIVATED,
        /** Nobody was heard of for an hour. */
        EXPIRED
    }

    static final int LONGEST_BROWSER = 120;
    static final int LONGEST_ADDRESS = 64;

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "person_id")
    private Person person;

    @Column(name = "begun_at")
    private Instant begunAt;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    private String address;
    private String browser;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "ended_why")
    private @Nullable End endedWhy;

    protected Session() {}

    Session(Person person, String address, String browser, Instant at) {
        this.id = UUID.randomUUID();
        this.person = person;
        this.address = address.substring(0, Math.min(address.length(), LONGEST_ADDRESS));
        this.browser = browser.substring(0, Math.min(browser.length(), LONGEST_BROWSER));
        this.begunAt = at;
        this.lastSeenAt = at;
    }

    SessionEvent.SessionEnded end(End why, Instant at, @Nullable PersonId by) {
        endedAt = at;
        endedWhy = why;
        return new SessionEvent.SessionEnded(by, id, person.id(), why);
    }

    public UUID id() {
        return id;
    }

    Person person() {
        return person;
    }

    public PersonId holder() {
        return person.id();
    }

    public Instant begunAt() {
        return begunAt;
    }

    /** Noted at most once a minute. */
    public Instant lastSeenAt() {
        return lastSeenAt;
    }

    public String address() {
        return address;
    }

    /** In words, such as {@code Firefox · Linux}. */
    public String browser() {
        return browser;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    public @Nullable End endedWhy() {
        return endedWhy;
    }
}
