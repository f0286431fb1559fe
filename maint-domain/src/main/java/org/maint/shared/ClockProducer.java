package org.maint.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one clock of the system. */
@ApplicationScoped
class ClockProducer {
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    @Inject
    @ConfigProperty(name = "maint.clock")
    Optional<Instant> start;

    @Produces
    @Singleton
    Clock clock() {
        Clock system = Clock.systemUTC();
        Clock clock = start.map(instant -> Clock.offset(system, Duration.between(system.instant(), instant)))
                .orElse(system);
        // What the database keeps (DATETIME(6)) and what memory holds are then the same instant.
        return Clock.tick(clock, MICROSECOND);
    }
}
