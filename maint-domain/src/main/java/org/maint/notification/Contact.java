package org.maint.notification;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Where somebody is reached: a person's address or number, or the one that the plan names for a level. What a person
 * adds is used once they have shown, by a code, that it is theirs. It is never deleted: notifications name it.
 */
@Entity
@Table(name = "contact")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Contact {
    static final Duration CODE_LASTS = Duration.ofMinutes(15);
    static final int MOST_TRIES = 5;
    /** Between one code and the next, so that nobody's telephone can be made to ring without end. */
    static final Duration CODE_PAUSE = Duration.ofSeconds(30);

    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private @Nullable PersonId person;

    private @Nullable String level;

    @Enumerated(EnumType.STRING)
    private Medium medium;

    private String address;
    private String label;

    @Column(name = "of_record")
    private boolean ofRecord;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "verified_at")
    private @Nullable Instant verifiedAt;

    @Column(name = "code_hash")
    private @Nullable String codeHash;

    @Column(name = "code_until")
    private @Nullable Instant codeUntil;

    @Column(name = "code_tries")
    private int codeTries;

    @Column(name = "removed_at")
    private @Nullable Instant removedAt;

    @Version
    private int version;

    protected Contact() {}

    private Contact(Medium medium, String address, String label, Instant at) {
        this.id = UUID.randomUUID();
        this.medium = medium;
        this.address = address;
        this.label = label;
        this.createdAt = at;
    }

    /** @param known whether somebody else vouches for it, as an administrator does for the address that they enter */
    static Contact of(PersonId person, Medium medium, String address, String label, boolean known, Instant at) {
        Contact contact = new Contact(medium, address, label, at);
        contact.person = person;
        contact.verifiedAt = known ? at : null;
        return contact;
    }

    /** The address that stands in the person's record, for which whoever entered it there vouches. */
    static Contact ofRecord(PersonId person, String email, String label, Instant at) {
        Contact contact = of(person, Medium.EMAIL, email, label, true, at);
        contact.ofRecord = true;
        return contact;
    }

    /** The plan was approved with it. */
    static Contact ofLevel(String level, Medium medium, String address, String label, Instant at) {
        Contact contact = new Contact(medium, address, label, at);
        contact.level = level;
        contact.verifiedAt = at;
        return contact;
    }

    /** A new code, which the one before gives way to. Refused when it is verified already, or that one was just sent. */
    void expect(String code, Instant at) {
        if (verifiedAt != null) {
            throw Refusal.conflict(Message.of("conflict.contact.verified"));
        }
        if (codeUntil != null && at.isBefore(codeUntil.minus(CODE_LASTS).plus(CODE_PAUSE))) {
            throw Refusal.conflict(Message.of("conflict.contact.code-soon", CODE_PAUSE.toSeconds()));
        }
        codeHash = Canonical.sha256(id + ":" + code);
        codeUntil = at.plus(CODE_LASTS);
        codeTries = 0;
    }

    /** Answers whether the code is the right one; after five wrong ones it is none any more. */
    boolean prove(String code, Instant at) {
        if (verifiedAt != null) {
            throw Refusal.conflict(Message.of("conflict.contact.verified"));
        }
        if (codeHash == null || codeUntil == null || !at.isBefore(codeUntil) || codeTries >= MOST_TRIES) {
            throw Refusal.conflict(Message.of("conflict.contact.code-over"));
        }
        codeTries++;
        if (!codeHash.equals(Canonical.sha256(id + ":" + code))) {
            return false;
        }
        verifiedAt = at;
        codeHash = null;
        codeUntil = null;
        return true;
    }

    void remove(Instant at) {
        removedAt = at;
        codeHash = null;
    }

    public UUID id() {
        return id;
    }

    /** Null for a contact of the plan. */
    public @Nullable PersonId person() {
        return person;
    }

    /** Null for a contact of a person. */
    public @Nullable String level() {
        return level;
    }

    public Medium medium() {
        return medium;
    }

    public String address() {
        return address;
    }

    /** As this actor may see it: whole for who owns it, leads and administrators; else so that it can be told from others. */
    public String addressFor(Actor actor) {
        return actor.is(Role.LEAD) || actor.is(Role.ADMIN) || actor.id().equals(person) ? address : masked(address);
    }

    /** {@code j…@example.com}, {@code +1…67}. */
    public static String masked(String address) {
        int at = address.indexOf('@');
        if (at > 0) {
            return address.charAt(0) + "\u2026" + address.substring(at);
        }
        return address.length() <= 5
                ? "\u2026"
                : address.substring(0, 2) + "\u2026" + address.substring(address.length() - 2);
    }

    /** Whose it is, in words. */
    public String label() {
        return label;
    }

    /** Whether it is the address of the person's record, which changes there alone. */
    public boolean ofRecord() {
        return ofRecord;
    }

    boolean is(String ofLevel, Medium by, String at) {
        return ofLevel.equals(level) && medium == by && address.equals(at);
    }

    public @Nullable Instant verifiedAt() {
        return verifiedAt;
    }

    /** Whether it may be used. */
    public boolean usable() {
        return removedAt == null && verifiedAt != null;
    }

    public @Nullable Instant removedAt() {
        return removedAt;
    }

    public int version() {
        return version;
    }
}
