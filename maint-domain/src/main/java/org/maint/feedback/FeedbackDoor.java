package org.maint.feedback;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/** The address of the form. It is shown to leads again and again, because it opens nothing but that form. */
@Entity
@Table(name = "feedback_door")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class FeedbackDoor {
    static final int ONLY = 1;

    @Id
    private int id;

    private @Nullable String token;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "changed_by"))
    private PersonId changedBy;

    protected FeedbackDoor() {}

    FeedbackDoor(@Nullable String token, Instant at, PersonId by) {
        this.id = ONLY;
        change(token, at, by);
    }

    final void change(@Nullable String to, Instant at, PersonId by) {
        token = to;
        changedAt = at;
        changedBy = by;
    }

    @Nullable
    String token() {
        return token;
    }
}
