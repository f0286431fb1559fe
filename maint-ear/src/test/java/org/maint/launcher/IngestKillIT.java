package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.maint.people.Role;

/**
 * Machines push samples in from several threads, and an outside program hears of each alert, while the application is
 * killed with -9 and started again, once alone and once together with its database, and the broker as well; {@code
 * -Dmaint.kills=40} for a longer storm of 20 kills of the application, 10 of both and 10 of the broker.
 */
@Order(Installed.OWN)
class IngestKillIT {
    private static final int KILLS = Integer.getInteger("maint.kills", 3);
    private static final int THREADS = 3;
    private static final int BATCH = 20;

    /** Every so many batches there is one more disk that is full. */
    private static final int FULL_EVERY = 8;

    /** Answered batches after a start before the next kill. */
    private static final int ENOUGH = 120;

    private final Map<String, Set<String>> answered = new ConcurrentHashMap<>();
    private final Set<String> full = ConcurrentHashMap.newKeySet();
    private final Set<Integer> unexpected = ConcurrentHashMap.newKeySet();
    private final AtomicInteger batches = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private volatile boolean enough;

    @Test
    void kill_9_while_samples_come_in_loses_none_that_was_answered_and_raises_each_alert_once() throws Exception {
        Installed maint = Installed.fresh(null);
        try (Outside outside = new Outside()) {
            assertThat(Rest.with(maint.url(), maint.token(Role.ADMIN))
                            .post(
                                    "channels",
                                    "{\"medium\":\"WEBHOOK\",\"title\":\"Outside\",\"alertsFrom\":\"WARNING\","
                                            + "\"language\":\"en\",\"settings\":{\"url\":\"" + outside.url("/hook")
                                            + "\"}}")
                            .status())
                    .isEqualTo(201);
            maint.password("marc", Role.TECHNICIAN);
            String token = maint.token(Role.INGEST);
            Instant begin =
                    Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(2));
            List<Thread> machines = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "machine-" + i;
                Thread machine = new Thread(() -> push(Rest.with(maint.url(), token), name, begin), name);
                machine.start();
                machines.add(machine);
            }
            for (int kill = 0; kill < KILLS; kill++) {
                awaitBatches(ENOUGH);
                if (kill % 4 == 2) {
                    broker(maint).destroyForcibly();
                } else {
                    kill(maint, kill % 4 == 1);
                }
            }
            awaitBatches(ENOUGH / 2);
            enough = true;
            for (Thread machine : machines) {
                machine.join();
            }
            assertThat(broken.get()).as("requests that a kill broke").isPositive();

            assertThat(unexpected).isEmpty();
            assertThat(kept(maint)).isEqualTo(new TreeMap<>(answered));
            // Each full disk, and what all machines say of one thing.
            Set<String> wrong = new TreeSet<>(full);
            wrong.add("platform.error-rate");
            Map<String, String> once = wrong.stream().collect(Collectors.toMap(each -> each, each -> "1 1"));
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(alerts(maint))
                    .isEqualTo(once));
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            number(maint, "select count(*) from arrival"))
                    .isZero());
            assertThat(number(maint, "select sum(number) from rollup_five_minutes"))
                    .isEqualTo(number(maint, "select count(*) from sample"));
            assertThat(alerts(maint)).isEqualTo(once);
            assertThat(toldTwice(maint)).isEmpty();
            assertThat(number(
                            maint,
                            "select count(*) from notification n join person p on p.id = n.recipient"
                                    + " where n.kind = 'alert.firing' and p.login = 'marc'"))
                    .as("told at all")
                    .isPositive();
            awaitTold(maint, outside);
        } finally {
            enough = true;
            maint.close();
        }
    }

    /**
     * Each alert has reached the outside program: under one key, which a kill between sending and recording may repeat;
     * never under two.
     */
    private static void awaitTold(Installed maint, Outside outside) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        number(maint, "select count(*) from notification where state in ('PENDING', 'SENDING')"))
                .isZero());
        Map<Long, Set<String>> keys = new TreeMap<>();
        for (Outside.Got got : outside.got()) {
            if (got.json().path("kind").asText().equals("alert.firing")) {
                got.json().at("/data/alerts").forEach(alert -> keys.computeIfAbsent(
                                alert.path("number").asLong(), none -> new TreeSet<>())
                        .add(got.key()));
            }
        }
        Set<Long> told = new TreeSet<>();
        rows(
                        maint,
                        "select a.number, n.id from alert a join notification n on n.lane = 'outside'"
                                + " and n.kind = 'alert.firing' and n.state = 'DELIVERED' and (n.alert_number = a.number"
                                + " or exists (select 1 from notification_alert t"
                                + " where t.notification_id = n.id and t.alert_number = a.number))")
                .forEach(row -> told.add(((Number) row[0]).longValue()));
        assertThat(told).isNotEmpty();
        assertThat(keys.keySet()).isEqualTo(told);
        assertThat(number(
                        maint,
                        "select count(*) from alert a left join escalation e on e.alert_number = a.number"
                                + " where e.id is null or e.told_at is null and e.next_at is null"))
                .as("neither told nor waiting for the rest of its group")
                .isZero();
        assertThat(keys.values()).allMatch(each -> each.size() == 1);
    }

    private static ProcessHandle broker(Installed maint) {
        return maint.process()
                .toHandle()
                .descendants()
                .filter(each -> each.info().commandLine().orElse("").matches("(?s)/\\S*java\\s.*imqbroker.*"))
                .findFirst()
                .orElseThrow();
    }

    private void awaitBatches(int more) {
        int until = batches.get() + more;
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> batches.get() >= until);
    }

    private static void kill(Installed maint, boolean database) {
        String killed = database ? "mariadbd|java.*payara-micro.*" : "java.*payara-micro.*";
        List<ProcessHandle> found = maint.process()
                .toHandle()
                .descendants()
                .filter(each -> each.info().commandLine().orElse("").matches("(?s)/\\S*/(" + killed + ")(\\s.*)?"))
                .toList();
        assertThat(found).hasSize(database ? 2 : 1);
        found.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> found.stream()
                .noneMatch(ProcessHandle::isAlive));
        // The launcher sees that they are gone, and starts them again by itself.
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(() -> Rest.server(maint.url()).get("login").status() == 200);
        assertThat(maint.process().isAlive()).isTrue();
    }

    /** As a careful agent does: what was not answered is sent again, the same, until it is. */
    private void push(Rest rest, String name, Instant begin) {
        for (int batch = 0; !enough; batch++) {
            String mount = batch % FULL_EVERY == 0 ? "/" + name + "/" + batch : "";
            Map<String, String> samples = samples(name, begin, batch, mount);
            String json = "[" + String.join(",", samples.values()) + "]";
            while (!answered(rest, json)) {
                broken.incrementAndGet();
                if (enough) {
                    return;
                }
                Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            }
            answered.computeIfAbsent(name, unknown -> new TreeSet<>()).addAll(samples.keySet());
            if (!mount.isEmpty()) {
                full.add("host.disk-free{mount=\"" + mount + "\"}");
            }
            batches.incrementAndGet();
        }
    }

    private boolean answered(Rest rest, String json) {
        try {
            int status = rest.post("samples", json).status();
            // Nothing else may come of being killed and started; while it starts, the server answers without maint.
            if (!List.of(202, 404, 500, 503).contains(status)) {
                unexpected.add(status);
            }
            return status == 202;
        } catch (UncheckedIOException killed) {
            return false;
        }
    }

    /** By what identifies each, as JSON. */
    private static Map<String, String> samples(String name, Instant begin, int batch, String mount) {
        Map<String, String> samples = new TreeMap<>();
        Instant at = begin.plusMillis(batch * 1_000L);
        for (int i = 0; i < BATCH; i++) {
            add(samples, "platform.requests", at.plusMillis(i), batch + i, name, "{\"page\":\"" + i % 5 + "\"}");
        }
        add(samples, "platform.error-rate", at, 50, name, "{}");
        if (!mount.isEmpty()) {
            add(samples, "host.disk-free", at, 3, name, "{\"mount\":\"" + mount + "\"}");
        }
        return samples;
    }

    private static void add(
            Map<String, String> samples, String metric, Instant at, int value, String source, String labels) {
        samples.put(
                metric + labels + " " + at.toEpochMilli() + " " + value,
                "{\"metric\":\"" + metric + "\",\"at\":\"" + at + "\",\"value\":" + value + ",\"source\":\"" + source
                        + "\",\"labels\":" + labels + "}");
    }

    private static Map<String, Set<String>> kept(Installed maint) {
        Map<String, Set<String>> kept = new TreeMap<>();
        rows(
                        maint,
                        "select s.source, concat(s.metric, s.labels, ' ',"
                                + " timestampdiff(microsecond, '1970-01-01', a.at) div 1000, ' ', round(a.value))"
                                + " from sample a join series s on s.id = a.series_id where s.source like 'machine-%'")
                .forEach(row -> kept.computeIfAbsent(words(row[0]), unknown -> new TreeSet<>())
                        .add(words(row[1])));
        return kept;
    }

    /** By fingerprint: how many alerts, and how many times it began to fire. */
    private static Map<String, String> alerts(Installed maint) {
        return rows(
                        maint,
                        "select a.fingerprint, concat(count(*), ' ',"
                                + " sum((select count(*) from alert_line l where l.alert_number = a.number"
                                + " and l.kind = 'FIRING')))"
                                + " from alert a group by a.fingerprint")
                .stream()
                .collect(Collectors.toMap(row -> words(row[0]), row -> words(row[1])));
    }

    /** Alerts of which Marc was told twice that they fire; those of one metric may wait for each other. */
    private static List<Object[]> toldTwice(Installed maint) {
        return rows(
                maint,
                "select a.number, count(distinct n.id) from alert a join notification n on n.kind = 'alert.firing'"
                        + " and (n.alert_number = a.number or exists (select 1 from notification_alert t"
                        + " where t.notification_id = n.id and t.alert_number = a.number))"
                        + " join person p on p.id = n.recipient and p.login = 'marc'"
                        + " where n.lane = 'portal' group by a.number having count(distinct n.id) > 1");
    }

    private static String words(Object column) {
        return column instanceof byte[] bytes
                ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                : String.valueOf(column);
    }

    private static long number(Installed maint, String sql) {
        return maint.in(
                services -> ((Number) services.em().createNativeQuery(sql).getSingleResult()).longValue());
    }

    private static List<Object[]> rows(Installed maint, String sql) {
        return maint.in(services -> {
            List<Object[]> all = new ArrayList<>();
            for (Object row : services.em().createNativeQuery(sql).getResultList()) {
                all.add((Object[]) row);
            }
            return all;
        });
    }
}
