package org.maint.escalation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** When alerts that are told of together were last told of, so that what changes then is told together too. */
@Entity
@Table(name = "escalation_group")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class EscalationGroup {
    @Id
    @Column(name = "group_key")
    private String key;

    @Column(name = "sent_at")
    private Instant sentAt;

    protected EscalationGroup() {}

    EscalationGroup(String key, Instant sentAt) {
        this.key = key;
        this.sentAt = sentAt;
    }

    void sent(Instant at) {
        sentAt = at;
    }

    Instant sentAt() {
        return sentAt;
    }
}
