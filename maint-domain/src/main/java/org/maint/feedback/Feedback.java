package org.maint.feedback;

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
import java.util.Locale;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** One thing that somebody said, from its arrival to its answer. It is never deleted, only closed with an answer. */
@Entity
@Table(name = "feedback")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Feedback {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    @Enumerated(EnumType.STRING)
    private FeedbackKind kind;

    private String title;

    @Column(length = Length.LONG32)
    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    private FeedbackSource source;

    @Column(name = "reporter_name")
    private @Nullable String reporterName;

    @Column(name = "reporter_email")
    private @Nullable String reporterEmail;

    private String language;

    @Enumerated(EnumType.STRING)
    private FeedbackState state;

    @Column(length = Length.LONG32)
    private @Nullable String answer;

    @Column(name = "task_number")
    private @Nullable Long task;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private @Nullable PersonId createdBy;

    @Column(name = "sent_from")
    private @Nullable String sentFrom;

    @Column(name = "answered_at")
    private @Nullable Instant answeredAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "answered_by"))
    private @Nullable PersonId answeredBy;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Version
    private int version;

    protected Feedback() {}

    /** @param said its words checked already */
    Feedback(
            FeedbackWish said,
            FeedbackKind kind,
            String title,
            FeedbackSource source,
            @Nullable PersonId by,
            @Nullable String sentFrom,
            Instant at) {
        this.kind = kind;
        this.title = title;
        this.description = said.description();
        this.source = source;
        this.reporterName = said.reporterName();
        this.reporterEmail = said.reporterEmail();
        this.language = said.language().getLanguage();
        this.state = FeedbackState.NEW;
        this.createdAt = at;
        this.createdBy = by;
        this.sentFrom = sentFrom;
    }

    /** What is said to it; also again, for what was planned becomes done, and who errs may say so. */
    FeedbackEvent answer(FeedbackState to, @Nullable String words, PersonId by, Instant at) {
        state = to;
        answer = words;
        answeredAt = at;
        answeredBy = by;
        closedAt = to.closed() ? at : null;
        return new FeedbackEvent(this, "answered", by);
    }

    FeedbackEvent follow(long made, PersonId by) {
        if (task != null) {
            throw Refusal.conflict(Message.of("conflict.feedback.task", task));
        }
        task = made;
        if (state == FeedbackState.NEW) {
            state = FeedbackState.PLANNED;
        }
        return new FeedbackEvent(this, "task-made", by);
    }

    /** @param expected the version that was seen; null for whatever it is now */
    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.feedback"));
        }
    }

    public long number() {
        return number;
    }

    /** As people name it. */
    public String name() {
        return "F-" + number;
    }

    public FeedbackKind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    public @Nullable String description() {
        return description;
    }

    public FeedbackSource source() {
        return source;
    }

    public @Nullable String reporterName() {
        return reporterName;
    }

    /** Where the answer goes; forgotten some time after it is closed. */
    public @Nullable String reporterEmail() {
        return reporterEmail;
    }

    public Locale language() {
        return Locale.forLanguageTag(language);
    }

    public FeedbackState state() {
        return state;
    }

    public @Nullable String answer() {
        return answer;
    }

    /** The number of the task that was made of it; null for none. */
    public @Nullable Long task() {
        return task;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable PersonId createdBy() {
        return createdBy;
    }

    public @Nullable Instant answeredAt() {
        return answeredAt;
    }

    public @Nullable PersonId answeredBy() {
        return answeredBy;
    }

    public @Nullable Instant closedAt() {
        return closedAt;
    }

    public int version() {
        return version;
    }
}
