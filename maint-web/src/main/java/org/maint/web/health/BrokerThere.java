package org.maint.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.maint.notification.Brokers;

/** Says since when the broker is away, as a timer found it last. It is ready all the same: without it everything goes out by the sweep. */
@Readiness
@ApplicationScoped
public class BrokerThere implements HealthCheck {
    private final Brokers brokers;

    @Inject
    public BrokerThere(Brokers brokers) {
        this.brokers = brokers;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected BrokerThere() {
        this(null);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder broker = HealthCheckResponse.named("broker").up();
        brokers.lastKnownAwaySince().ifPresent(since -> broker.withData("awaySince", since.toString()));
        return broker.build();
    }
}
