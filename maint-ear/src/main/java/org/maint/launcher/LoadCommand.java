package org.maint.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./maint load}: how many samples a running maint takes, and how fast it answers meanwhile. */
@Command(name = "load", description = "Sends samples as fast as maint takes them, and prints how many that were")
final class LoadCommand implements Callable<Integer> {
    /** Samples are taken from 30 days ago on; the rest is for clocks that differ. */
    private static final Duration BACK = Duration.ofDays(25);

    private static final int LARGE_BATCHES = 20;
    private static final int LARGE = 5_000;

    @Option(
            names = "--url",
            required = true,
            description = "Address of the portal, such as http://127.0.0.1:8080/maint/")
    URI url = URI.create("");

    @Option(names = "--token", required = true, description = "A token of the role ingest")
    String token = "";

    @Option(names = "--seconds", description = "How long (default: 30)")
    int seconds = 30;

    @Option(
            names = "--minutes",
            description = "Instead: so long at a steady rate, with the memory of the maint of MAINT_HOME meanwhile")
    int minutes;

    @Option(names = "--rate", description = "Samples a second with --minutes (default: 2000)")
    int rate = 2_000;

    @Option(names = "--batch", description = "Samples in a request, 1 to 5000 (default: 100)")
    int batch = 100;

    @Option(names = "--connections", description = "At the same time, 1 to 64 (default: 8)")
    int connections = 8;

    @Option(names = "--metric", description = "Which metric (default: platform.requests)")
    String metric = "platform.requests";

    @Option(names = "--series", description = "How many series, told apart by a label (default: 100)")
    int series = 100;

    @Option(
            names = "--from",
            description = "The first sample's time, for a server whose clock is not this machine's"
                    + " (default: 25 days ago)")
    @Nullable
    Instant from;

    @Option(names = "--anywhere", description = "Also a server on another machine")
    boolean anywhere;

    private final AtomicLong next = new AtomicLong();
    private URI samples = URI.create("");
    private String head = "";
    private long startMillis;

    @Override
    public Integer call() throws InterruptedException {
        check();
        startMillis = (from == null ? Clock.systemUTC().instant().minus(BACK) : from).toEpochMilli();
        samples = URI.create(url.toString().replaceAll("/+$", "") + "/api/v1/samples");
        head = "POST " + samples.getRawPath() + " HTTP/1.1\r\nHost: " + samples.getRawAuthority()
                + "\r\nAuthorization: Bearer " + token + "\r\nContent-Type: application/json\r\n";
        tryOnce();
        if (minutes > 0) {
            return new SteadyLoad(samples, fresh(batch), next, rate, minutes).run();
        }
        System.out.printf(
                Locale.ROOT,
                "%d s, %d connections, batches of %d, %d series of %s%n",
                seconds,
                connections,
                batch,
                series,
                metric);
        System.out.flush();
        sustained();
        Sender large = new Sender(LARGE, LARGE_BATCHES, Long.MAX_VALUE);
        large.start();
        large.join();
        double[] millis = large.millis();
        System.out.printf(
                Locale.ROOT,
                "%d batches of %d (ms)  p50 %.1f  p95 %.1f  max %.1f%nfailures       %s%n",
                LARGE_BATCHES,
                LARGE,
                percentile(millis, 50),
                percentile(millis, 95),
                percentile(millis, 100),
                words(large.failures));
        return 0;
    }

    private void check() {
        require(seconds >= 1 && seconds <= 3_600, "--seconds is from 1 to 3600.");
        require(minutes >= 0 && minutes <= 1_440, "--minutes is from 1 to 1440.");
        require(rate >= batch && rate <= 100_000, "--rate is from --batch to 100000.");
        require(batch >= 1 && batch <= 5_000, "--batch is from 1 to 5000.");
        require(connections >= 1 && connections <= 64, "--connections is from 1 to 64.");
        require(series >= 1 && series <= 100_000, "--series is from 1 to 100000.");
        require(metric.matches("[a-z0-9.-]{1,100}"), "--metric is a key such as platform.requests.");
        require(token.matches("[!-~]{1,500}"), "--token is none.");
        String host = url.getHost();
        require(
                host != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme())),
                "--url is " + url + ", which is no http or https address.");
        try {
            require(
                    anywhere || InetAddress.getByName(host).isLoopbackAddress(),
                    host + " is another machine; with --anywhere it is put under load all the same.");
        } catch (UnknownHostException e) {
            throw new Failure("There is no " + host + "; see --url.", e);
        }
    }

    private static void require(boolean fulfilled, String line) {
        if (!fulfilled) {
            throw new Failure(line);
        }
    }

    /** So that a wrong token is not sent for half a minute. */
    private void tryOnce() {
        try (LoadConnection connection = new LoadConnection(samples)) {
            int status = connection.send(fresh(1).from(next.getAndIncrement()));
            require(
                    status == 202,
                    samples + " answers " + status + " instead of 202; look at --url, --token, --metric and --from.");
        } catch (IOException e) {
            throw new Failure(samples + " does not answer: " + e.getMessage(), e);
        }
    }

    private LoadBatch fresh(int size) {
        return new LoadBatch(head, metric, size, series, startMillis);
    }

    private void sustained() throws InterruptedException {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        Sender[] senders = new Sender[connections];
        for (int i = 0; i < connections; i++) {
            senders[i] = new Sender(batch, Integer.MAX_VALUE, end);
            senders[i].start();
        }
        for (Sender sender : senders) {
            sender.join();
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        double[] millis = Arrays.stream(senders)
                .flatMapToDouble(sender -> Arrays.stream(sender.millis()))
                .sorted()
                .toArray();
        long accepted =
                Arrays.stream(senders).mapToLong(sender -> sender.accepted).sum();
        Map<String, Long> failures = new TreeMap<>();
        for (Sender sender : senders) {
            sender.failures.forEach((kind, count) -> failures.merge(kind, count, Long::sum));
        }
        System.out.printf(
                Locale.ROOT,
                "samples/s      %.0f%nrequests/s     %.1f%nlatency (ms)   p50 %.1f  p95 %.1f  p99 %.1f  max %.1f%n"
                        + "failures       %s%n",
                accepted / elapsed,
                millis.length / elapsed,
                percentile(millis, 50),
                percentile(millis, 95),
                percentile(millis, 99),
                percentile(millis, 100),
                words(failures));
        System.out.flush();
    }

    private static String words(Map<String, Long> failures) {
        return failures.isEmpty()
                ? "none"
                : failures.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining(", "));
    }

    static double percentile(double[] sorted, int percent) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1)];
    }

    /** Sends one batch after the other by one connection. */
    private final class Sender extends Thread {
        private final LoadBatch samplesToSend;
        private final int most;
        private final long end;
        private final Map<String, Long> failures = new TreeMap<>();
        private double[] taken = new double[1_024];
        private int count;
        private long accepted;

        /** @param end on the clock of {@link System#nanoTime}; {@link Long#MAX_VALUE} for none */
        Sender(int size, int most, long end) {
            super("load");
            this.samplesToSend = fresh(size);
            this.most = most;
            this.end = end;
        }

        @Override
        public void run() {
            try (LoadConnection connection = new LoadConnection(samples)) {
                for (int i = 0; i < most && (end == Long.MAX_VALUE || System.nanoTime() - end < 0); i++) {
                    byte[] request = samplesToSend.from(next.getAndAdd(samplesToSend.size()));
                    long start = System.nanoTime();
                    try {
                        answered(connection.send(request), (System.nanoTime() - start) / 1e6);
                    } catch (IOException e) {
                        failures.merge("connection", 1L, Long::sum);
                        pause();
                    }
                }
            }
        }

        private void answered(int status, double millis) {
            if (count == taken.length) {
                taken = Arrays.copyOf(taken, 2 * count);
            }
            taken[count++] = millis;
            if (status == 202) {
                accepted += samplesToSend.size();
                return;
            }
            failures.merge(Integer.toString(status), 1L, Long::sum);
            if (status == 429 || status == 503) {
                pause();
            }
        }

        /** Who asks for less is not to be asked again at once. */
        private void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        double[] millis() {
            return Arrays.stream(taken, 0, count).sorted().toArray();
        }
    }
}
