package org.maint.postmortem;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/** What somebody says about a part of a post-mortem. It is never changed, only settled. */
@Entity
@Table(name = "post_mortem_comment")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class PostMortemComment {
    @Id
    private UUID id;

    @Column(name = "incident_number")
    private long incident;

    @Enumerated(EnumType.STRING)
    @Column(name = "section_key")
    private Part part;

    private String words;
    private Instant at;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private PersonId by;

    @Column(name = "settled_at")
    private @Nullable Instant settledAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "settled_by"))
    private @Nullable PersonId settledBy;

    protected PostMortemComment() {}

    PostMortemComment(long incident, Part part, String words, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.incident = incident;
        this.part = part;
        this.words = words;
        this.at = at;
        this.by = by;
    }

    /** Again changes nothing. */
    void settle(Instant when, PersonId who) {
        if (settledAt == null) {
            settledAt = when;
            settledBy = who;
        }
    }

    public UUID id() {
        return id;
    }

    long incident() {
        return incident;
    }

    public Part part() {
        return part;
    }

    public String words() {
        return words;
    }

    public Instant at() {
        return at;
    }

    public PersonId by() {
        return by;
    }

    /** Null while it is open. */
    public @Nullable Instant settledAt() {
        return settledAt;
    }

    public @Nullable PersonId settledBy() {
        return settledBy;
    }
}
