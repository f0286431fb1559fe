package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How many times a second the public page is answered from its memory; the asker runs on the same machine. */
class StatusBenchmark {
    private static final int CONNECTIONS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(20);

    @Test
    void the_public_page() throws Exception {
        try (Installed maint = Installed.with(Installed.CLOCK, Map.of())) {
            URI page = URI.create(maint.url() + "status?lang=fr");
            Rest server = Rest.server(maint.url());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.get("status").status() == 200);
            ask(page, WARM_UP);
            long begun = System.nanoTime();
            double[] millis = ask(page, MEASURED);
            double seconds = (System.nanoTime() - begun) / 1e9;
            Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT,
                    "%n| the public page | requests | per second | p50 ms | p99 ms | max ms |%n|---|--:|--:|--:|--:|--:|%n"
                            + "| %d connections, %d s | %d | %.0f | %.1f | %.1f | %.1f |%n",
                    CONNECTIONS,
                    MEASURED.toSeconds(),
                    millis.length,
                    millis.length / seconds,
                    millis[millis.length / 2],
                    millis[millis.length * 99 / 100],
                    millis[millis.length - 1]);
            assertThat(millis.length / seconds).as("requests a second").isGreaterThan(1_000);
        }
    }

    private static double[] ask(URI page, Duration how) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page)
                .header("Accept-Encoding", "gzip")
                .timeout(Duration.ofSeconds(10))
                .build();
        long end = System.nanoTime() + how.toNanos();
        ExecutorService askers = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<double[]>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(askers.submit(() -> one(request, end)));
            }
            double[] millis = new double[0];
            for (Future<double[]> each : all) {
                double[] more = each.get();
                int before = millis.length;
                millis = Arrays.copyOf(millis, before + more.length);
                System.arraycopy(more, 0, millis, before, more.length);
            }
            return millis;
        } finally {
            askers.shutdownNow();
        }
    }

    private static double[] one(HttpRequest request, long end) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        double[] millis = new double[65_536];
        int count = 0;
        while (System.nanoTime() < end && count < millis.length) {
            long begun = System.nanoTime();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            millis[count++] = (System.nanoTime() - begun) / 1e6;
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        return Arrays.copyOf(millis, count);
    }
}
