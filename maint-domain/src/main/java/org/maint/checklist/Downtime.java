package org.maint.checklist;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A time in which no node of maint was running. */
@Entity
@Table(name = "downtime")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Downtime {
    @Id
    private UUID id;

    @Column(name = "from_at")
    private Instant from;

    @Column(name = "to_at")
    private Instant to;

    protected Downtime() {}

    Downtime(Instant from, Instant to) {
        this.id = UUID.randomUUID();
        this.from = from;
        this.to = to;
    }

    public Instant from() {
        return from;
    }

    public Instant to() {
        return to;
    }
}
