package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;
import org.maint.probing.ProbeKind;
import org.maint.shared.Text;
import org.maint.watch.ProbeWish;

/**
 * maint on a deployment group of two instances, as operations run it: {@code ./maint cluster-test}, with {@code --kills
 * 60} for a long one. The clock of the second node goes two seconds ahead of the first's all the while.
 */
class ClusterTrial {
    private static final int KILLS = Integer.getInteger("maint.kills", 12);

    /** 24 November 2026, 09:00 in Montréal, when the cluster is made. */
    private static final Instant MORNING = Instant.parse("2026-11-24T14:00:00Z");

    private static final String EAR = System.getProperty("maint.ear", "target/maint.ear");
    private static final ZoneId ZONE = ZoneId.of("America/Toronto");
    private static final Duration SKEW = Duration.ofSeconds(2);
    private static final String FIRST = PayaraCluster.NODES.get(0);
    private static final String SECOND = PayaraCluster.NODES.get(1);

    /** Within which everything goes on without the node that is gone. */
    private static final Duration GOES_ON = Duration.ofSeconds(15);

    private static final int PROBE_SECONDS = 5;
    private static final int RUNS_A_MINUTE = 3;

    /** A tier of a plan has at most fifty routines, and the plan's own are there too. */
    private static final int MOST_ROUTINES = 45;

    private static final int HOSTS_AT_ONCE = 20;

    private static PayaraCluster cluster;
    private static Duration ahead;

    @BeforeAll
    static void start() {
        ahead = Duration.between(Clock.systemUTC().instant(), MORNING).truncatedTo(ChronoUnit.SECONDS);
        cluster = new PayaraCluster(ahead, SKEW);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        assertThat(cluster.maintCluster("check")).contains("nothing stands in the way");
        cluster.maintCluster("deploy", EAR, "1");
        PayaraCluster.NODES.forEach(cluster::awaitReady);
    }

    @AfterAll
    static void stop() {
        PayaraCluster.NODES.forEach(node -> System.out.printf(
                "%s: %d lines of WARNING or SEVERE in its log%n",
                node,
                cluster.serverLog(node)
                        .lines()
                        .filter(line -> line.matches(".*\\[(WARNING|SEVERE)\\].*"))
                        .count()));
    }

    @AfterEach
    void both() {
        for (String node : PayaraCluster.NODES) {
            if (!cluster.alive(node)) {
                cluster.startNode(node);
            }
            cluster.awaitReady(node);
        }
    }

    @Test
    void what_operations_do_is_checked_said_and_can_be_done_twice() {
        assertThat(cluster.maintCluster("configure")).contains("everything was set already");
        assertThat(cluster.maintCluster("smoke-test")).contains("all nodes answer as they should");
        assertThat(cluster.maintClusterFails("deploy", EAR, "2")).contains("use upgrade");
        assertThat(cluster.maintClusterFails("upgrade", "pom.xml.missing", "2")).contains("cannot be read");
        assertThat(cluster.maintClusterFails("rollback", "9")).contains("version 9 is not in the domain");
        assertThat(cluster.maintClusterFails("remove", "1")).contains("version 1 runs on");
        assertThat(cluster.maintCluster("status")).contains("inst1  version 1", "inst2  version 1");
    }

    @Test
    void the_first_administrator_is_who_the_configuration_names() {
        try (Visitor visitor = Chromium.get().visitor()) {
            signIn(visitor.page(), "chief", PayaraCluster.FIRST_PASSWORD);
            visitor.page().waitForURL("**/password");
        }
    }

    @Test
    void a_session_and_a_half_filled_form_survive_the_kill_of_their_node() {
        String login = person(Role.TECHNICIAN);
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            page.setDefaultTimeout(60_000);
            signIn(page, login, PASSWORD);
            page.waitForURL("**/today");
            page.navigate(cluster.url() + "task-new");
            page.fill("[id='task:what']", "Half filled when its node died");
            String node = node(visitor);
            cluster.kill(node);
            page.fill("[id='task:description']", "and the rest after it");
            page.click("[id='task:do']");
            page.waitForURL("**/task?n=*");
            assertThat(page.locator("h1")).containsText("Half filled when its node died");
            assertThat(page.locator("body")).containsText("and the rest after it");
            org.assertj.core.api.Assertions.assertThat(node(visitor)).isNotEqualTo(node);
        }
    }

    @Test
    void what_is_entered_on_one_node_is_seen_on_a_page_of_the_other() {
        String login = person(Role.TECHNICIAN);
        Rest technician = Rest.with(
                        cluster.url(FIRST) + PayaraCluster.CONTEXT_ROOT + "/", cluster.token(Role.TECHNICIAN))
                .header("If-Match", "*");
        String id = technician
                .post("runs", "{\"title\":\"On two nodes\",\"type\":\"UNPLANNED\",\"items\":[\"One\",\"Two\"]}")
                .json()
                .path("id")
                .asText();
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            page.navigate(cluster.url(SECOND) + PayaraCluster.CONTEXT_ROOT + "/login");
            page.fill("[id='login:name']", login);
            page.fill("[id='login:password']", PASSWORD);
            page.click("#login button[type=submit]");
            page.waitForURL("**/today");
            page.navigate(cluster.url(SECOND) + PayaraCluster.CONTEXT_ROOT + "/run?id=" + id);
            technician.put("runs/" + id + "/items/item-2", "{\"outcome\":\"PASS\"}");
            assertThat(page.locator("#item-item-2")).hasAttribute("data-outcome", "PASS");
        }
    }

    @Test
    void a_rolling_upgrade_and_the_way_back_fail_no_request() throws Exception {
        String login = person(Role.TECHNICIAN);
        try (Visitor visitor = Chromium.get().visitor();
                Load load = new Load()) {
            signIn(visitor.page(), login, PASSWORD);
            visitor.page().waitForURL("**/today");
            load.portal(visitor, 2);
            load.entries(2);
            load.awaitRequests(20);
            cluster.maintCluster("upgrade", EAR, "2");
            assertThat(cluster.maintCluster("status")).contains("inst1  version 2", "inst2  version 2");
            cluster.maintCluster("rollback", "1");
            assertThat(cluster.maintCluster("status")).contains("inst1  version 1", "inst2  version 1");
            load.awaitRequests(load.requests() + 20);
            load.end();
            System.out.printf(
                    "upgrade and rollback under load: %d requests, %d failed%n",
                    load.requests(), load.failures().size());
            assertThat(load.failures()).isEmpty();
            assertThat(load.lostEntries()).isEmpty();
        }
        assertThat(cluster.maintCluster("remove", "2")).contains("is removed");
    }

    @Test
    void a_node_that_is_cut_off_from_the_database_for_a_minute_comes_back_and_does_nothing_twice() throws Exception {
        try (Watching watching = new Watching("cut")) {
            watching.push();
            watching.awaitTold();
            // So that runs come due while it is away.
            watching.awaitDue(Duration.ofSeconds(20));
            cluster.cutOff(SECOND);
            long from = System.nanoTime();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Rest.server(cluster.url(SECOND) + "/")
                                    .get("health/ready")
                                    .status()
                            == 503);
            while (System.nanoTime() - from < TimeUnit.SECONDS.toNanos(60)) {
                watching.push();
                TimeUnit.SECONDS.sleep(5);
            }
            cluster.reconnect(SECOND);
            cluster.awaitReady(SECOND);
            watching.push();
            watching.awaitTold();
            watching.awaitDue(GOES_ON.negated());
            System.out.println("cut off for a minute: " + watching.verify());
        }
    }

    @Test
    void kills_miss_nothing_and_double_nothing() throws Exception {
        try (Watching watching = new Watching("kill");
                Load load = new Load()) {
            load.entries(1);
            for (int kill = 0; kill < KILLS; kill++) {
                String node = PayaraCluster.NODES.get(kill % 2);
                watching.push();
                cluster.kill(node);
                watching.push();
                TimeUnit.SECONDS.sleep(5);
                watching.push();
                cluster.startNode(node);
                cluster.awaitReady(node);
                System.out.printf("kill %d of %d (%s): back%n", kill + 1, KILLS, node);
            }
            watching.push();
            watching.awaitTold();
            load.end();
            System.out.println(KILLS + " kills: " + watching.verify());
            assertThat(load.lostEntries()).isEmpty();
            JsonNode log = Rest.with(cluster.url(), cluster.token(Role.VIEWER))
                    .get("log/verify")
                    .json();
            assertThat(log.path("intact").asBoolean()).isTrue();
        }
    }

    // ---- people -----------------------------------------------------------------------------------------------------

    private static final String PASSWORD = "Robinet-de-cuivre-3";
    private static final AtomicInteger people = new AtomicInteger();

    private static String person(Role role) {
        String login = "somebody-" + people.incrementAndGet();
        cluster.in(services -> {
            var invited = services.people().invite(null, login, login, login + "@example.com", Set.of(role));
            services.people().giveDemoPassword(invited.person().id(), PASSWORD);
            return invited;
        });
        return login;
    }

    private static void signIn(Page page, String login, String password) {
        page.navigate(cluster.url() + "login");
        page.fill("[id='login:name']", login);
        page.fill("[id='login:password']", password);
        page.click("#login button[type=submit]");
    }

    /** Which node the balancer sends somebody to. */
    private static String node(Visitor visitor) {
        return visitor.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("NODE"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
    }

    /** Work through the balancer, by people in the portal and by programs. */
    private static final class Load implements AutoCloseable {
        private final List<Thread> threads = new ArrayList<>();
        private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
        private final AtomicInteger requests = new AtomicInteger();
        private volatile boolean end;

        /** Pages, with the session of somebody who is signed in. */
        void portal(Visitor visitor, int people) {
            String cookies = visitor.context().cookies().stream()
                    .map((Cookie cookie) -> cookie.name + "=" + cookie.value)
                    .collect(Collectors.joining("; "));
            Rest session = Rest.server(cluster.url()).header("Cookie", cookies);
            for (int i = 0; i < people; i++) {
                begin(() -> {
                    for (String page : List.of("today", "alerts", "calendar", "log", "tasks")) {
                        ask(page, () -> session.get(page), 200);
                    }
                });
            }
        }

        /** Entries of runs, each with a note of its own. */
        void entries(int programs) {
            for (int i = 0; i < programs; i++) {
                Rest technician =
                        Rest.with(cluster.url(), cluster.token(Role.TECHNICIAN)).header("If-Match", "*");
                String run = technician
                        .post("runs", "{\"title\":\"Under load\",\"type\":\"UNPLANNED\",\"items\":[\"Look\"]}")
                        .json()
                        .path("id")
                        .asText();
                AtomicInteger number = new AtomicInteger();
                begin(() -> {
                    String note = "note " + number.incrementAndGet();
                    if (ask(
                            "runs",
                            () -> technician.put(
                                    "runs/" + run + "/items/item-1",
                                    "{\"outcome\":\"PASS\",\"note\":\"" + note + "\"}"),
                            200)) {
                        acknowledged.put(run, note);
                    }
                });
            }
        }

        private void begin(Runnable round) {
            Thread thread = new Thread(() -> {
                while (!end) {
                    round.run();
                }
            });
            thread.start();
            threads.add(thread);
        }

        private boolean ask(String what, java.util.function.Supplier<Rest.Answer> request, int expected) {
            if (end) {
                return false;
            }
            try {
                int status = request.get().status();
                requests.incrementAndGet();
                if (status != expected) {
                    failures.add(what + " " + status);
                }
                TimeUnit.MILLISECONDS.sleep(100);
                return status == expected;
            } catch (UncheckedIOException e) {
                requests.incrementAndGet();
                failures.add(what + " " + e.getCause());
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        int requests() {
            return requests.get();
        }

        void awaitRequests(int number) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> requests.get() >= number);
        }

        List<String> failures() {
            return List.copyOf(failures);
        }

        /** Runs in which neither the last acknowledged note stands nor one after it. */
        Map<String, String> lostEntries() {
            Rest viewer = Rest.with(cluster.url(), cluster.token(Role.VIEWER));
            Map<String, String> lost = new HashMap<>();
            acknowledged.forEach((run, note) -> {
                String kept =
                        viewer.get("runs/" + run).json().at("/items/0/note").asText();
                if (number(kept) < number(note)) {
                    lost.put(run, note + " acknowledged, " + kept + " kept");
                }
            });
            return lost;
        }

        private static int number(String note) {
            return note.isEmpty() ? 0 : Integer.parseInt(note.replaceAll("\\D", ""));
        }

        void end() throws InterruptedException {
            end = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }

        @Override
        public void close() throws InterruptedException {
            end();
        }
    }

    /**
     * What the cluster does by itself: runs that come due every minute, a probe that looks every five seconds, samples that
     * become alerts, and the outside program that is told of each.
     */
    private static final class Watching implements AutoCloseable {
        private final String name;
        private final Outside outside = new Outside();
        private final Map<String, LocalDateTime> due = new TreeMap<>();
        private final Set<String> hosts = new TreeSet<>();
        private final Rest machine = Rest.with(cluster.url(), cluster.token(Role.INGEST));
        private final long begun = System.nanoTime();

        Watching(String name) {
            this.name = name;
            Rest admin = Rest.with(cluster.url(), cluster.token(Role.ADMIN));
            publish();
            require(
                    admin.post(
                            "channels",
                            "{\"medium\":\"WEBHOOK\",\"title\":\"" + name
                                    + "\",\"alertsFrom\":\"CRITICAL\",\"language\":\"en\",\"settings\":{\"url\":\""
                                    + outside.url("/hook") + "\"}}"),
                    201);
            cluster.in(services -> services.probes()
                    .save(
                            services.people()
                                    .activeByLogin("chief")
                                    .orElseThrow()
                                    .actor(),
                            name,
                            new ProbeWish(
                                    Text.same(name),
                                    ProbeKind.HTTP,
                                    "{\"url\":\"{platform}/" + name + "\",\"status\":[200]}",
                                    Map.of(),
                                    null,
                                    null,
                                    PROBE_SECONDS,
                                    2,
                                    0,
                                    true),
                            null));
        }

        private static void require(Rest.Answer answer, int status) {
            if (answer.status() != status) {
                throw new IllegalStateException(answer.text());
            }
        }

        /** Routines that come round from the second minute from now on, a few every minute. */
        private void publish() {
            LocalTime now = LocalTime.ofInstant(now(), ZONE).truncatedTo(ChronoUnit.MINUTES);
            LocalDateTime today = LocalDateTime.ofInstant(now(), ZONE).truncatedTo(ChronoUnit.DAYS);
            StringBuilder routines = new StringBuilder();
            int minutes = Math.max(6, KILLS * 2);
            int apart = (minutes + MOST_ROUTINES - 1) / MOST_ROUTINES;
            int together = Math.min(RUNS_A_MINUTE, MOST_ROUTINES * apart / minutes);
            for (int minute = 2; minute < 2 + minutes && now.plusMinutes(minute).isAfter(now); minute += apart) {
                for (int i = 0; i < together; i++) {
                    String key = name + "-" + minute + "-" + i;
                    LocalTime opens = now.plusMinutes(minute);
                    due.put(key, today.with(opens));
                    routines.append(
                            """
                                  - key: %1$s
                                    title: {en: "%1$s", fr: "%1$s"}
                                    recurrence: "FREQ=DAILY"
                                    opens: "%2$s"
                                    due: {days: 0, at: "23:59"}
                                    roll: NONE
                                    responsible: TECHNICIAN
                                    sections:
                                      - key: only
                                        title: {en: "Only", fr: "Seule"}
                                        items:
                                          - {key: look, title: {en: "Look", fr: "Regarder"}}
                            """
                                    .formatted(key, opens));
                }
            }
            cluster.in(services -> {
                String plan = org.maint.installation.Installation.firstPlan();
                services.plans()
                        .publish(
                                plan.replaceFirst("routines:\n", "routines:\n" + routines)
                                        .replace("group: METRIC", "group: ALERT"),
                                null,
                                Locale.ENGLISH);
                return null;
            });
        }

        /** More hosts of which something is wrong, as a careful agent tells it: again until it is answered. */
        void push() {
            StringBuilder samples = new StringBuilder();
            for (int i = 0; i < HOSTS_AT_ONCE; i++) {
                String host = name + "-" + hosts.size();
                hosts.add(host);
                samples.append(samples.isEmpty() ? "[" : ",")
                        .append("{\"metric\":\"security.breach\",\"at\":\"")
                        .append(now())
                        .append("\",\"value\":1,\"source\":\"trial\",\"labels\":{\"host\":\"")
                        .append(host)
                        .append("\"}}");
            }
            String body = samples.append("]").toString();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> machine.post("samples", body).status() == 202);
        }

        /** Until so long before the first run comes due, or, where it is less than nothing, after it. */
        void awaitDue(Duration before) {
            LocalDateTime first =
                    due.values().stream().min(LocalDateTime::compareTo).orElseThrow();
            Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> !LocalDateTime.ofInstant(now(), ZONE)
                    .isBefore(first.minus(before)));
        }

        /** Until every host has reached the outside program. */
        void awaitTold() {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(told().keySet()).containsAll(hosts));
        }

        /** By host, the keys under which it was told. */
        private Map<String, Set<String>> told() {
            Pattern named = Pattern.compile("host[^0-9a-z]+(" + name + "-\\d+)");
            Map<String, Set<String>> told = new TreeMap<>();
            for (Outside.Got got : outside.got()) {
                if (got.json().path("kind").asText().equals("alert.firing")) {
                    Matcher host = named.matcher(got.text());
                    while (host.find()) {
                        told.computeIfAbsent(host.group(1), none -> new TreeSet<>())
                                .add(got.key());
                    }
                }
            }
            return told;
        }

        /** Fails unless each due run was opened once and in time, and each host told under one key; says so in a line. */
        String verify() {
            LocalDateTime until = LocalDateTime.ofInstant(now().minus(GOES_ON), ZONE);
            Set<String> expected = due.entrySet().stream()
                    .filter(entry -> entry.getValue().isBefore(until))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            Map<String, Integer> opened = new TreeMap<>();
            long latest = 0;
            for (Object each : cluster.in(services -> services.em()
                    .createNativeQuery("select routine_key, opens_at, opened_at from run where routine_key like ?1")
                    .setParameter(1, name + "-%")
                    .getResultList())) {
                Object[] row = (Object[]) each;
                String key = row[0] instanceof byte[] bytes ? new String(bytes) : String.valueOf(row[0]);
                opened.merge(key, 1, Integer::sum);
                latest = Math.max(
                        latest,
                        Duration.between(instant(row[1]), instant(row[2])).toMillis());
            }
            assertThat(expected).as("there is something that came due").isNotEmpty();
            assertThat(opened.keySet()).containsAll(expected);
            assertThat(opened.values()).allMatch(times -> times == 1);
            assertThat(Duration.ofMillis(latest)).isLessThan(GOES_ON);
            Map<String, Set<String>> told = told();
            assertThat(told.values()).allMatch(keys -> keys.size() == 1);
            long again = outside.got().stream().map(Outside.Got::key).count()
                    - outside.got().stream().map(Outside.Got::key).distinct().count();
            Duration longest = longestWithoutLook();
            assertThat(longest).isLessThan(GOES_ON.plusSeconds(PROBE_SECONDS));
            return "%d due runs opened, 0 missed, 0 doubled, the latest %.1f s after it was due; %d alerts told, 0 missed, 0 under two keys, %d sent again under their own; a probe every %d s was silent for %.1f s at most; in %d s"
                    .formatted(
                            expected.size(),
                            latest / 1_000.0,
                            told.size(),
                            again,
                            PROBE_SECONDS,
                            longest.toMillis() / 1_000.0,
                            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
        }

        private Duration longestWithoutLook() {
            List<Instant> looks = cluster.platform().of(got -> got.path().equals("/" + name)).stream()
                    .map(Outside.Got::at)
                    .sorted()
                    .toList();
            assertThat(looks).hasSizeGreaterThan(5);
            Duration longest = Duration.ZERO;
            for (int i = 1; i < looks.size(); i++) {
                Duration gap = Duration.between(looks.get(i - 1), looks.get(i));
                longest = gap.compareTo(longest) > 0 ? gap : longest;
            }
            return longest;
        }

        private static Instant instant(Object column) {
            return column instanceof Timestamp timestamp
                    ? timestamp.toLocalDateTime().toInstant(ZoneOffset.UTC)
                    : ((LocalDateTime) column).toInstant(ZoneOffset.UTC);
        }

        private static Instant now() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public void close() {
            outside.close();
        }
    }
}
