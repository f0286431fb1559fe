package org.maint.people;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.AbsenceEvent.AbsenceCancelled;
import org.maint.people.AbsenceEvent.AbsenceChanged;
import org.maint.people.AbsenceEvent.AbsenceRecorded;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Days on which somebody is not there. Cancelled, it vanishes from every list and stays in the audit trail. */
@Entity
@Table(name = "absence")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Absence {
    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private PersonId person;

    @Column(name = "first_day")
    private LocalDate firstDay;

    @Column(name = "last_day")
    private LocalDate lastDay;

    private @Nullable String note;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "delegate"))
    private @Nullable PersonId delegate;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "recorded_by"))
    private PersonId recordedBy;

    @Column(name = "cancelled_at")
    private @Nullable Instant cancelledAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "cancelled_by"))
    private @Nullable PersonId cancelledBy;

    @Version
    private int version;

    protected Absence() {}

    Absence(PersonId person, Away away, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.person = person;
        this.recordedAt = at;
        this.recordedBy = by;
        take(away);
    }

    private void take(Away away) {
        firstDay = away.from();
        lastDay = away.to();
        note = away.note();
        delegate = away.delegate();
    }

    AbsenceRecorded recorded() {
        return new AbsenceRecorded(recordedBy, id, person, words());
    }

    AbsenceChanged change(Away away, PersonId by) {
        String before = words();
        take(away);
        return new AbsenceChanged(by, id, person, before, words());
    }

    AbsenceCancelled cancel(Instant at, PersonId by) {
        cancelledAt = at;
        cancelledBy = by;
        return new AbsenceCancelled(by, id, person, words());
    }

    /** Refused when somebody has changed it since it was looked at, or when it is cancelled. */
    void requireVersion(int expected) {
        if (cancelledAt != null || expected != version) {
            throw Refusal.stale(Message.of("stale.absence"));
        }
    }

    /** For the audit trail. */
    private String words() {
        return firstDay + "/" + lastDay + (delegate == null ? "" : " delegate:" + delegate);
    }

    public boolean covers(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }

    public UUID id() {
        return id;
    }

    public PersonId person() {
        return person;
    }

    /** The first day, included. */
    public LocalDate from() {
        return firstDay;
    }

    /** The last day, included. */
    public LocalDate to() {
        return lastDay;
    }

    public @Nullable String note() {
        return note;
    }

    /** Who stands in; null when nobody does. */
    public @Nullable PersonId delegate() {
        return delegate;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    public PersonId recordedBy() {
        return recordedBy;
    }

    public int version() {
        return version;
    }
}
