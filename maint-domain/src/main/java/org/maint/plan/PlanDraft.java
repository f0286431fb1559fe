package org.maint.plan;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * The next version of the plan while it is being worked on: edited by leads, submitted, then published by a manager who
 * had no hand in it, or returned with a reason. Until it is published nothing follows from it.
 */
@Entity
@Table(name = "plan_draft")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class PlanDraft {
    static final int LONGEST_TITLE = 200;
    static final int LONGEST_SUMMARY = 1_000;
    static final int LONGEST_REASON = 2_000;

    @Id
    private UUID id;

    private String title;

    @Column(name = "base_version")
    private int base;

    @Column(length = Length.LONG32)
    private String document;

    @Enumerated(EnumType.STRING)
    private DraftState state;

    private @Nullable String summary;

    @Column(name = "returned_because")
    private @Nullable String returnedBecause;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private PersonId createdBy;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "changed_by"))
    private PersonId changedBy;

    @Column(name = "submitted_at")
    private @Nullable Instant submittedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "submitted_by"))
    private @Nullable PersonId submittedBy;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "decided_by"))
    private @Nullable PersonId decidedBy;

    @Column(name = "published_version")
    private @Nullable Integer publishedVersion;

    @ElementCollection
    @CollectionTable(name = "plan_draft_editor", joinColumns = @JoinColumn(name = "draft_id"))
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private Set<PersonId> editors = new HashSet<>();

    @Version
    private int version;

    protected PlanDraft() {}

    PlanDraft(String title, PlanVersion base, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.title = title;
        this.base = base.number();
        this.document = base.document();
        this.state = DraftState.EDITING;
        this.createdAt = at;
        this.createdBy = by;
        this.changedAt = at;
        this.changedBy = by;
    }

    PlanDraftEvent created() {
        return new PlanDraftEvent(this, PlanDraftEvent.Deed.CREATED, createdBy, null);
    }

    /** Refused unless it is being edited. */
    void replace(String newDocument, Instant at, PersonId by) {
        requireState(DraftState.EDITING);
        document = newDocument;
        changed(at, by);
    }

    void rename(String newTitle, Instant at, PersonId by) {
        requireState(DraftState.EDITING);
        title = newTitle;
        changed(at, by);
    }

    /** Makes it a draft of another version than it was. */
    PlanDraftEvent rebase(int newBase, String newDocument, Instant at, PersonId by) {
        replace(newDocument, at, by);
        base = newBase;
        return new PlanDraftEvent(this, PlanDraftEvent.Deed.REBASED, by, null);
    }

    private void changed(Instant at, PersonId by) {
        changedAt = at;
        changedBy = by;
        editors.add(by);
    }

    PlanDraftEvent submit(String why, Instant at, PersonId by) {
        requireState(DraftState.EDITING);
        state = DraftState.SUBMITTED;
        summary = why;
        returnedBecause = null;
        submittedAt = at;
        submittedBy = by;
        editors.add(by);
        return new PlanDraftEvent(this, PlanDraftEvent.Deed.SUBMITTED, by, why);
    }

    /** Back to those who edit it; also how they take a submission back themselves. */
    PlanDraftEvent giveBack(String why, PersonId by) {
        requireState(DraftState.SUBMITTED);
        state = DraftState.EDITING;
        returnedBecause = why;
        return new PlanDraftEvent(this, PlanDraftEvent.Deed.RETURNED, by, why);
    }

    /** Refused when whoever approves had a hand in it. */
    void requireApprovableBy(PersonId by) {
        requireState(DraftState.SUBMITTED);
        if (by.equals(submittedBy) || editors.contains(by)) {
            throw Refusal.forbidden(Message.of("forbidden.draft.own"));
        }
    }

    PlanDraftEvent published(int number, Instant at, PersonId by) {
        state = DraftState.PUBLISHED;
        publishedVersion = number;
        decidedAt = at;
        decidedBy = by;
        return new PlanDraftEvent(this, PlanDraftEvent.Deed.PUBLISHED, by, Integer.toString(number));
    }

    PlanDraftEvent discard(Instant at, PersonId by) {
        requireState(DraftState.EDITING);
        state = DraftState.DISCARDED;
        decidedAt = at;
        decidedBy = by;
        return new PlanDraftEvent(this, PlanDraftEvent.Deed.DISCARDED, by, null);
    }

    /** Takes a discarding back. */
    PlanDraftEvent restore(PersonId by) {
        requireState(DraftState.DISCARDED);
        state = DraftState.EDITING;
        decidedAt = null;
        decidedBy = null;
        return new PlanDraftEvent(this, PlanDraftEvent.Deed.RESTORED, by, null);
    }

    void requireState(DraftState needed) {
        if (state != needed) {
            throw Refusal.conflict(Message.of("conflict.draft.state", title, Message.of("plan.draft.state." + state)));
        }
    }

    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.draft", title));
        }
    }

    public UUID id() {
        return id;
    }

    public String title() {
        return title;
    }

    /** The number of the version that it changes. */
    public int base() {
        return base;
    }

    /** YAML; while it is being edited it may have faults. */
    public String document() {
        return document;
    }

    /** Of the document, so that an approval names exactly what it approves. */
    public String sha256() {
        return Canonical.sha256(document);
    }

    public DraftState state() {
        return state;
    }

    /** Why it is wanted, in the words of who submitted it. */
    public @Nullable String summary() {
        return summary;
    }

    public @Nullable String returnedBecause() {
        return returnedBecause;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public PersonId createdBy() {
        return createdBy;
    }

    public Instant changedAt() {
        return changedAt;
    }

    public PersonId changedBy() {
        return changedBy;
    }

    public @Nullable Instant submittedAt() {
        return submittedAt;
    }

    public @Nullable PersonId submittedBy() {
        return submittedBy;
    }

    public @Nullable Instant decidedAt() {
        return decidedAt;
    }

    public @Nullable PersonId decidedBy() {
        return decidedBy;
    }

    public @Nullable Integer publishedVersion() {
        return publishedVersion;
    }

    /** Everybody who had a hand in it. */
    public Set<PersonId> editors() {
        return Set.copyOf(editors);
    }

    public int version() {
        return version;
    }
}
