package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/** Follow-ups in a real browser on the running bundle, through REST, and told to an outside program. */
class TasksIT {
    private static Installed maint;
    private static Rest technician;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
    }

    private static Visitor signedIn(String login, Role... roles) {
        Visitor visitor = Chromium.get().visitor();
        String password = maint.password(login, roles);
        Chromium.signIn(visitor.page(), maint, login, password);
        return visitor;
    }

    private static JsonNode create(String title) {
        Rest.Answer answer = technician.post("tasks", "{\"title\":\"" + title + "\"}");
        assertThat(answer.status()).isEqualTo(201);
        return answer.json();
    }

    private static JsonNode get(long number) {
        return technician.get("tasks/" + number).json();
    }

    @Test
    void a_failed_item_becomes_a_task_that_is_given_worked_on_closed_and_opened_again() {
        String run = technician
                .post("runs", "{\"title\":\"Valves\",\"type\":\"UNPLANNED\",\"items\":[\"Valve 7\"]}")
                .json()
                .path("id")
                .asText();
        technician
                .header("If-Match", "*")
                .put("runs/" + run + "/items/item-1", "{\"outcome\":\"FAIL\",\"note\":\"It drips\"}");
        maint.password("hugo", Role.VIEWER, Role.TECHNICIAN);
        try (Visitor visitor = signedIn("greta", Role.VIEWER, Role.TECHNICIAN, Role.LEAD)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "run?id=" + run);
            page.click("#item-item-1 .more");
            page.click("#item-item-1 a[href^='task-new']");
            assertThat(page.locator("[id='task:what']")).hasValue("Valve 7");
            assertThat(page.locator("[id='task:description']")).hasValue("It drips");
            page.selectOption(
                    "[id='task:owner']", new com.microsoft.playwright.options.SelectOption().setLabel("hugo"));
            page.fill("[id='task:due']", "2026-11-30");
            page.click("[id='task:do']");
            page.waitForURL("**/task?n=*");
            assertThat(page.locator("main")).containsText("hugo");
            page.navigate(maint.url() + "run?id=" + run);
            assertThat(page.locator("#item-item-1 .follow-up")).containsText("T-");
            assertThat(visitor.complaints()).isEmpty();
        }
        try (Visitor visitor = signedIn("hugo", Role.VIEWER, Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.locator(".tasks-mine a.run-card-title", new Page.LocatorOptions().setHasText("Valve 7"))
                    .click();
            page.waitForURL("**/task?n=*");
            page.click("[id='start:do']");
            page.fill("[id='comment:words']", "New seal ordered");
            page.click("[id='comment:do']");
            assertThat(page.locator(".timeline")).containsText("New seal ordered");
            page.click("[data-opens=close-dialog]");
            page.click("[id='close:do']");
            assertThat(page.locator("#told")).containsText("needed");
            page.click("[data-opens=close-dialog]");
            page.fill("[id='close:reason']", "Seal replaced");
            page.click("[id='close:do']");
            assertThat(page.locator(".banner.good")).containsText("Seal replaced");
            page.click("[id='reopen:do']");
            assertThat(page.locator("[data-opens=close-dialog]")).isVisible();
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void what_was_typed_over_somebody_elses_change_stays_and_replaces_it_only_knowingly() {
        long number = create("Two hands").path("number").asLong();
        try (Visitor visitor = signedIn("greta", Role.VIEWER, Role.TECHNICIAN, Role.LEAD)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "task?n=" + number);
            page.click("summary:has-text('Change')");
            page.fill("[id='edit:what']", "Mine");
            technician
                    .header("If-Match", "*")
                    .send(
                            "PATCH",
                            "tasks/" + number,
                            "{\"title\":\"Theirs\"}".getBytes(StandardCharsets.UTF_8),
                            "application/json");
            page.click("[id='edit:do']");
            assertThat(page.locator("#told")).containsText("Somebody else");
            assertThat(page.locator("h1")).containsText("Theirs");
            assertThat(page.locator("[id='edit:what']")).hasValue("Mine");
            page.click("[id='edit:do']");
            assertThat(page.locator("h1")).containsText("Mine");
        }
    }

    @Test
    void an_outcome_that_was_a_slip_is_taken_back_by_a_key() {
        String run = technician
                .post("runs", "{\"title\":\"Slips\",\"type\":\"UNPLANNED\",\"items\":[\"One\",\"Two\"]}")
                .json()
                .path("id")
                .asText();
        try (Visitor visitor = signedIn("greta", Role.VIEWER, Role.TECHNICIAN, Role.LEAD)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "run?id=" + run);
            page.keyboard().press("j");
            page.keyboard().press("p");
            assertThat(page.locator("#item-item-1")).hasAttribute("data-outcome", "PASS");
            assertThat(page.locator("#toast button")).isVisible();
            page.keyboard().press("z");
            assertThat(page.locator("#item-item-1")).hasAttribute("data-outcome", "");
            // The page shows it at once; the server may still be at it.
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> technician
                    .get("runs/" + run)
                    .json()
                    .at("/items/0/outcome")
                    .isNull());
        }
    }

    @Test
    void files_are_sniffed_and_a_spreadsheet_runs_nothing_of_an_export(@TempDir Path dir) throws Exception {
        long number = create("=HYPERLINK(1)").path("number").asLong();
        try (Visitor visitor = signedIn("greta", Role.VIEWER, Role.TECHNICIAN, Role.LEAD)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "task?n=" + number);
            page.setInputFiles("#attach-file", Files.writeString(dir.resolve("seal.txt"), "two seals"));
            assertThat(page.locator("a[href^='task-file/']")).hasText("seal.txt");
            page.setInputFiles("#attach-file", Files.writeString(dir.resolve("seal.png"), "<script>"));
            assertThat(page.locator("#file-problem")).containsText("not what its name says");
            page.navigate(maint.url() + "tasks");
            Download download = page.waitForDownload(() -> page.click("[data-download='tasks.csv']"));
            String csv = Files.readString(download.path());
            assertThat(csv).contains(",'=HYPERLINK(1),").startsWith("\ufeffNumber,Title");
        }
    }

    @Test
    void bad_requests_say_where_they_are_wrong_and_change_nothing() {
        long number = create("Untouched").path("number").asLong();
        String before = technician.get("tasks/" + number).text();
        Rest anyVersion = technician.header("If-Match", "*");
        for (String body : List.of(
                "{\"title\":\"\"}",
                "{\"title\":5}",
                "{\"due\":\"2020-01-01\"}",
                "{\"due\":\"tomorrow\"}",
                "{\"priority\":\"SOON\"}",
                "{\"owner\":\"nobody\"}",
                "{\"colour\":\"red\"}")) {
            Rest.Answer answer = anyVersion.send(
                    "PATCH", "tasks/" + number, body.getBytes(StandardCharsets.UTF_8), "application/json");
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().path("errors")).as(body).isNotEmpty();
        }
        byte[] fine = "{\"title\":\"Changed\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(technician
                        .send("PATCH", "tasks/" + number, fine, "application/json")
                        .status())
                .isEqualTo(428);
        assertThat(technician
                        .header("If-Match", "\"99\"")
                        .send("PATCH", "tasks/" + number, fine, "application/json")
                        .status())
                .isEqualTo(412);
        assertThat(technician.post("tasks/" + number + "/close", "{}").status()).isEqualTo(400);
        assertThat(technician.get("tasks/999999").status()).isEqualTo(404);
        Rest viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        assertThat(viewer.post("tasks", "{\"title\":\"x\"}").status()).isEqualTo(403);
        assertThat(technician.get("tasks/" + number).text()).isEqualTo(before);
    }

    @Test
    void an_outside_tracker_follows_by_signed_calls_and_nothing_is_lost_when_it_fails_for_a_while() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        List<String> signatures = new CopyOnWriteArrayList<>();
        List<String> keys = new CopyOnWriteArrayList<>();
        HttpServer tracker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tracker.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            // Other tasks come up by themselves meanwhile: trainings, reviews.
            boolean ours = body.contains("old outside");
            boolean first = ours && keys.isEmpty();
            if (ours) {
                keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            }
            if (ours && !first) {
                signatures.add(exchange.getRequestHeaders().getFirst("Maint-Signature"));
                bodies.add(body);
            }
            exchange.sendResponseHeaders(first ? 500 : 204, -1);
            exchange.close();
        });
        tracker.start();
        String address = "http://127.0.0.1:" + tracker.getAddress().getPort() + "/hook";
        try (Visitor visitor = signedIn("webmaster", Role.VIEWER, Role.ADMIN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "settings?part=webhook");
            page.fill("[id='webhook-form:url']", address);
            page.click("[id='webhook-form:save']");
            String secret = page.locator("code.secret").textContent();
            long number = create("Told outside").path("number").asLong();
            // Two sweeps of five seconds, and the pause after the failure between them.
            Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(bodies)
                    .isNotEmpty());
            JsonNode told = new ObjectMapper().readTree(bodies.get(0));
            assertThat(told.path("kind").asText()).isEqualTo("task.created");
            assertThat(told.at("/data/task/number").asLong()).isEqualTo(number);
            assertThat(told.path("link").asText()).endsWith("/task?n=" + number);
            // The first try failed: the same call came again, under the same key.
            assertThat(keys.get(1))
                    .isEqualTo(keys.get(0))
                    .isEqualTo(told.path("id").asText());
            assertThat(signatures.get(0)).isEqualTo(signature(secret, signatures.get(0), bodies.get(0)));
            page.navigate(maint.url() + "settings?part=audit");
            assertThat(page.locator("main")).not().containsText(secret);
            page.navigate(maint.url() + "settings?part=webhook");
            assertThat(page.locator("code.secret")).hasCount(0);
            page.fill("[id='webhook-form:url']", "");
            page.click("[id='webhook-form:save']");
            int before = bodies.size();
            create("Not told outside");
            assertThat(technician
                            .get("tasks?words=Not+told")
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            assertThat(bodies).hasSize(before);
        } finally {
            tracker.stop(0);
        }
    }

    private static String signature(String secret, String header, String body) throws Exception {
        String time = header.replaceFirst("t=(\\d+),.*", "$1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "t=" + time + ",v1="
                + HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void every_page_of_tasks_is_accessible_and_fits_a_phone_in_light_and_dark() {
        long number = create("Accessible").path("number").asLong();
        technician.post("tasks/" + number + "/comments", "{\"comment\":\"A word\"}");
        long closed = create("Closed").path("number").asLong();
        technician.post("tasks/" + closed + "/close", "{\"reason\":\"Done\"}");
        assertThat(get(closed).path("state").asText()).isEqualTo("CLOSED");
        maint.password("greta", Role.VIEWER, Role.TECHNICIAN, Role.LEAD);
        Accessibility.check(
                maint,
                "greta",
                List.of(
                        "tasks",
                        "tasks?state=any",
                        "tasks?state=OPEN&priority=URGENT",
                        "task?n=" + number,
                        "task?n=" + closed,
                        "task-new",
                        "today"));
    }
}
