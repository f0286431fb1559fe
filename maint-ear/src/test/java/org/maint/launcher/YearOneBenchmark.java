package org.maint.launcher;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/**
 * How fast the annual report, its PDF and the daily monitor are over thirteen months of history, and over ten times as much
 * ({@code ./maint benchmark}): about 1,000,000 samples, 3,000 runs, 500 alerts and 20 incidents, put into the tables as
 * they stand once rollups and retention have done their work. The asker runs on the same machine.
 */
class YearOneBenchmark {
    private static final int DAYS = 395;
    private static final int RUNS = 3_000;
    private static final int ALERTS = 500;
    private static final int INCIDENTS = 20;
    private static final int TIMES = 10;
    private static final int PEOPLE = 10;
    private static final Duration WATCHED = Duration.ofSeconds(80);

    /** An open page renews itself so often. */
    private static final Duration PAUSE = Duration.ofSeconds(8);

    /** Nine lines with a sample every five minutes are a million in thirteen months. */
    private static final List<String> METRICS = List.of(
            "platform.up",
            "platform.response-time",
            "platform.page-load",
            "platform.active-users",
            "platform.error-rate",
            "platform.jobs-created",
            "platform.invoices",
            "platform.revenue",
            "platform.gps-sessions");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void a_year_and_ten_times_as_much() throws Exception {
        try (Installed maint = Installed.with(null, Map.of())) {
            List<String> cookies = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                cookies.add(signIn(maint, "watcher-" + i));
            }
            System.out.printf(
                    "%n| year one | history | p50 ms | p95 ms | max ms | aim ms |%n|---|--:|--:|--:|--:|--:|%n");
            fill(maint, 0, 1);
            measure(maint, "×1", cookies);
            fill(maint, 1, TIMES);
            measure(maint, "×10", cookies);
        }
    }

    private String signIn(Installed maint, String login) {
        maint.password(login, Role.VIEWER, Role.LEAD, Role.MANAGER);
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, login, maint.password(login));
            return visitor.context().cookies().stream()
                    .filter(cookie -> cookie.name.equals("MAINT_SESSION"))
                    .findFirst()
                    .orElseThrow()
                    .value;
        }
    }

    private void measure(Installed maint, String history, List<String> cookies) throws Exception {
        Rest lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        String day = LocalDate.now(Clock.systemUTC()).toString();
        String id = lead.post("reports", "{\"kind\":\"ANNUAL\",\"date\":\"" + day + "\"}")
                .json()
                .path("id")
                .asText();
        print("annual report, figures taken anew", history, 2_000, several(30, () -> {
            expect(lead.post("reports/" + id + "/refresh", "").status());
            return null;
        }));
        print("annual report, page", history, 2_000, several(30, () -> {
            get(maint, "report?id=" + id, cookies.get(0));
            return null;
        }));
        print("annual report, PDF", history, 5_000, several(20, () -> {
            expect(lead.get("reports/" + id + ".pdf").status());
            return null;
        }));
        print("daily monitor, ten people", history, 150, watched(maint, cookies));
    }

    /** Each has the page open, which asks again by itself; they have not all opened it in the same moment. */
    private double[] watched(Installed maint, List<String> cookies) throws Exception {
        several(10, () -> get(maint, "monitor", cookies.get(0)));
        long end = System.nanoTime() + WATCHED.toNanos();
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            List<Future<List<Double>>> all = new ArrayList<>();
            for (int i = 0; i < cookies.size(); i++) {
                String cookie = cookies.get(i);
                long later = i * PAUSE.toMillis() / cookies.size();
                all.add(people.submit(() -> {
                    List<Double> millis = new ArrayList<>();
                    TimeUnit.MILLISECONDS.sleep(later);
                    while (System.nanoTime() < end) {
                        long begun = System.nanoTime();
                        get(maint, "monitor", cookie);
                        millis.add((System.nanoTime() - begun) / 1e6);
                        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                    }
                    return millis;
                }));
            }
            List<Double> millis = new ArrayList<>();
            for (Future<List<Double>> each : all) {
                millis.addAll(each.get());
            }
            return millis.stream().mapToDouble(Double::doubleValue).toArray();
        } finally {
            people.shutdownNow();
        }
    }

    private static double[] several(int times, Callable<?> what) throws Exception {
        for (int i = 0; i < times / 3; i++) {
            what.call();
        }
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            what.call();
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        return millis;
    }

    private Object get(Installed maint, String address, String cookie) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(maint.url() + address))
                        .header("Cookie", "MAINT_SESSION=" + cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        expect(answer.statusCode());
        return answer.body();
    }

    private static void expect(int status) {
        if (status != 200) {
            throw new IllegalStateException("Answered " + status);
        }
    }

    private static void print(String what, String history, int aim, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.0f | %,d |%n",
                what,
                history,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                millis[millis.length - 1],
                aim);
    }

    /** From so many times the history to so many. */
    private static void fill(Installed maint, int from, int to) {
        Rest machine = Rest.with(maint.url(), maint.token(Role.INGEST));
        Instant now = Clock.systemUTC().instant();
        StringBuilder samples = new StringBuilder("[");
        for (int time = from; time < to; time++) {
            for (String metric : METRICS) {
                samples.append(samples.length() > 1 ? "," : "")
                        .append("{\"metric\":\"")
                        .append(metric)
                        .append("\",\"source\":\"year-")
                        .append(time)
                        .append("\",\"at\":\"")
                        .append(now)
                        .append("\",\"value\":1,\"labels\":{\"line\":\"")
                        .append(time)
                        .append("\"}}");
            }
        }
        if (machine.post("samples", samples.append("]").toString()).status() != 202) {
            throw new IllegalStateException("Samples were refused");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> number(maint, "select count(*) from series where source like 'year-%'")
                        == (long) METRICS.size() * to);
        String lines = "(select id from series where source in ('year-"
                + String.join(
                        "','year-",
                        java.util.stream.IntStream.range(from, to)
                                .mapToObj(Integer::toString)
                                .toList())
                + "')) s";
        run(
                maint,
                "insert ignore into rollup_day (series_id, day, least, most, total, number)"
                        + " select s.id, utc_date() - interval n.seq day, 1, 1, 288, 288 from " + lines
                        + " join seq_1_to_" + DAYS + " n");
        for (int day = 0; day < DAYS; day++) {
            run(
                    maint,
                    "insert ignore into rollup_five_minutes (series_id, at, least, most, total, number)"
                            + " select s.id, timestamp(utc_date()) - interval (n.seq + " + day * 288
                            + ") * 5 minute, 1, 1, 1, 1 from " + lines + " join seq_1_to_288 n");
        }
        run(
                maint,
                "insert into alert (fingerprint, title_en, title_fr, severity, state, since, fired_at, resolved_at,"
                        + " flapping, version) select concat('year one ', uuid()), 'Year one', 'Année un', 'WARNING',"
                        + " 'RESOLVED', t.at, t.at, t.at + interval 20 minute, false, 0 from"
                        + " (select utc_timestamp() - interval n.seq * " + DAYS * 24 * 60 / (ALERTS * (to - from))
                        + " minute at from seq_1_to_" + ALERTS * (to - from) + " n) t");
        run(
                maint,
                "insert into incident (trigger_key, title, severity, drill, state, status, began_at, declared_at,"
                        + " declared_by, actions_due_at, actions_late, promise_reminded, promise_broken, resolved_at,"
                        + " version) select 'MAJOR_FEATURE_FAILURE', 'Year one', 'CRITICAL', false, 'RESOLVED', 'RESOLVED', t.at,"
                        + " t.at, (select min(id) from person), t.at, false, false, false, t.at + interval 1 hour, 0 from"
                        + " (select utc_timestamp() - interval n.seq * " + DAYS * 24 / (INCIDENTS * (to - from))
                        + " hour at from seq_1_to_" + INCIDENTS * (to - from) + " n) t");
        run(
                maint,
                "insert into run (id, nominal_date, type, title_en, title_fr, plan_version, responsible, opens_at, due_at,"
                        + " grace_seconds, state, opened_at, closed_at, minutes_spent) select uuid(), date(t.at), 'DAILY',"
                        + " 'Year one', 'Année un', 1, 'TECHNICIAN', t.at, t.at + interval 2 hour, 0, 'SIGNED', t.at,"
                        + " t.at + interval 1 hour, 30 from (select utc_timestamp() - interval n.seq * "
                        + DAYS * 24 * 60 / (RUNS * (to - from)) + " minute at from seq_1_to_" + RUNS * (to - from)
                        + " n) t");
    }

    private static void run(Installed maint, String sql) {
        maint.in(services -> services.em().createNativeQuery(sql).executeUpdate());
    }

    private static long number(Installed maint, String sql) {
        return maint.in(
                services -> ((Number) services.em().createNativeQuery(sql).getSingleResult()).longValue());
    }
}
