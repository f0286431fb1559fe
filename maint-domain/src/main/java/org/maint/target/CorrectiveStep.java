package org.maint.target;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Text;

/** One of the plan's steps for a missed target, in one case. */
@Entity
@Table(name = "corrective_step")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class CorrectiveStep {
    /** Which case, which place in the list. */
    @Embeddable
    record Id(@Column(name = "case_number") long number, int position) implements Serializable {}

    @EmbeddedId
    private Id id;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    private @Nullable String note;

    @Column(name = "done_at")
    private @Nullable Instant doneAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "done_by"))
    private @Nullable PersonId doneBy;

    protected CorrectiveStep() {}

    CorrectiveStep(long number, int position, Text title) {
        this.id = new Id(number, position);
        this.title = title;
    }

    void done(PersonId by, String words, Instant at) {
        note = words;
        doneAt = at;
        doneBy = by;
    }

    long caseNumber() {
        return id.number();
    }

    /** From 1. */
    public int position() {
        return id.position();
    }

    public Text title() {
        return title;
    }

    /** What was found or done; null until it is. */
    public @Nullable String note() {
        return note;
    }

    public @Nullable Instant doneAt() {
        return doneAt;
    }

    public @Nullable PersonId doneBy() {
        return doneBy;
    }
}
