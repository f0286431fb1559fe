package org.maint.launcher;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** So many samples a second for so long, by one connection, and what memory maint holds meanwhile. */
final class SteadyLoad {
    /** Lines that are printed between the first and the last. */
    private static final int LINES = 12;

    private final URI address;
    private final LoadBatch batch;
    private final AtomicLong next;
    private final int minutes;
    private final long nanosBetween;
    private final Map<String, Long> failures = new TreeMap<>();
    private double[] millis = new double[4_096];
    private int count;
    private long accepted;

    SteadyLoad(URI address, LoadBatch batch, AtomicLong next, int rate, int minutes) {
        this.address = address;
        this.batch = batch;
        this.next = next;
        this.minutes = minutes;
        this.nanosBetween = TimeUnit.SECONDS.toNanos(1) * batch.size() / rate;
    }

    int run() throws InterruptedException {
        System.out.println("minute  samples/s  p95 ms  resident MB");
        long start = System.nanoTime();
        long end = start + TimeUnit.MINUTES.toNanos(minutes);
        long line = Math.max(TimeUnit.MINUTES.toNanos(minutes) / LINES, TimeUnit.SECONDS.toNanos(10));
        print(start, start);
        long printed = start;
        long due = start;
        try (LoadConnection connection = new LoadConnection(address)) {
            while (due < end) {
                long early = due - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(early);
                }
                send(connection);
                // Who has fallen behind catches up; a request is never left out.
                due += nanosBetween;
                if (System.nanoTime() - printed >= line) {
                    print(start, printed);
                    printed = System.nanoTime();
                }
            }
        }
        print(start, printed);
        System.out.println("failures  " + (failures.isEmpty() ? "none" : failures.toString()));
        return 0;
    }

    private void send(LoadConnection connection) throws InterruptedException {
        byte[] request = batch.from(next.getAndAdd(batch.size()));
        long begin = System.nanoTime();
        try {
            int status = connection.send(request);
            if (status == 202) {
                accepted += batch.size();
            } else {
                failures.merge(Integer.toString(status), 1L, Long::sum);
            }
        } catch (IOException e) {
            failures.merge("connection", 1L, Long::sum);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, 2 * count);
        }
        millis[count++] = (System.nanoTime() - begin) / 1e6;
    }

    /** What came since the last line; then begins anew. */
    private void print(long start, long since) {
        long now = System.nanoTime();
        double[] sorted = Arrays.stream(millis, 0, count).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%6.1f  %9.0f  %6.1f  %s%n",
                (now - start) / 60e9,
                count == 0 ? 0 : accepted / ((now - since) / 1e9),
                LoadCommand.percentile(sorted, 95),
                Resident.ofRunning(Home.ofEnvironment()));
        System.out.flush();
        count = 0;
        accepted = 0;
    }
}
