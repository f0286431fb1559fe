package org.maint.task;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Words;

/** A line of a task's history: a comment, or a change with what was before and after. Written once. */
@Entity
@Table(name = "task_line")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class TaskLine {
    /** What happened. */
    public enum Kind {
        CREATED,
        COMMENT,
        TITLE,
        DESCRIPTION,
        PRIORITY,
        OWNER,
        DUE,
        STARTED,
        CLOSED,
        REOPENED,
        FILE,
        LINK
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @Column(name = "task_number")
    private long task;

    @Column(name = "at")
    private Instant at;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private @Nullable PersonId by;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "before_value")
    private @Nullable String before;

    @Column(name = "after_value")
    private @Nullable String after;

    private @Nullable String words;

    protected TaskLine() {}

    TaskLine(long task, Instant at, @Nullable PersonId by, TaskEvent.Change change) {
        this.task = task;
        this.at = at;
        this.by = by;
        this.kind = change.kind();
        this.before = shortened(change.before());
        this.after = shortened(change.after());
        this.words = change.words();
    }

    private static @Nullable String shortened(@Nullable String value) {
        return value == null ? null : Words.shortened(value, 190);
    }

    long task() {
        return task;
    }

    public Instant at() {
        return at;
    }

    /** Null for maint itself. */
    public @Nullable PersonId by() {
        return by;
    }

    public Kind kind() {
        return kind;
    }

    /** An id for OWNER, a date for DUE, a key for PRIORITY, the words for TITLE. */
    public @Nullable String before() {
        return before;
    }

    public @Nullable String after() {
        return after;
    }

    /** The comment, the closing reason, or the name of what was added. */
    public @Nullable String words() {
        return words;
    }
}
