package org.maint.logbook;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The end of the chain, one row, locked while an entry is appended, so that the sequence has neither gap nor fork. */
@Entity
@Table(name = "log_head")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class LogHead {
    @Id
    private int id;

    private long sequence;
    private String hash;

    protected LogHead() {}

    Chain.Head head() {
        return new Chain.Head(sequence, hash);
    }

    void advance(Chain.Head head) {
        this.sequence = head.sequence();
        this.hash = head.hash();
    }
}
