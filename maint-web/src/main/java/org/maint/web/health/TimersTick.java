package org.maint.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.maint.vitals.Ticks;

/** A node whose timers have stood still for two minutes is not alive: only a start helps it. */
@Liveness
@ApplicationScoped
public class TimersTick implements HealthCheck {
    private final Ticks ticks;

    @Inject
    public TimersTick(Ticks ticks) {
        this.ticks = ticks;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TimersTick() {
        this(null);
    }

    @Override
    public HealthCheckResponse call() {
        Optional<Instant> since = ticks.standsStillSince();
        HealthCheckResponseBuilder timers = HealthCheckResponse.named("timers").status(since.isEmpty());
        since.ifPresent(at -> timers.withData("standStillSince", at.toString()));
        return timers.build();
    }
}
