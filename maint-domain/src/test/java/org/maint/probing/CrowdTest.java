package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many looks that are due at the same moment. */
class CrowdTest {
    private static final int CROWD = 200;

    @Test
    void more_than_there_are_threads_for_wait_for_their_turn_and_none_is_refused() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(Prober.MOST_AT_ONCE);
        CountDownLatch door = new CountDownLatch(1);
        CountQuery counts = (source, sql, timeout) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            full.countDown();
            try {
                door.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            inside.decrementAndGet();
            return 1;
        };
        ProbeSpec spec = Site.spec(
                ProbeKind.SQL_COUNT,
                "{'dataSource': 'platform', 'query': 'select count(*) from job', 'min': 0, 'max': 7}");
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        try (Prober prober = new Prober(Site.CLOCK, counts)) {
            List<Future<Finding>> looks = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                looks.add(crowd.submit(() -> prober.look(spec, Site.allowance())));
            }
            assertThat(full.await(10, TimeUnit.SECONDS)).isTrue();
            door.countDown();
            for (Future<Finding> look : looks) {
                Finding finding = look.get();
                assertThat(finding.problem()).isNull();
                assertThat(finding.ok()).isTrue();
            }
        } finally {
            crowd.shutdownNow();
        }
        assertThat(most).hasValue(Prober.MOST_AT_ONCE);
    }
}
