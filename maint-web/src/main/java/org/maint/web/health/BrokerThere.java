package org.maint.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.maint.notification.Brokers;

/** Says since when the broker is away. It is ready all the same: without it everything goes out by the sweep. */
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
        try {
            brokers.awaySince().ifPresent(since -> broker.withData("awaySince", since.toString()));
        } catch (RuntimeException e) {
            // The database does not answer, which is the other check's to say.
            broker.withData("error", e.getClass().getSimpleName());
        }
        return broker.build();
    }
}
