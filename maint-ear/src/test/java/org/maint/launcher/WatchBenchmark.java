package org.maint.launcher;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.probing.ProbeKind;
import org.maint.shared.Text;
import org.maint.watch.ProbeWish;

/**
 * What watching costs ({@code ./maint benchmark}): charts over a year of 50 lines of numbers, and how late looks begin
 * when 200 probes look every 30 seconds; {@code -Dmaint.minutes=60} for how long these do.
 */
class WatchBenchmark {
    private static final int LINES = 50;
    private static final int FINE_DAYS = 75;
    private static final int OPENS = 40;
    private static final int PROBES = 200;
    private static final int EARLY_MILLIS = 500;
    private static final int INTERVAL = 30;
    private static final int MINUTES = Integer.getInteger("maint.minutes", 5);

    @Test
    void charts_of_a_year_and_two_hundred_probes() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer platform = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 500);
        platform.setExecutor(threads);
        platform.createContext("/", exchange -> {
            try {
                // A platform takes its time, and nobody else may wait for it.
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        platform.start();
        int port = platform.getAddress().getPort();
        try (Installed maint = Installed.with(
                null,
                Map.of(
                        "MAINT_PLATFORM_URL", "http://127.0.0.1:" + port + "/",
                        "MAINT_PROBE_ALLOW", "127.0.0.1:" + port))) {
            maint.password("lucie", Role.LEAD);
            // -Dmaint.part=probes: of those alone.
            if (!"probes".equals(System.getProperty("maint.part"))) {
                charts(maint);
            }
            probes(maint, port);
        } finally {
            platform.stop(0);
            threads.shutdownNow();
        }
    }

    private static Actor actor(Installed maint, String login) {
        return maint.in(services -> services.people().all().stream()
                .filter(person -> person.login().equals(login))
                .findFirst()
                .orElseThrow()
                .actor());
    }

    private static void charts(Installed maint) {
        fill(maint);
        Actor lucie = actor(maint, "lucie");
        Rest viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        System.out.printf(
                "%n| chart of %d lines | points | p50 ms | p95 ms | max ms |%n|---|--:|--:|--:|--:|%n", LINES);
        for (int days : new int[] {365, 60, 30, 7}) {
            Instant to = Clock.systemUTC().instant();
            Instant from = to.minus(Duration.ofDays(days));
            String path = "metrics/platform.active-users/series?from=" + from + "&to=" + to;
            print(
                    days + " days, service",
                    () -> maint.in(services -> services.charts()
                            .series(lucie, "platform.active-users", from, to, null, Map.of())
                            .size()));
            print(days + " days, REST", () -> {
                Rest.Answer answer = viewer.get(path);
                if (answer.status() != 200) {
                    throw new IllegalStateException(answer.text());
                }
                return answer.json().path("points").size();
            });
        }
        Instant to = Clock.systemUTC().instant();
        Instant from = to.minus(Duration.ofDays(365));
        print(
                "365 days, each line by itself, service",
                () -> maint.in(services -> {
                    int points = 0;
                    for (int line = 0; line < LINES; line++) {
                        points += services.charts()
                                .series(lucie, "platform.active-users", from, to, null, Map.of("line", "" + line))
                                .size();
                    }
                    return points;
                }));
    }

    /** 50 lines: a year of days, and five minutes of as long as a chart reads them. */
    private static void fill(Installed maint) {
        Actor machine = actor(maint, maint.in(services -> {
            services.people().invite(null, "machine", "Machine", "machine@example.com", java.util.Set.of(Role.INGEST));
            return "machine";
        }));
        Instant now = Clock.systemUTC().instant();
        List<Sample> one = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            one.add(Sample.of("platform.active-users", now, line, "benchmark", Map.of("line", "" + line)));
        }
        maint.in(services -> services.samples().accept(machine, one));
        maint.in(services -> services.em()
                .createNativeQuery("insert ignore into rollup_day (series_id, day, least, most, total, number)"
                        + " select s.id, curdate() - interval n.seq day, 1, 9, 1000 + n.seq, 288"
                        + " from series s join seq_1_to_366 n where s.source = 'benchmark'")
                .executeUpdate());
        for (int day = 0; day < FINE_DAYS; day++) {
            int offset = day * 288;
            maint.in(services -> services.em()
                    .createNativeQuery("insert ignore into rollup_five_minutes"
                            + " (series_id, at, least, most, total, number)"
                            + " select s.id, timestamp(curdate()) - interval (n.seq + " + offset
                            + ") * 5 minute, 1, 9, 100 + n.seq, 5"
                            + " from series s join seq_1_to_288 n where s.source = 'benchmark'")
                    .executeUpdate());
        }
    }

    private interface Opened {
        int points() throws Exception;
    }

    private static void print(String name, Opened chart) {
        try {
            double[] millis = new double[OPENS];
            int points = chart.points();
            for (int i = 0; i < OPENS; i++) {
                long begin = System.nanoTime();
                chart.points();
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
            Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.0f | %.0f | %.0f |%n",
                    name,
                    points,
                    millis[OPENS / 2],
                    millis[OPENS * 95 / 100],
                    millis[OPENS - 1]);
        } catch (Exception e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static void probes(Installed maint, int port) throws InterruptedException {
        Actor lucie = actor(maint, "lucie");
        for (int i = 0; i < PROBES; i++) {
            String key = "probe-" + i;
            String config = "{\"url\": \"http://127.0.0.1:" + port + "/" + i + "\", \"status\": 204}";
            maint.in(services -> services.probes()
                    .save(
                            lucie,
                            key,
                            new ProbeWish(
                                    Text.same(key),
                                    ProbeKind.HTTP,
                                    config,
                                    Map.of(),
                                    null,
                                    null,
                                    INTERVAL,
                                    10,
                                    0,
                                    true),
                            null));
        }
        // The first looks warm up.
        TimeUnit.SECONDS.sleep(2 * INTERVAL);
        Instant from = Clock.systemUTC().instant();
        System.out.println("\nresident MB: " + Resident.ofRunning(maint.home()));
        TimeUnit.MINUTES.sleep(MINUTES);
        Instant to = Clock.systemUTC().instant();
        Map<String, Instant> due = new HashMap<>();
        List<Double> lags = new ArrayList<>();
        List<Double> recorded = new ArrayList<>();
        int failed = 0;
        Map<String, Integer> problems = new TreeMap<>();
        for (Object[] row : rows(maint, "select probe_key, next_at, '' from probe where probe_key like 'probe-%'")) {
            due.put((String) row[0], instant(row[1]));
        }
        for (Object[] row : rows(maint, "select probe_key, observed_at, recorded_at, ok, problem from probe_check")) {
            Instant next = due.get(row[0]);
            Instant at = instant(row[1]);
            if (next != null && at.isAfter(from) && !at.isAfter(to)) {
                // Due times are a whole number of intervals apart.
                long millis = Duration.between(next, at).toMillis();
                // A look may be taken half a second early.
                lags.add((double) Math.floorMod(millis + EARLY_MILLIS, INTERVAL * 1_000L) - EARLY_MILLIS);
                recorded.add((double) Duration.between(at, instant(row[2])).toMillis());
                if (!Boolean.TRUE.equals(row[3]) && !"1".equals(String.valueOf(row[3]))) {
                    failed++;
                    problems.merge(String.valueOf(row[4]), 1, Integer::sum);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d probes every %d s for %d min: %d looks of %d, %d failed%n"
                        + "begun after due, ms:      p50 %.0f  p99 %.0f  max %.0f%n"
                        + "recorded after begun, ms: p50 %.0f  p99 %.0f  max %.0f%n",
                PROBES,
                INTERVAL,
                MINUTES,
                lags.size(),
                PROBES * MINUTES * 60 / INTERVAL,
                failed,
                percentile(lags, 50),
                percentile(lags, 99),
                percentile(lags, 100),
                percentile(recorded, 50),
                percentile(recorded, 99),
                percentile(recorded, 100));
        if (failed > 0) {
            System.out.println("problems: " + problems);
        }
        System.out.println("resident MB: " + Resident.ofRunning(maint.home()));
    }

    private static double percentile(List<Double> values, int percent) {
        return LoadCommand.percentile(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray(), percent);
    }

    private static Instant instant(Object column) {
        return column instanceof LocalDateTime time
                ? time.toInstant(ZoneOffset.UTC)
                : ((java.sql.Timestamp) column).toLocalDateTime().toInstant(ZoneOffset.UTC);
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
