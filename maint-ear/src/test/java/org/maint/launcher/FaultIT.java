package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/**
 * The database dies, hangs and fills up, the heap fills up: health names it, people and programs are told so, nothing that was acknowledged is
 * lost, and maint goes on by itself. (What happens without the broker is in {@link TellIT}.)
 */
@Order(Installed.OWN)
class FaultIT {
    private static Installed maint;
    private static Path disk;

    @BeforeAll
    static void start() throws Exception {
        Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "faults");
        disk = Files.createDirectories(home.resolve("mariadb"));
        if (isRoot()) {
            // A small disk of its own for the database's files, which can be filled.
            run("mount", "-t", "tmpfs", "-o", "size=360m", "tmpfs", disk.toString());
        }
        maint = Installed.in(home);
    }

    @AfterAll
    static void stop() throws Exception {
        String log = maint.log();
        maint.close();
        if (isRoot()) {
            run("umount", "-l", disk.toString());
        }
        assertThat(log).as("no timer was taken away for good").doesNotContain("EJB5119");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }

    private static ProcessHandle database() {
        return maint.process()
                .toHandle()
                .descendants()
                .filter(each -> each.info().command().orElse("").endsWith("/mariadbd"))
                .findFirst()
                .orElseThrow();
    }

    private static Rest.Answer ready() {
        return Rest.server(maint.url().replace("maint/", "")).get("health/ready");
    }

    private static void awaitUnready() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Rest.Answer answer = ready();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).contains("database", "DOWN");
        });
    }

    private static void awaitReady() {
        // While it starts nothing answers at all.
        Awaitility.await().atMost(Duration.ofSeconds(90)).ignoreExceptions().untilAsserted(() -> {
            Rest.Answer answer = ready();
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            // The server says that it is ready before the application answers.
            assertThat(Rest.server(maint.url()).get("login").status()).isEqualTo(200);
        });
    }

    private static String run(Rest technician) {
        return technician
                .post("runs", "{\"title\":\"Through a fault\",\"type\":\"UNPLANNED\",\"items\":[\"One\"]}")
                .json()
                .path("id")
                .asText();
    }

    private static String note(String id) {
        return Rest.with(maint.url(), maint.token(Role.VIEWER))
                .get("runs/" + id)
                .json()
                .at("/items/0/note")
                .asText();
    }

    @Test
    void a_database_that_is_killed_is_started_again_and_people_are_told_meanwhile() {
        Rest technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN)).header("If-Match", "*");
        String id = run(technician);
        technician.put("runs/" + id + "/items/item-1", "{\"outcome\":\"PASS\",\"note\":\"before\"}");
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, "fanny", maint.password("fanny", Role.TECHNICIAN));
            ProcessHandle killed = database();
            // Hung first, so that it is away for long enough to be looked at.
            signal(killed, "STOP");
            awaitUnready();
            page.setDefaultNavigationTimeout(60_000);
            page.navigate(maint.url() + "tasks");
            assertThat(page.locator("h1")).hasText("maint cannot reach its database");
            killed.destroyForcibly();
            awaitReady();
            assertThat(database().pid()).isNotEqualTo(killed.pid());
            page.navigate(maint.url() + "tasks");
            assertThat(page.locator("h1")).hasText("Tasks");
        }
        assertThat(note(id)).isEqualTo("before");
    }

    @Test
    void a_heap_that_is_full_is_named_and_ends_in_a_new_start_that_has_lost_nothing() throws Exception {
        Rest technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN)).header("If-Match", "*");
        String id = run(technician);
        ProcessHandle full = application();
        Path eater = HeapEater.archive(Files.createTempDirectory(Path.of("target", "it"), "eater"))
                .toAbsolutePath();
        load(full, eater, HeapEater.FILL);
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> assertThat(
                        ready().text())
                .contains("\"heap\"", "nearly full"));
        // It is slow now, and what it answers holds all the same.
        Rest.Answer entered =
                technician.put("runs/" + id + "/items/item-1", "{\"outcome\":\"PASS\",\"note\":\"full\"}");
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        load(full, eater, HeapEater.FINISH);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !full.isAlive());
        awaitReady();
        assertThat(Files.readString(maint.home().file("logs/maint.log.1"), StandardCharsets.ISO_8859_1))
                .as("why it ended")
                .contains("OutOfMemoryError");
        assertThat(application().pid()).isNotEqualTo(full.pid());
        assertThat(note(id)).isEqualTo("full");
        assertThat(ready().text()).doesNotContain("nearly full");
    }

    private static ProcessHandle application() {
        return maint.process()
                .toHandle()
                .descendants()
                .filter(each -> each.info().command().orElse("").endsWith("/java"))
                .filter(each -> each.info().commandLine().orElse("").contains("payara-micro.jar"))
                .findFirst()
                .orElseThrow();
    }

    private static void load(ProcessHandle into, Path agent, String how) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(into.pid()));
        try {
            machine.loadAgent(agent.toString(), how);
        } finally {
            machine.detach();
        }
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            run("kill", "-" + signal, Long.toString(process.pid()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_database_that_hangs_is_named_within_seconds_and_nothing_hangs_for_ever() {
        Rest technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN)).header("If-Match", "*");
        String id = run(technician);
        signal(database(), "STOP");
        try {
            awaitUnready();
            Rest.Answer alive = Rest.server(maint.url().replace("maint/", "")).get("health/live");
            assertThat(alive.status())
                    .as("it is not dead: a start would help nobody")
                    .isEqualTo(200);
            Rest.Answer refused =
                    technician.put("runs/" + id + "/items/item-1", "{\"outcome\":\"PASS\",\"note\":\"hung\"}");
            assertThat(refused.status()).as(refused.text()).isEqualTo(503);
            assertThat(refused.json().path("title").asText()).isEqualTo("The database does not answer");
        } finally {
            signal(database(), "CONT");
        }
        awaitReady();
        awaitTicks();
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(technician
                        .put("runs/" + id + "/items/item-1", "{\"outcome\":\"PASS\",\"note\":\"after\"}")
                        .status())
                .isEqualTo(200));
        assertThat(note(id)).isEqualTo("after");
    }

    /** Every timer goes on. */
    private static void awaitTicks() {
        // While it starts nothing answers at all.
        Awaitility.await().atMost(Duration.ofSeconds(90)).ignoreExceptions().untilAsserted(() -> {
            Map<String, Double> idle = metrics();
            idle.keySet().removeIf(name -> !name.startsWith("maint_timer_idle_seconds{"));
            // One ticks every minute, two every few seconds, the others every second.
            assertThat(idle.values()).hasSize(11).allMatch(seconds -> seconds < 70);
            assertThat(idle.values().stream().filter(seconds -> seconds < 6)).hasSizeGreaterThanOrEqualTo(8);
        });
    }

    private static Map<String, Double> metrics() {
        Map<String, Double> metrics = new TreeMap<>();
        Rest.server(maint.url().replace("maint/", ""))
                .get("metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("maint_"))
                .forEach(line -> metrics.put(
                        line.replaceFirst("\\s+\\S+$", ""), Double.valueOf(line.replaceFirst("^.*\\s", ""))));
        return metrics;
    }

    @Test
    void metrics_tell_how_maint_is_and_say_so_when_nobody_knows() {
        Rest lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        run(Rest.with(maint.url(), maint.token(Role.TECHNICIAN)));
        String own = "{mp_scope=\"application\"}";
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Map<String, Double> metrics = metrics();
            // Not a number is greater than every number.
            assertThat(metrics.get("maint_runs_open" + own)).isBetween(1.0, 1_000.0);
            assertThat(metrics.get("maint_runs_opened" + own)).isBetween(1.0, 1_000.0);
            assertThat(metrics.get("maint_outbox_age_seconds" + own)).isNotNaN();
            assertThat(Math.abs(metrics.get("maint_clock_skew_seconds" + own))).isLessThan(5);
            assertThat(metrics.get("maint_requests_total" + own)).isPositive();
            assertThat(metrics.keySet().stream().filter(name -> name.startsWith("maint_timer_idle_seconds{")))
                    .hasSize(11)
                    .allMatch(name -> metrics.get(name) < 70);
        });
        // What somebody sends as their id comes back.
        Rest.Answer asked = lead.header("X-Correlation-Id", "a-proxy.7").get("plan");
        assertThat(asked.response().headers().firstValue("X-Correlation-Id")).contains("a-proxy.7");
        signal(database(), "STOP");
        try {
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            metrics().get("maint_runs_open" + own))
                    .isNaN());
        } finally {
            signal(database(), "CONT");
        }
        awaitReady();
        awaitTicks();
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        metrics().get("maint_runs_open" + own))
                .isNotNaN());
    }

    @Test
    void a_disk_that_is_full_is_said_and_work_goes_on_when_there_is_room_again() throws IOException {
        assumeTrue(isRoot(), "only root can give the database a small disk of its own");
        Rest technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN)).header("If-Match", "*");
        String id = run(technician);
        technician.put("runs/" + id + "/items/item-1", "{\"outcome\":\"PASS\",\"note\":\"before\"}");
        Path filler = disk.resolve("filler");
        fill(filler);
        Rest.Answer refused = null;
        int made = 0;
        // Small things still fit into pages that there are; sooner or later one does not.
        String words = "x".repeat(1_900);
        for (int i = 0; i < 4_000 && (refused == null || refused.status() < 500); i++) {
            refused = technician.post("tasks", "{\"title\":\"Task " + i + "\",\"description\":\"" + words + "\"}");
            made += refused.status() == 201 ? 1 : 0;
        }
        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        Files.delete(filler);
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(technician
                        .post("tasks", "{\"title\":\"There is room again\"}")
                        .status())
                .isEqualTo(201));
        awaitReady();
        assertThat(note(id)).isEqualTo("before");
        int kept = 0;
        for (JsonNode task : technician.get("tasks?size=500").json().path("items")) {
            kept += task.path("title").asText().startsWith("Task ") ? 1 : 0;
        }
        assertThat(kept).as("what was acknowledged, and no more").isEqualTo(made);
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(Files.size(file)).isPositive();
        }
    }
}
