package org.maint.checklist;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** When a node was last seen running. */
@Entity
@Table(name = "sign_of_life")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class SignOfLife {
    @Id
    private String node;

    @Column(name = "seen_at")
    private Instant seenAt;

    protected SignOfLife() {}

    SignOfLife(String node, Instant seenAt) {
        this.node = node;
        this.seenAt = seenAt;
    }

    void seen(Instant at) {
        this.seenAt = at;
    }
}
