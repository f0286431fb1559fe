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
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;
import org.maint.task.TaskEvent.Change;

/**
 * Something to be done beside the routines. It is open, then in progress, then closed with a resolution and a reason;
 * a closed one can be opened again. It is never deleted.
 */
@Entity
@Table(name = "task")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Task {
    public static final int LONGEST_TITLE = 200;
    public static final int LONGEST_DESCRIPTION = 4_000;
    static final int LONGEST_REASON = 2_000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long number;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    private TaskState state;

    @Enumerated(EnumType.STRING)
    private Priority priority;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "owner"))
    private @Nullable PersonId owner;

    private @Nullable LocalDate due;

    @Embedded
    private Origin origin;

    @Column(name = "origin_once")
    private @Nullable String once;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private @Nullable PersonId createdBy;

    @Enumerated(EnumType.STRING)
    private @Nullable Resolution resolution;

    @Column(name = "closing_reason")
    private @Nullable String closingReason;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "closed_by"))
    private @Nullable PersonId closedBy;

    @Version
    private int version;

    protected Task() {}

    /** Refused when the wish has no title or one that is too long. */
    Task(TaskWish wish, Origin origin, Instant at, @Nullable PersonId by) {
        this.title = Text.same(Words.required(wish.title(), "/title", LONGEST_TITLE));
        this.description = Words.optional(wish.description(), "/description", LONGEST_DESCRIPTION);
        this.priority = wish.priority();
        this.owner = wish.owner();
        this.due = wish.due();
        this.origin = origin;
        this.state = TaskState.OPEN;
        this.createdAt = at;
        this.createdBy = by;
    }

    /** One that maint makes by itself; {@code once} keeps every node from making it again. */
    Task(Text title, Text description, LocalDate due, Origin origin, String once, Instant at) {
        this(new TaskWish(title.en(), description.en(), Priority.NORMAL, null, due), origin, at, null);
        this.title = title;
        this.description = description.en().equals(description.fr())
                ? description.en()
                : description.fr() + "\n\n" + description.en();
        this.once = once;
    }

    TaskEvent created() {
        return new TaskEvent(this, List.of(Change.of(TaskLine.Kind.CREATED, null)), createdBy, createdAt);
    }

    /** Refused when it is closed, or when somebody else has changed it since. */
    List<Change> edit(TaskWish wish) {
        requireOpen();
        String newTitle = Words.required(wish.title(), "/title", LONGEST_TITLE);
        String newDescription = Words.optional(wish.description(), "/description", LONGEST_DESCRIPTION);
        List<Change> changes = new ArrayList<>();
        // What maint named in both languages keeps both until somebody names it anew.
        if (!newTitle.equals(title.en()) && !newTitle.equals(title.fr())) {
            changes.add(new Change(TaskLine.Kind.TITLE, title.fr(), newTitle, null));
            title = Text.same(newTitle);
        }
        if (!Objects.equals(newDescription, description)) {
            changes.add(Change.of(TaskLine.Kind.DESCRIPTION, description));
            description = newDescription;
        }
        if (wish.priority() != priority) {
            changes.add(new Change(
                    TaskLine.Kind.PRIORITY, priority.name(), wish.priority().name(), null));
            priority = wish.priority();
        }
        if (!Objects.equals(wish.owner(), owner)) {
            changes.add(new Change(TaskLine.Kind.OWNER, text(owner), text(wish.owner()), null));
            owner = wish.owner();
        }
        if (!Objects.equals(wish.due(), due)) {
            changes.add(new Change(TaskLine.Kind.DUE, text(due), text(wish.due()), null));
            due = wish.due();
        }
        return changes;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    Change start() {
        requireOpen();
        if (state == TaskState.IN_PROGRESS) {
            throw Refusal.conflict(Message.of("conflict.task.started", name()));
        }
        state = TaskState.IN_PROGRESS;
        return Change.of(TaskLine.Kind.STARTED, null);
    }

    Change close(Resolution how, @Nullable String typedReason, Instant at, PersonId by) {
        requireOpen();
        String reason = Words.required(typedReason, "/reason", LONGEST_REASON);
        state = TaskState.CLOSED;
        resolution = how;
        closingReason = reason;
        closedAt = at;
        closedBy = by;
        return new Change(TaskLine.Kind.CLOSED, null, how.name(), reason);
    }

    Change reopen() {
        if (state != TaskState.CLOSED) {
            throw Refusal.conflict(Message.of("conflict.task.open", name()));
        }
        state = TaskState.OPEN;
        resolution = null;
        closingReason = null;
        closedAt = null;
        closedBy = null;
        return Change.of(TaskLine.Kind.REOPENED, null);
    }

    void requireOpen() {
        if (state == TaskState.CLOSED) {
            throw Refusal.conflict(Message.of("conflict.task.closed", name()));
        }
    }

    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.task", name()));
        }
    }

    /** Whether its due date has passed and it is not closed. */
    public boolean late(LocalDate today) {
        return state != TaskState.CLOSED && due != null && due.isBefore(today);
    }

    /** As people name it: {@code T-12}. */
    public String name() {
        return "T-" + number;
    }

    public long number() {
        return number;
    }

    public Text title() {
        return title;
    }

    public @Nullable String description() {
        return description;
    }

    public TaskState state() {
        return state;
    }

    public Priority priority() {
        return priority;
    }

    public @Nullable PersonId owner() {
        return owner;
    }

    /** The last day on which it is in time, in the plan's zone. */
    public @Nullable LocalDate due() {
        return due;
    }

    public Origin origin() {
        return origin;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Null for maint itself. */
    public @Nullable PersonId createdBy() {
        return createdBy;
    }

    /** Null until it is closed. */
    public @Nullable Resolution resolution() {
        return resolution;
    }

    public @Nullable String closingReason() {
        return closingReason;
    }

    public @Nullable Instant closedAt() {
        return closedAt;
    }

    public @Nullable PersonId closedBy() {
        return closedBy;
    }

    public int version() {
        return version;
    }
}
