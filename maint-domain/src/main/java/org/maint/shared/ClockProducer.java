package org.maint.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one clock of the system. */
@ApplicationScoped
class ClockProducer {
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    @Inject
    @ConfigProperty(name = "maint.clock")
    Optional<String> setting;

    @Produces
    @Singleton
    Clock clock() {
        Clock system = Clock.systemUTC();
        Clock clock = setting.map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> Clock.offset(system, ahead(text, system.instant())))
                .orElse(system);
        // What the database keeps (DATETIME(6)) and what memory holds are then the same instant.
        return Clock.tick(clock, MICROSECOND);
    }

    /**
     * By how much the clock goes ahead of the system's.
     *
     * @param text an ISO-8601 instant at which it starts, or an ISO-8601 duration, which several nodes can share
     */
    static Duration ahead(String text, Instant now) {
        try {
            return text.contains("P") ? Duration.parse(text) : Duration.between(now, Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "maint.clock is neither an instant (2026-11-24T13:30:00Z) nor a duration (PT2S): " + text, e);
        }
    }
}
