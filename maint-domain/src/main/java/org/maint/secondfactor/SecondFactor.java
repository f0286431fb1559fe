package org.maint.secondfactor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/** What a person's authenticator app shares with maint. It counts once a first code was right. */
@Entity
@Table(name = "second_factor")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class SecondFactor {
    @Id
    @Column(name = "person_id")
    private UUID person;

    private String secret;

    @Column(name = "begun_at")
    private Instant begunAt;

    @Column(name = "confirmed_at")
    private @Nullable Instant confirmedAt;

    @Column(name = "last_step")
    private long lastStep;

    protected SecondFactor() {}

    SecondFactor(PersonId person, String sealed, Instant at) {
        this.person = person.value();
        this.secret = sealed;
        this.begunAt = at;
    }

    PersonId person() {
        return new PersonId(person);
    }

    /** As the database keeps it. */
    String sealed() {
        return secret;
    }

    boolean confirmed() {
        return confirmedAt != null;
    }

    /** Takes the code of a step; answers false when it, or one after it, was taken before. */
    boolean take(long step) {
        if (step <= lastStep) {
            return false;
        }
        lastStep = step;
        return true;
    }

    SecondFactorEvent.TurnedOn confirm(Instant at) {
        confirmedAt = at;
        return new SecondFactorEvent.TurnedOn(person());
    }
}
