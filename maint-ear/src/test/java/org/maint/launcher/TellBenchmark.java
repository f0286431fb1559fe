package org.maint.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.maint.people.Role;

/**
 * How fast an alert leaves ({@code ./maint benchmark}): from a sample that is pushed in to a webhook on loopback, at ten
 * alerts a second, and a storm of 5,000 alerts in groups of their own. Beside it the same with Prometheus Alertmanager
 * where it is installed (Debian: {@code prometheus-alertmanager}), which is given alerts rather than samples, and keeps
 * them in memory.
 */
class TellBenchmark {
    private static final int STEADY = 600;
    private static final int PER_SECOND = 10;
    private static final int STORM = 5_000;
    private static final int PORTION = 500;
    private static final Pattern HOST = Pattern.compile("host[^0-9a-z]+([a-z]+-\\d+)");

    /** Takes webhooks, and notes when each host was first told of and how often. */
    private static final class Sink implements AutoCloseable {
        private final HttpServer server;
        private final ExecutorService threads = Executors.newFixedThreadPool(16);
        private final Map<String, Long> first = new ConcurrentHashMap<>();
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicInteger again = new AtomicInteger();

        Sink() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
            server.setExecutor(threads);
            server.createContext("/hook", exchange -> {
                long now = System.nanoTime();
                String body;
                try (InputStream in = exchange.getRequestBody()) {
                    body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
                requests.incrementAndGet();
                Matcher host = HOST.matcher(body);
                java.util.Set<String> hosts = new java.util.HashSet<>();
                while (host.find()) {
                    hosts.add(host.group(1));
                }
                hosts.forEach(each -> {
                    if (first.putIfAbsent(each, now) != null) {
                        again.incrementAndGet();
                    }
                });
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /** Puts alerts of these hosts in. */
    private interface Source {
        void put(List<String> hosts) throws Exception;
    }

    @Test
    void from_a_sample_to_a_webhook() throws Exception {
        try (Sink sink = new Sink();
                Installed maint = Installed.with(null, Map.of())) {
            maint.in(services -> services.plans()
                    .publish(
                            services.plans().find(1).document().replace("group: METRIC", "group: ALERT"),
                            null,
                            Locale.ENGLISH));
            Rest admin = Rest.with(maint.url(), maint.token(Role.ADMIN));
            Rest machine = Rest.with(maint.url(), maint.token(Role.INGEST));
            Rest.Answer made = admin.post(
                    "channels",
                    "{\"medium\":\"WEBHOOK\",\"title\":\"Sink\",\"alertsFrom\":\"CRITICAL\",\"language\":\"en\","
                            + "\"settings\":{\"url\":\"" + sink.url() + "\"}}");
            if (made.status() != 201) {
                throw new IllegalStateException(made.text());
            }
            System.out.printf(
                    "%n| telling | alerts | p50 ms | p99 ms | max ms | out per second | twice |%n|---|--:|--:|--:|--:|--:|--:|%n");
            long before = resident(maint);
            measure("maint", sink, hosts -> {
                StringBuilder samples = new StringBuilder("[");
                for (String host : hosts) {
                    samples.append(samples.length() > 1 ? "," : "")
                            .append("{\"metric\":\"security.breach\",\"at\":\"")
                            .append(Clock.systemUTC().instant())
                            .append("\",\"value\":1,\"source\":\"benchmark\",\"labels\":{\"host\":\"")
                            .append(host)
                            .append("\"}}");
                }
                Rest.Answer answer = machine.post("samples", samples.append("]").toString());
                if (answer.status() != 202) {
                    throw new IllegalStateException(answer.text());
                }
            });
            System.out.printf("%nresident: %d MB before, %d MB after%n", before, resident(maint));
        }
        alertmanager();
    }

    /** Of everything that the launcher started. */
    private static long resident(Installed maint) {
        return maint.process()
                        .toHandle()
                        .descendants()
                        .mapToLong(TellBenchmark::resident)
                        .sum()
                / 1_024;
    }

    private static long resident(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    private static void alertmanager() throws Exception {
        Path program = Path.of("/usr/bin/prometheus-alertmanager");
        if (!Files.isExecutable(program)) {
            System.out.println("prometheus-alertmanager is not installed: nothing to compare with");
            return;
        }
        Path work = Files.createTempDirectory("alertmanager");
        int port = Ports.free();
        try (Sink sink = new Sink()) {
            Path config = Files.writeString(
                    work.resolve("alertmanager.yml"),
                    "route:\n  receiver: hook\n  group_by: ['...']\n  group_wait: 0s\n  group_interval: 5m\n"
                            + "  repeat_interval: 4h\nreceivers:\n- name: hook\n  webhook_configs:\n  - url: "
                            + sink.url() + "\n    send_resolved: false\n");
            Process process = new ProcessBuilder(
                            program.toString(),
                            "--config.file=" + config,
                            "--storage.path=" + work.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--cluster.listen-address=")
                    .redirectErrorStream(true)
                    .redirectOutput(work.resolve("log").toFile())
                    .start();
            try {
                HttpClient http = HttpClient.newHttpClient();
                URI alerts = URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .ignoreExceptions()
                        .until(() -> http.send(
                                                HttpRequest.newBuilder(alerts).build(),
                                                HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200);
                measure("Alertmanager", sink, hosts -> {
                    StringBuilder body = new StringBuilder("[");
                    for (String host : hosts) {
                        body.append(body.length() > 1 ? "," : "")
                                .append("{\"labels\":{\"alertname\":\"breach\",\"host\":\"")
                                .append(host)
                                .append("\"}}");
                    }
                    HttpResponse<String> answer = http.send(
                            HttpRequest.newBuilder(alerts)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            body.append("]").toString()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() != 200) {
                        throw new IllegalStateException(answer.body());
                    }
                });
            } finally {
                process.destroy();
                process.waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static void measure(String who, Sink sink, Source source) throws Exception {
        // What is slow only the first time is not what is asked.
        steady(sink, source, "warm", 100);
        print(who + ", " + PER_SECOND + " a second", steady(sink, source, "steady", STEADY), sink, 0);
        // Three times: a program that has just started has much to compile.
        for (int i = 1; i <= Integer.getInteger("maint.storms", 3); i++) {
            storm(who + ", storm " + i, "storm" + (char) ('a' + i), sink, source);
        }
    }

    private static void storm(String what, String name, Sink sink, Source source) throws Exception {
        int requests = sink.requests.get();
        long begin = System.nanoTime();
        List<String> all = hosts(name, STORM);
        for (int i = 0; i < STORM; i += PORTION) {
            source.put(all.subList(i, Math.min(i + PORTION, STORM)));
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> all.stream().allMatch(sink.first::containsKey));
        // Whatever comes twice comes within the lease of a claim.
        TimeUnit.SECONDS.sleep(20);
        long[] took =
                all.stream().mapToLong(host -> sink.first.get(host) - begin).toArray();
        long firstOut = Arrays.stream(took).min().orElseThrow();
        long lastOut = Arrays.stream(took).max().orElseThrow();
        double perSecond = (sink.requests.get() - requests) / ((lastOut - firstOut) / 1e9);
        print(what, took, sink, perSecond);
    }

    private static long[] steady(Sink sink, Source source, String name, int number) throws Exception {
        List<String> hosts = hosts(name, number);
        List<Long> sent = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < number; i++) {
            long due = begin + i * (TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
            long left = due - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
            sent.add(System.nanoTime());
            source.put(List.of(hosts.get(i)));
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> hosts.stream()
                .allMatch(sink.first::containsKey));
        long[] took = new long[number];
        for (int i = 0; i < number; i++) {
            took[i] = sink.first.get(hosts.get(i)) - sent.get(i);
        }
        return took;
    }

    private static List<String> hosts(String name, int number) {
        List<String> hosts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            hosts.add(name + "-" + i);
        }
        return hosts;
    }

    private static void print(String what, long[] nanos, Sink sink, double perSecond) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.0f | %s | %d |%n",
                what,
                sorted.length,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted[sorted.length - 1] / 1e6,
                perSecond == 0 ? "" : String.format(Locale.ROOT, "%.0f", perSecond),
                sink.again.get());
    }
}
