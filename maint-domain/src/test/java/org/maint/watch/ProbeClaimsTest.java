package org.maint.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.probing.Finding;
import org.maint.probing.ProbeKind;
import org.maint.shared.Text;
import org.maint.testing.MariaDb;
import org.maint.testing.TestClock;
import org.maint.testing.World;
import org.maint.watch.Probes.Due;

/** Two nodes on one database: who takes which look. */
class ProbeClaimsTest {
    private static final int INTERVAL = 10;
    private static final int TIMEOUT = 5;

    /** The timeout, and fifteen seconds for what comes after it. */
    private static final Duration LEASE = Duration.ofSeconds(TIMEOUT + 15);

    private static final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private static TestClock clock;
    private static HttpServer platform;
    private static World one;
    private static World two;

    @BeforeAll
    static void two_nodes(@TempDir Path home) throws Exception {
        platform = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        platform.createContext("/", exchange -> {
            asked.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        platform.start();
        String database = MariaDb.get().fresh();
        clock = new TestClock("2026-11-23T08:30");
        one = new World(database, clock, home).installed();
        two = new World(database, clock, home);
        for (World node : List.of(one, two)) {
            node.standalone().allowProbes("127.0.0.1:" + platform.getAddress().getPort());
        }
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
        platform.stop(0);
    }

    @BeforeEach
    void no_probes() {
        one.act(services -> services.em().createNativeQuery("delete from probe").executeUpdate());
        asked.clear();
    }

    private static void probe(String key) {
        String config =
                "{\"url\": \"http://127.0.0.1:" + platform.getAddress().getPort() + "/" + key + "\", \"status\": 204}";
        one.act(services -> services.probes()
                .save(
                        one.lead(),
                        key,
                        new ProbeWish(
                                Text.same(key),
                                ProbeKind.HTTP,
                                config,
                                Map.of(),
                                null,
                                null,
                                INTERVAL,
                                TIMEOUT,
                                0,
                                true),
                        null));
    }

    private static List<Due> claim(World node, int most) {
        return node.in(services -> services.probes().claim(most));
    }

    private static void look(World node, Due due) {
        Finding finding = node.in(services -> services.probes().look(due));
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
        node.act(services -> services.probes().record(due.probe(), finding));
    }

    private static long checks() {
        return one.in(services -> ((Number) services.em()
                        .createNativeQuery("select count(*) from probe_check")
                        .getSingleResult())
                .longValue());
    }

    @Test
    void each_look_that_is_due_is_taken_once_by_whichever_node_comes_first() throws Exception {
        int probes = 40;
        int rounds = 4;
        for (int i = 0; i < probes; i++) {
            probe("probe-" + i);
        }
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        List<Integer> ofFirst = new ArrayList<>();
        try {
            for (int round = 1; round <= rounds; round++) {
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<Integer>> taken = new ArrayList<>();
                for (World node : List.of(one, two)) {
                    Callable<Integer> work = () -> {
                        together.await();
                        int looks = 0;
                        for (List<Due> due = claim(node, 3); !due.isEmpty(); due = claim(node, 3)) {
                            due.forEach(each -> look(node, each));
                            looks += due.size();
                        }
                        return looks;
                    };
                    taken.add(nodes.submit(work));
                }
                int first = taken.get(0).get();
                ofFirst.add(first);
                assertThat(first + taken.get(1).get()).isEqualTo(probes);
                int times = round;
                assertThat(asked).hasSize(probes).allSatisfy((path, number) -> assertThat(number)
                        .as(path)
                        .isEqualTo(times));
                assertThat(checks()).isEqualTo((long) probes * round);
                clock.advance(Duration.ofSeconds(INTERVAL));
            }
        } finally {
            nodes.shutdownNow();
        }
        // Both had a hand in it, else nothing was shown.
        assertThat(ofFirst.stream().mapToInt(Integer::intValue).sum()).isBetween(1, probes * rounds - 1);
    }

    @Test
    void what_a_node_that_died_had_in_hand_is_taken_by_another_when_its_lease_has_run_out() {
        probe("home");
        assertThat(claim(one, 10)).hasSize(1);
        // It dies here. It is due again meanwhile, and still in hand.
        clock.advance(Duration.ofSeconds(INTERVAL));
        assertThat(claim(two, 10)).isEmpty();
        clock.advance(LEASE.minusSeconds(INTERVAL));
        assertThat(claim(two, 10)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        List<Due> due = claim(two, 10);
        assertThat(due).extracting(Due::probe).containsExactly("home");
        assertThat(claim(one, 10)).isEmpty();
        look(two, due.get(0));
        assertThat(asked).containsExactlyEntriesOf(Map.of("/home", 1));
        // What was missed is not made up for: the next one is due in step with the first.
        clock.advance(Duration.ofSeconds(INTERVAL).minus(Probes.EARLY).minusMillis(2));
        assertThat(claim(one, 10)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(claim(one, 10)).hasSize(1);
    }

    @Test
    void the_newest_look_of_each_probe_is_found() {
        probe("one");
        probe("two");
        probe("never");
        for (int i = 0; i < 3; i++) {
            for (Due due : claim(one, 10)) {
                if (!due.probe().equals("never")) {
                    look(one, due);
                }
            }
            clock.advance(Duration.ofSeconds(INTERVAL));
        }
        assertThat(one.in(services -> services.probes().newest(one.viewer())).values())
                .extracting(Check::probe, Check::observedAt)
                .containsExactlyInAnyOrder(
                        tuple("one", clock.instant().minusSeconds(INTERVAL)),
                        tuple("two", clock.instant().minusSeconds(INTERVAL)));
    }

    @Test
    void a_slow_look_is_not_begun_again_beside_itself() {
        probe("slow");
        Due slow = claim(one, 10).get(0);
        clock.advance(Duration.ofSeconds(INTERVAL));
        assertThat(claim(one, 10)).isEmpty();
        assertThat(claim(two, 10)).isEmpty();
        look(one, slow);
        assertThat(claim(two, 10)).hasSize(1);
    }
}
