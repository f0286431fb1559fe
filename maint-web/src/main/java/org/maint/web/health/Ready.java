package org.maint.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.maint.vitals.DatabaseSighting;

/** Ready when the database answers and a plan is published. It answers at once, also while the database hangs. */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {
    private final DatabaseSighting database;

    @Inject
    public Ready(DatabaseSighting database) {
        this.database = database;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Ready() {
        this(null);
    }

    @Override
    public HealthCheckResponse call() {
        // Why it does not answer is in the server's log; a monitor needs to know only that.
        Optional<String> trouble = database.trouble();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("database").status(trouble.isEmpty());
        trouble.ifPresent(why -> answer.withData("error", why));
        return answer.build();
    }
}
