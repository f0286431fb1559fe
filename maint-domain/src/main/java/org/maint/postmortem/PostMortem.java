package org.maint.postmortem;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Canonical;
import org.maint.shared.LinesConverter;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** A post-mortem from the end of its incident to its approval, after which nothing of it changes. */
@Entity
@Table(name = "post_mortem")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class PostMortem {
    /** So that the column holds them. */
    private static final int MOST_AUTHORS = 200;

    @Id
    @Column(name = "incident_number")
    private long incident;

    @Enumerated(EnumType.STRING)
    private PostMortemState state;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "due_on")
    private LocalDate due;

    @Convert(converter = LinesConverter.class)
    private List<String> authors = List.of();

    @Column(name = "changed_at")
    private Instant changedAt;

    /** So that each change makes another version, however short after the one before. */
    private int changes;

    @Column(name = "submitted_at")
    private @Nullable Instant submittedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "submitted_by"))
    private @Nullable PersonId submittedBy;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "returned_by"))
    private @Nullable PersonId returnedBy;

    @Column(name = "return_reason")
    private @Nullable String returnReason;

    @Column(name = "approved_at")
    private @Nullable Instant approvedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "approved_by"))
    private @Nullable PersonId approvedBy;

    @Column(name = "log_sequence")
    private @Nullable Long logEntry;

    @Column(length = Length.LONG32)
    private String figures;

    @Version
    private int version;

    protected PostMortem() {}

    PostMortem(long incident, Figures figures, LocalDate due, Instant at) {
        this.incident = incident;
        this.state = PostMortemState.DRAFT;
        this.openedAt = at;
        this.changedAt = at;
        this.due = due;
        this.figures = figures.json().toString();
    }

    /** What the record knows by now. */
    void found(Figures newFigures) {
        figures = newFigures.json().toString();
    }

    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.post-mortem", incident));
        }
    }

    void requireState(PostMortemState expected) {
        if (state != expected) {
            throw Refusal.conflict(
                    Message.of("conflict.post-mortem.state", incident, Message.of("post-mortem.state." + state)));
        }
    }

    /** Something of it is another now. Refused when it is not a draft. */
    void written(PersonId by, Instant at) {
        requireState(PostMortemState.DRAFT);
        touched(at);
        String author = by.toString();
        if (!authors.contains(author)) {
            if (authors.size() >= MOST_AUTHORS) {
                throw Refusal.conflict(Message.of("conflict.post-mortem.authors", MOST_AUTHORS));
            }
            List<String> more = new ArrayList<>(authors);
            more.add(author);
            authors = List.copyOf(more);
        }
    }

    /** What stands beside its words is another now. */
    final void touched(Instant at) {
        changedAt = at;
        changes++;
    }

    void submit(Instant at, PersonId by) {
        requireState(PostMortemState.DRAFT);
        state = PostMortemState.IN_REVIEW;
        submittedAt = at;
        submittedBy = by;
        returnedBy = null;
        returnReason = null;
        changedAt = at;
    }

    void giveBack(String reason, Instant at, PersonId by) {
        requireState(PostMortemState.IN_REVIEW);
        state = PostMortemState.DRAFT;
        returnedBy = by;
        returnReason = reason;
        changedAt = at;
    }

    /** Refused when whoever approves had a hand in it. */
    void requireApprovableBy(PersonId by) {
        requireState(PostMortemState.IN_REVIEW);
        if (by.equals(submittedBy) || authors.contains(by.toString())) {
            throw Refusal.forbidden(Message.of("forbidden.post-mortem.own"));
        }
    }

    void approve(Instant at, PersonId by) {
        requireApprovableBy(by);
        state = PostMortemState.APPROVED;
        approvedAt = at;
        approvedBy = by;
        changedAt = at;
    }

    void logged(long sequence) {
        logEntry = sequence;
    }

    /** The number of its incident. */
    public long incident() {
        return incident;
    }

    public PostMortemState state() {
        return state;
    }

    public Instant openedAt() {
        return openedAt;
    }

    /** By when it is to be in review. */
    public LocalDate due() {
        return due;
    }

    /** Whoever wrote a word of it. */
    public List<PersonId> authors() {
        return authors.stream()
                .map(each -> new PersonId(java.util.UUID.fromString(each)))
                .toList();
    }

    public Instant changedAt() {
        return changedAt;
    }

    public @Nullable Instant submittedAt() {
        return submittedAt;
    }

    public @Nullable PersonId submittedBy() {
        return submittedBy;
    }

    /** Who gave it back last; null when nobody did since it was submitted. */
    public @Nullable PersonId returnedBy() {
        return returnedBy;
    }

    public @Nullable String returnReason() {
        return returnReason;
    }

    public @Nullable Instant approvedAt() {
        return approvedAt;
    }

    public @Nullable PersonId approvedBy() {
        return approvedBy;
    }

    /** The sequence of its entry in the log; null until it is approved. */
    public @Nullable Long logEntry() {
        return logEntry;
    }

    /** What the record knew when it was opened, submitted or approved. */
    public Figures figures() {
        return Figures.of(Canonical.parse(figures));
    }

    public int version() {
        return version;
    }
}
