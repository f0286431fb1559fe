package org.maint.handover;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** The note of one day; it is changed until it is confirmed, and never afterwards. */
@Entity
@Table(name = "handover_note")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class HandoverNote {
    @Id
    private LocalDate day;

    @Column(length = Length.LONG32)
    private String words;

    @Column(name = "saved_at")
    private Instant savedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "saved_by"))
    private PersonId savedBy;

    @Column(name = "confirmed_at")
    private @Nullable Instant confirmedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "confirmed_by"))
    private @Nullable PersonId confirmedBy;

    @Column(name = "log_entry")
    private @Nullable Long logEntry;

    @Version
    private int version;

    protected HandoverNote() {}

    HandoverNote(LocalDate day, String words, Instant at, PersonId by) {
        this.day = day;
        save(words, at, by);
    }

    final void save(String typed, Instant at, PersonId by) {
        requireOpen();
        words = typed;
        savedAt = at;
        savedBy = by;
    }

    void requireOpen() {
        if (confirmedAt != null) {
            throw Refusal.conflict(Message.of("conflict.handover.confirmed"));
        }
    }

    /** @param expected the version that was seen; null for whatever it is now */
    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.handover"));
        }
    }

    void confirm(Instant at, PersonId by, long entry) {
        confirmedAt = at;
        confirmedBy = by;
        logEntry = entry;
    }

    public LocalDate day() {
        return day;
    }

    public String words() {
        return words;
    }

    public Instant savedAt() {
        return savedAt;
    }

    public PersonId savedBy() {
        return savedBy;
    }

    /** Null while it may be changed. */
    public @Nullable Instant confirmedAt() {
        return confirmedAt;
    }

    public @Nullable PersonId confirmedBy() {
        return confirmedBy;
    }

    public @Nullable Long logEntry() {
        return logEntry;
    }

    public int version() {
        return version;
    }
}
