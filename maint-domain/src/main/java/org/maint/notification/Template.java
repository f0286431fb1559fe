package org.maint.notification;

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
import org.maint.people.PersonId;

/** The company's own words for what is sent about a topic by a medium in a language. */
@Entity
@Table(name = "template")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Template {
    /** For what, by which way, in which language ({@code en} or {@code fr}). */
    @Embeddable
    public record Id(
            @Enumerated(EnumType.STRING) Topic topic, @Enumerated(EnumType.STRING) Medium medium, String language)
            implements Serializable {}

    @EmbeddedId
    private Id id;

    private String subject;
    private String body;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "changed_by"))
    private PersonId changedBy;

    @Version
    private int version;

    protected Template() {}

    Template(Id id, Wording wording, Instant at, PersonId by) {
        this.id = id;
        change(wording, at, by);
    }

    void change(Wording wording, Instant at, PersonId by) {
        subject = wording.subject();
        body = wording.body();
        changedAt = at;
        changedBy = by;
    }

    public Id id() {
        return id;
    }

    public Wording wording() {
        return new Wording(subject, body);
    }

    public int version() {
        return version;
    }
}
