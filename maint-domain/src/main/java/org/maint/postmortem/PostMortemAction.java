package org.maint.postmortem;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** What is to change after an incident. It becomes a task, or a new item in a draft of the plan. */
@Entity
@Table(name = "post_mortem_action")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class PostMortemAction {
    /** What it is good for. */
    public enum Kind {
        /** That it does not happen again. */
        PREVENT,
        /** That it is noticed sooner. */
        DETECT,
        /** That it does less harm. */
        MITIGATE
    }

    @Id
    private UUID id;

    @Column(name = "incident_number")
    private long incident;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String title;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "owner_id"))
    private @Nullable PersonId owner;

    @Column(name = "due_on")
    private @Nullable LocalDate due;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private PersonId createdBy;

    @Column(name = "task_number")
    private @Nullable Long task;

    @Column(name = "draft_id")
    private @Nullable UUID draft;

    @Column(name = "check_number")
    private @Nullable Long check;

    @Version
    private int version;

    protected PostMortemAction() {}

    PostMortemAction(long incident, ActionWish wish, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.incident = incident;
        this.kind = wish.kind();
        this.title = wish.title();
        this.owner = wish.owner();
        this.due = wish.due();
        this.createdAt = at;
        this.createdBy = by;
    }

    /** Refused when something has become of it already. */
    void requireLoose() {
        if (task != null || draft != null) {
            throw Refusal.conflict(Message.of("conflict.post-mortem.action", title));
        }
    }

    void becomesTask(long number) {
        requireLoose();
        task = number;
    }

    void becomesItem(UUID planDraft) {
        requireLoose();
        draft = planDraft;
    }

    void checkedBy(long number) {
        check = number;
    }

    public UUID id() {
        return id;
    }

    public long incident() {
        return incident;
    }

    public Kind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    public @Nullable PersonId owner() {
        return owner;
    }

    public @Nullable LocalDate due() {
        return due;
    }

    Instant createdAt() {
        return createdAt;
    }

    PersonId createdBy() {
        return createdBy;
    }

    /** The task that it became; null for none. */
    public @Nullable Long task() {
        return task;
    }

    /** The draft of the plan in which it is a new item; null for none. */
    public @Nullable UUID draft() {
        return draft;
    }

    /** The task to look whether it has helped; null until it was done. */
    public @Nullable Long check() {
        return check;
    }
}
