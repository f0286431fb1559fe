package org.maint.recovery;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Text;

/** One step of a drill; it takes from the step before to its own end. */
@Entity
@Table(name = "recovery_step")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class DrillStep {
    /** Which drill, and which place in it. */
    @Embeddable
    record Id(long drill, int position) implements Serializable {}

    @EmbeddedId
    private Id id;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    @Column(length = Length.LONG32)
    private @Nullable String note;

    @Column(name = "done_at")
    private @Nullable Instant doneAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "done_by"))
    private @Nullable PersonId doneBy;

    protected DrillStep() {}

    DrillStep(long drill, int position, Text title) {
        this.id = new Id(drill, position);
        this.title = title;
    }

    void done(@Nullable String typed, Instant at, PersonId by) {
        note = typed;
        doneAt = at;
        doneBy = by;
    }

    /** From 1. */
    public int position() {
        return id.position();
    }

    public Text title() {
        return title;
    }

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
