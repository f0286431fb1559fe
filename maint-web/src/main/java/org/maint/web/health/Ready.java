package org.maint.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.maint.plan.Plans;

/** Ready when the database answers and a plan is published. */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {
    private final Plans plans;

    @Inject
    public Ready(Plans plans) {
        this.plans = plans;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Ready() {
        this(null);
    }

    @Override
    public HealthCheckResponse call() {
        try {
            return HealthCheckResponse.named("database").status(plans.any()).build();
        } catch (RuntimeException e) {
            // Why it does not answer is in the server's log; a monitor needs to know only that.
            return HealthCheckResponse.named("database")
                    .down()
                    .withData("error", e.getClass().getSimpleName())
                    .build();
        }
    }
}
