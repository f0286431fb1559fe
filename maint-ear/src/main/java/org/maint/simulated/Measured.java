package org.maint.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Every answer that was given, by whomever it was asked for: counted for ever, timed over the last minute. */
final class Measured {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** In answers; whoever asks more often than that is measured by the newest. */
    private static final int MOST = 10_000;

    private record Answer(Instant at, double seconds, boolean failed) {}

    /**
     * @param errorPercent of the answers of the window
     * @param p95 in seconds
     * @param answers how many there were
     */
    record Window(double errorPercent, double p95, int answers) {}

    private final Clock clock;
    private final Deque<Answer> recent = new ArrayDeque<>();
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private long total;
    private long bytes;

    Measured(Clock clock) {
        this.clock = clock;
    }

    synchronized void answer(int status, double seconds, long size) {
        recent.addLast(new Answer(clock.instant(), seconds, status >= 500));
        if (recent.size() > MOST) {
            recent.removeFirst();
        }
        byStatus.merge(status, 1L, Long::sum);
        total++;
        bytes += size;
    }

    synchronized Window window() {
        Instant since = clock.instant().minus(WINDOW);
        while (!recent.isEmpty() && recent.getFirst().at().isBefore(since)) {
            recent.removeFirst();
        }
        if (recent.isEmpty()) {
            return new Window(0, 0, 0);
        }
        double[] seconds = recent.stream().mapToDouble(Answer::seconds).sorted().toArray();
        long failed = recent.stream().filter(Answer::failed).count();
        int rank = (int) Math.ceil(.95 * seconds.length) - 1;
        return new Window(100.0 * failed / seconds.length, seconds[rank], seconds.length);
    }

    synchronized Map<Integer, Long> byStatus() {
        return new TreeMap<>(byStatus);
    }

    synchronized long total() {
        return total;
    }

    synchronized long bytes() {
        return bytes;
    }
}
