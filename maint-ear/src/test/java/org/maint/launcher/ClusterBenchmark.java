package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/**
 * What a second and a third node add: {@code ./maint cluster-test --sizes}. All nodes share this machine, so each is given
 * the same small part of a processor (control groups; needs root); what is left over is the database's and the load's.
 */
class ClusterBenchmark {
    private static final Path GROUPS = Path.of("/sys/fs/cgroup/cpu");
    private static final int PERIOD_US = 100_000;

    /** Of one processor, for each node. */
    private static final double SHARE = Double.parseDouble(System.getProperty("maint.share", "0.3"));

    private static final Duration WARM = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final int CLIENTS_A_NODE = 3;
    private static final int SAMPLES_A_REQUEST = 200;
    private static final int SERIES = 500;
    private static final String PASSWORD = "Robinet-de-cuivre-3";
    private static final Instant MORNING = Instant.parse("2026-11-24T14:00:00Z");

    private static PayaraCluster cluster;
    private static Duration ahead;

    @BeforeAll
    static void start() {
        assumeTrue(
                Files.isWritable(GROUPS.resolve("cgroup.procs")),
                "control groups cannot be made: nothing to share out");
        ahead = Duration.between(Clock.systemUTC().instant(), MORNING);
        cluster = new PayaraCluster(ahead, Duration.ZERO);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        cluster.maintCluster("deploy", System.getProperty("maint.ear", "target/maint.ear"), "1");
        PayaraCluster.NODES.forEach(cluster::awaitReady);
    }

    @AfterAll
    static void stop() throws IOException {
        for (String node : PayaraCluster.NODES) {
            Path group = GROUPS.resolve("maint-" + node);
            if (Files.isDirectory(group)) {
                Files.writeString(group.resolve("cpu.cfs_quota_us"), "-1");
            }
        }
    }

    private static void shareOut() throws IOException {
        for (String node : PayaraCluster.NODES) {
            Path group = Files.createDirectories(GROUPS.resolve("maint-" + node));
            Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_US));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString((int) (SHARE * PERIOD_US)));
            Files.writeString(
                    group.resolve("cgroup.procs"),
                    Long.toString(cluster.processOf(node).pid()));
        }
    }

    /** One request; answers how much was done by it. */
    private interface Work {
        int once(String node) throws Exception;
    }

    @Test
    void what_one_two_and_three_nodes_carry() throws Exception {
        String cookies = session();
        Rest pages = Rest.server("").header("Cookie", cookies);
        String token = cluster.token(Role.INGEST);
        AtomicLong number = new AtomicLong();
        for (String node : PayaraCluster.NODES) {
            // Once at full speed, so that what is measured is not the compiler.
            measure("warm", List.of(node), Duration.ofSeconds(20), to -> page(pages, to));
            measure("warm", List.of(node), Duration.ofSeconds(10), to -> samples(token, to, number));
        }
        shareOut();
        System.out.printf("each node has %.2f of a processor%n", SHARE);
        for (int nodes = 1; nodes <= PayaraCluster.NODES.size(); nodes++) {
            List<String> serving = PayaraCluster.NODES.subList(0, nodes);
            Work page = to -> page(pages, to);
            Work samples = to -> samples(token, to, number);
            measure("warm", serving, WARM, page);
            System.out.println(measure("pages (Today)", serving, MEASURED, page));
            measure("warm", serving, WARM, samples);
            System.out.println(measure("samples", serving, MEASURED, samples));
        }
    }

    private static int page(Rest pages, String node) {
        Rest.Answer answer = pages.get(cluster.url(node) + PayaraCluster.CONTEXT_ROOT + "/today");
        assertThat(answer.status()).isEqualTo(200);
        return 1;
    }

    private static int samples(String token, String node, AtomicLong number) {
        long first = number.getAndAdd(SAMPLES_A_REQUEST);
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < SAMPLES_A_REQUEST; i++) {
            long own = first + i;
            body.append(i == 0 ? "" : ",")
                    .append("{\"metric\":\"host.memory-used\",\"at\":\"")
                    .append(MORNING.minus(Duration.ofDays(1)).plusMillis(own / SERIES * 10))
                    .append("\",\"value\":")
                    .append(own % 50)
                    .append(",\"source\":\"sizes\",\"labels\":{\"host\":\"h")
                    .append(own % SERIES)
                    .append("\"}}");
        }
        Rest.Answer answer = Rest.with(cluster.url(node) + PayaraCluster.CONTEXT_ROOT + "/", token)
                .post("samples", body.append("]").toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return SAMPLES_A_REQUEST;
    }

    /** So many a second, and how long one request took; what fails ends it. */
    private static String measure(String what, List<String> nodes, Duration how, Work work) throws Exception {
        AtomicBoolean end = new AtomicBoolean();
        AtomicLong done = new AtomicLong();
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (String node : nodes) {
            for (int i = 0; i < CLIENTS_A_NODE; i++) {
                threads.add(new Thread(() -> {
                    try {
                        while (!end.get()) {
                            long from = System.nanoTime();
                            int much = work.once(node);
                            times.add(System.nanoTime() - from);
                            done.addAndGet(much);
                        }
                    } catch (Exception | AssertionError failure) {
                        failures.add(failure);
                        end.set(true);
                    }
                }));
            }
        }
        long from = System.nanoTime();
        threads.forEach(Thread::start);
        while (!end.get() && System.nanoTime() - from < how.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        end.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        assertThat(failures).isEmpty();
        List<Long> sorted = times.stream().sorted().toList();
        return "%s, %d nodes: %.0f/s; a request %d ms (p50), %d ms (p95)"
                .formatted(
                        what,
                        nodes.size(),
                        done.get() / seconds,
                        TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() / 2)),
                        TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() * 95 / 100)));
    }

    /** Of a technician; every node knows it. */
    private static String session() {
        cluster.in(services -> {
            var invited =
                    services.people().invite(null, "sizes", "sizes", "sizes@example.com", Set.of(Role.TECHNICIAN));
            services.people().giveDemoPassword(invited.person().id(), PASSWORD);
            return invited;
        });
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            page.setDefaultTimeout(60_000);
            page.navigate(cluster.url() + "login");
            page.fill("[id='login:name']", "sizes");
            page.fill("[id='login:password']", PASSWORD);
            page.click("#login button[type=submit]");
            page.waitForURL("**/today");
            return visitor.context().cookies().stream()
                    .map(cookie -> cookie.name + "=" + cookie.value)
                    .collect(Collectors.joining("; "));
        }
    }
}
