package org.maint.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** One of several alerts of which a notification tells. */
@Entity
@Table(name = "notification_alert")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class AlertTold {
    /** Which notification, which alert. */
    @Embeddable
    record Id(@Column(name = "notification_id") UUID notification, @Column(name = "alert_number") long alert)
            implements Serializable {}

    @EmbeddedId
    private Id id;

    protected AlertTold() {}

    AlertTold(UUID notification, long alert) {
        this.id = new Id(notification, alert);
    }
}
