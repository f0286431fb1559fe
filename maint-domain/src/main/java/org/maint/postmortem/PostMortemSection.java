package org.maint.postmortem;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** One part of a post-mortem's text, in Markdown. Two people may write at two parts at once. */
@Entity
@Table(name = "post_mortem_section")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class PostMortemSection {
    /** Which post-mortem, which part. */
    @Embeddable
    record Id(
            @Column(name = "incident_number") long incident,
            @Enumerated(EnumType.STRING) @Column(name = "section_key") Part part)
            implements Serializable {}

    @EmbeddedId
    private Id id;

    @Column(length = Length.LONG32)
    private @Nullable String words;

    @Column(name = "edited_at")
    private @Nullable Instant editedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "edited_by"))
    private @Nullable PersonId editedBy;

    @Version
    private int version;

    protected PostMortemSection() {}

    PostMortemSection(long incident, Part part, @Nullable String words) {
        this.id = new Id(incident, part);
        this.words = words;
    }

    /**
     * Answers whether it is another now.
     *
     * @param expected the version that the person saw; null to write whatever it is now
     */
    boolean write(@Nullable String newWords, @Nullable Integer expected, Instant at, PersonId by) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.post-mortem.part", Message.of("post-mortem.part." + id.part())));
        }
        if (Objects.equals(words, newWords)) {
            return false;
        }
        words = newWords;
        editedAt = at;
        editedBy = by;
        return true;
    }

    public Part part() {
        return id.part();
    }

    /** In Markdown; null while there are none. */
    public @Nullable String words() {
        return words;
    }

    /** Null when it is as it was opened. */
    public @Nullable Instant editedAt() {
        return editedAt;
    }

    public @Nullable PersonId editedBy() {
        return editedBy;
    }

    public int version() {
        return version;
    }
}
