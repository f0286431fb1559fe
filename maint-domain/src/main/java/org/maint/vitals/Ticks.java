package org.maint.vitals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** When each timer of this node ticked last, and how long its last tick took. */
@ApplicationScoped
public class Ticks {
    /** They tick every second; nobody should have to wait for them for as long as this. */
    static final Duration STANDS_STILL = Duration.ofMinutes(2);

    private final Clock clock;
    private final Map<String, Tick> last = new ConcurrentHashMap<>();

    private record Tick(Instant at, Duration took) {}

    @Inject
    public Ticks(Clock clock) {
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Ticks() {
        this(null);
    }

    void note(String timer, long nanos) {
        last.put(timer, new Tick(clock.instant(), Duration.ofNanos(nanos)));
    }

    /** Since when no timer at all has ticked on this node; empty while they do, and before the first tick. */
    public Optional<Instant> standsStillSince() {
        Instant newest =
                last.values().stream().map(Tick::at).max(Instant::compareTo).orElse(null);
        return newest != null && newest.plus(STANDS_STILL).isBefore(clock.instant())
                ? Optional.of(newest)
                : Optional.empty();
    }

    /** How long ago this timer ended a tick, in seconds; not a number before its first. */
    public double secondsSince(String timer) {
        @Nullable Tick tick = last.get(timer);
        return tick == null
                ? Double.NaN
                : Duration.between(tick.at(), clock.instant()).toMillis() / 1_000.0;
    }

    /** How long its last tick took, in seconds; not a number before its first. */
    public double secondsOf(String timer) {
        @Nullable Tick tick = last.get(timer);
        return tick == null ? Double.NaN : tick.took().toNanos() / 1e9;
    }
}
