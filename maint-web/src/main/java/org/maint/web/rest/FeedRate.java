package org.maint.web.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each feed, and each address that asks for feeds that there are not, is answered on this node: thirty times a
 * minute. It stands before the database; programs ask every few minutes.
 */
@ApplicationScoped
public class FeedRate {
    static final int MOST_A_MINUTE = 30;
    private static final int SECONDS = 60;

    private final Clock clock;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private volatile long minute;

    @Inject
    public FeedRate(Clock clock) {
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FeedRate() {
        this(null);
    }

    /** Whether it has been noted too often in this minute. */
    boolean exhausted(String key) {
        begin();
        return asked.getOrDefault(key, 0) >= MOST_A_MINUTE;
    }

    void note(String key) {
        begin();
        asked.merge(key, 1, Integer::sum);
    }

    /** Forgets everything when a minute begins, so that nothing grows. */
    private void begin() {
        long now = clock.instant().getEpochSecond() / SECONDS;
        if (now != minute) {
            synchronized (asked) {
                if (now != minute) {
                    asked.clear();
                    minute = now;
                }
            }
        }
    }
}
