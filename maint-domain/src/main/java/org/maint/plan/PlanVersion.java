package org.maint.plan;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Canonical;

/** A published plan, whole, as its text. It never changes: publishing makes the next version. */
@Entity
@Table(name = "plan_version")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class PlanVersion {
    @Id
    private int number;

    @Column(length = Length.LONG32)
    private String document;

    private String sha256;

    @Column(name = "published_at")
    private Instant publishedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "published_by"))
    private @Nullable PersonId publishedBy;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "submitted_by"))
    private @Nullable PersonId submittedBy;

    private @Nullable String summary;

    protected PlanVersion() {}

    PlanVersion(int number, String document, Instant publishedAt, @Nullable PersonId publishedBy) {
        this.number = number;
        this.document = document;
        this.sha256 = Canonical.sha256(document);
        this.publishedAt = publishedAt;
        this.publishedBy = publishedBy;
    }

    static PlanVersion of(PlanDraft draft, int number, Instant publishedAt, PersonId publishedBy) {
        PlanVersion version = new PlanVersion(number, draft.document(), publishedAt, publishedBy);
        version.submittedBy = draft.submittedBy();
        version.summary = draft.summary();
        return version;
    }

    /** Our number, from 1; the document's own version text stands inside the document. */
    public int number() {
        return number;
    }

    public String document() {
        return document;
    }

    public String sha256() {
        return sha256;
    }

    public Instant publishedAt() {
        return publishedAt;
    }

    /** Who published it; null for the version that the first start imported. */
    public @Nullable PersonId publishedBy() {
        return publishedBy;
    }

    /** Who proposed it; null for the version that the first start imported. */
    public @Nullable PersonId submittedBy() {
        return submittedBy;
    }

    /** Why, in the words of who proposed it. */
    public @Nullable String summary() {
        return summary;
    }
}
