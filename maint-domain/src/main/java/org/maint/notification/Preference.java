package org.maint.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** Whether a person wants to hear of a topic by a medium, other than by default. */
@Entity
@Table(name = "preference")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class Preference {
    /** Whose, for what, by which way. */
    @Embeddable
    record Id(
            @Column(name = "person_id") UUID person,
            @Enumerated(EnumType.STRING) Topic topic,
            @Enumerated(EnumType.STRING) Medium medium)
            implements Serializable {}

    @EmbeddedId
    private Id id;

    private boolean wanted;

    protected Preference() {}

    Preference(Id id, boolean wanted) {
        this.id = id;
        this.wanted = wanted;
    }

    void want(boolean now) {
        wanted = now;
    }

    Id id() {
        return id;
    }

    boolean wanted() {
        return wanted;
    }
}
