package org.maint.metric;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps samples, heartbeats and what becomes of them. */
public interface SampleStore {
    /** The lines that these samples belong to, in their order; made when there are none yet. */
    long[] series(List<Sample> samples);

    /**
     * Keeps samples; what is there already is left.
     *
     * @return the indexes of those that are there with another value
     */
    List<Integer> keep(long[] series, List<Sample> samples);

    void arrived(String touched, Instant at);

    /** Takes up to so many of the oldest arrivals of a state for the next one, or for good when there is none. */
    Arrived take(int state, int most);

    List<Series> seriesOf(String metric);

    /** Raw samples after {@code from} (excluded) to {@code to} (included), by time. */
    List<Point> points(Collection<Long> series, Instant from, Instant to);

    /** As {@link #points}, each line by itself; lines without any are absent. */
    Map<Long, List<Point>> pointsOfEach(Collection<Long> series, Instant from, Instant to);

    Optional<Point> newest(Collection<Long> series, @Nullable Instant notAfter);

    /** Five minutes each, from {@code from} (included) to {@code to} (excluded), over all these lines, by time. */
    List<Bucket> fiveMinutes(Collection<Long> series, Instant from, Instant to);

    /** The mean of the averages of {@link #fiveMinutes}; empty when there are none. */
    Optional<Double> meanOfFiveMinutes(Collection<Long> series, Instant from, Instant to);

    /** A day each, both included. */
    Map<LocalDate, Bucket> days(Collection<Long> series, LocalDate from, LocalDate to);

    /** Makes the steps and days of these stretches anew. */
    void rollUp(Collection<Arrived.Stretch> stretches, ZoneId zone);

    /** Answers whether it was new; refused when another one is there for this moment. */
    boolean keep(Heartbeat heartbeat, Instant receivedAt);

    /** After {@code from} (excluded) to {@code to} (included), by time. */
    List<Heartbeat> heartbeats(String key, Instant from, Instant to);

    Optional<Heartbeat> newestHeartbeat(String key, @Nullable Boolean ok, @Nullable Instant notAfter);

    /** Removes up to so many rows that are older; answers how many it removed. */
    int forget(Instant rawBefore, Instant fiveMinutesBefore, int most);

    Duration STEP = Duration.ofMinutes(5);
}
