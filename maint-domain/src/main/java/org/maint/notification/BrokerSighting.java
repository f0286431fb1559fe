package org.maint.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one node last found the broker. */
@Entity
@Table(name = "broker_sighting")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class BrokerSighting {
    @Id
    private String node;

    @Column(name = "away_since")
    private @Nullable Instant awaySince;

    private @Nullable String reason;

    @Column(name = "looked_at")
    private Instant lookedAt;

    protected BrokerSighting() {}
}
