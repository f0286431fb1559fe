package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.launcher.Chromium.Visitor;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;
import org.maint.simulated.Options;
import org.maint.simulated.SimulatedPlatform;

/** maint looks at a platform that has faults: over REST, on the run page, on the alert's page. */
@Order(Installed.OWN)
class WatchIT {
    /** Monday, a little before the morning opens. */
    private static final String CLOCK = "2026-11-23T12:59:30Z";

    private static SimulatedPlatform platform;
    private static Installed maint;
    private static Rest viewer;
    private static Rest technician;
    private static Rest machine;

    @BeforeAll
    static void start(@TempDir Path backups) throws Exception {
        Duration ahead = Duration.between(Clock.systemUTC().instant(), Instant.parse(CLOCK));
        platform = SimulatedPlatform.start(
                Options.with(backups).clock(Clock.offset(Clock.system(ZoneId.of("UTC")), ahead)));
        maint = Installed.with(
                CLOCK,
                Map.of(
                        "MAINT_PLATFORM_URL", platform.url().toString(),
                        "MAINT_PROBE_ALLOW", "127.0.0.1:" + platform.url().getPort(),
                        "MAINT_PROBE_DIRECTORIES", backups.toString()));
        maint.in(services -> {
            services.probes().ensureSimulated(SimulatedPlatform.user(), SimulatedPlatform.password());
            return services;
        });
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
        machine = Rest.with(maint.url(), maint.token(Role.INGEST));
    }

    @AfterAll
    static void stop() throws Exception {
        try (AutoCloseable first = maint;
                AutoCloseable second = platform) {
            assertThat(maint.log()).doesNotContain("tried again");
        }
    }

    private static <T> T eventually(Supplier<T> what, java.util.function.Predicate<T> holds) {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).until(what::get, holds);
    }

    private static JsonNode morning() {
        return eventually(
                        () -> viewer.get("runs?routine=daily-morning&size=1")
                                .json()
                                .path("items"),
                        items -> items.size() == 1
                                && items.get(0).path("nominalDate").asText().equals("2026-11-23"))
                .get(0);
    }

    private static JsonNode item(String key) {
        for (JsonNode item : morning().path("items")) {
            if (item.path("key").asText().equals(key)) {
                return item;
            }
        }
        throw new AssertionError(key);
    }

    private static Instant now() {
        return Instant.parse(CLOCK).plusSeconds(1);
    }

    private static String sample(String metric, Instant at, double value) {
        return "{\"metric\":\"" + metric + "\",\"at\":\"" + at + "\",\"value\":" + value + ",\"source\":\"it\"}";
    }

    private static JsonNode alert(String fingerprint) {
        for (JsonNode alert : viewer.get("alerts?size=100").json().path("items")) {
            if (alert.path("fingerprint").asText().equals(fingerprint)) {
                return alert;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    @Test
    void a_checklist_fills_itself_with_evidence_and_a_fault_fails_its_item_raises_its_alert_and_ends_it_when_mended() {
        String run = morning().path("id").asText();
        JsonNode images = eventually(
                () -> item("images-loading-correctly"),
                item -> item.at("/proof/state").asText().equals("PROVEN"));
        assertThat(images.path("outcome").asText()).as(images.toString()).isEqualTo("PASS");
        assertThat(images.path("recordedBy").isNull()).isTrue();
        assertThat(images.at("/evidence/0/kind").asText()).isEqualTo("CHECK");
        assertThat(eventually(() -> item("login-functioning"), each -> each.path("outcome")
                                .isTextual())
                        .path("outcome")
                        .asText())
                .isEqualTo("PASS");
        assertThat(eventually(() -> item("can-create-a-test-job"), each -> each.path("outcome")
                                .isTextual())
                        .path("outcome")
                        .asText())
                .isEqualTo("PASS");
        assertThat(eventually(() -> item("backup-size-reasonable"), each -> each.path("outcome")
                                .isTextual())
                        .path("outcome")
                        .asText())
                .isEqualTo("PASS");

        platform.fault("broken-images", true);
        assertThat(technician
                        .post("runs/" + run + "/items/images-loading-correctly/recheck", "")
                        .status())
                .isEqualTo(202);
        JsonNode broken = eventually(
                () -> item("images-loading-correctly"),
                item -> item.path("outcome").asText().equals("FAIL"));
        assertThat(broken.path("note").asText()).contains("images");
        assertThat(alert("probe home images").path("state").asText()).isEqualTo("FIRING");

        platform.fault("broken-images", false);
        technician.post("runs/" + run + "/items/images-loading-correctly/recheck", "");
        eventually(
                () -> item("images-loading-correctly"),
                item -> item.path("outcome").asText().equals("PASS"));
        assertThat(alert("probe home images").path("state").asText()).isEqualTo("RESOLVED");
    }

    @Test
    void a_person_who_knows_better_than_the_probe_says_why_and_both_stay() {
        String run = morning().path("id").asText();
        JsonNode proven = eventually(
                () -> item("can-view-gps-map"),
                item -> item.at("/proof/state").asText().equals("PROVEN"));
        Rest any = technician.header("If-Match", "*");
        String path = "runs/" + run + "/items/can-view-gps-map";
        Answer refused = any.put(path, "{\"outcome\":\"FAIL\",\"note\":\"The map is of Ontario\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/overrideReason");
        assertThat(item("can-view-gps-map").path("outcome")).isEqualTo(proven.path("outcome"));
        Answer kept = any.put(
                path,
                "{\"outcome\":\"FAIL\",\"note\":\"The map is of Ontario\",\"overrideReason\":\"I have looked at it\"}");
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        JsonNode both = item("can-view-gps-map");
        assertThat(both.path("outcome").asText()).isEqualTo("FAIL");
        assertThat(both.at("/proof/outcome").asText()).isEqualTo("PASS");
        assertThat(both.path("overrideReason").asText()).isEqualTo("I have looked at it");
    }

    @Test
    void samples_that_are_pushed_raise_the_alert_of_their_rule_within_seconds_and_it_is_acknowledged_in_the_browser() {
        Instant at = now();
        Answer accepted = machine.post(
                "samples", "[" + sample("host.storage-used", at, 5) + "," + sample("platform.error-rate", at, 7) + "]");
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(accepted.json().path("accepted").asInt()).isEqualTo(2);
        JsonNode alert = Awaitility.await()
                .atMost(Duration.ofSeconds(8))
                .until(
                        () -> alert("platform.error-rate"),
                        each -> each.path("state").asText().equals("FIRING"));
        assertThat(alert.path("severity").asText()).isEqualTo("CRITICAL");
        assertThat(viewer.get("metrics/platform.error-rate/series?from=2026-11-23&to=2026-11-23")
                        .json()
                        .at("/points/0/max")
                        .asDouble())
                .isEqualTo(7);
        try (Visitor visitor = signedIn("watcher", Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "alerts");
            page.click("a[href='alert?n=" + alert.path("number").asText() + "']");
            assertThat(page.locator("h1"))
                    .containsText("A-" + alert.path("number").asText());
            // A single point is no line.
            assertThat(page.locator("figure.chart svg .chart-dot")).hasCount(1);
            assertThat(page.locator("figure.chart svg polyline")).hasCount(0);
            page.fill("[id='act:note']", "Looking into it");
            page.click("[id='act:acknowledge']");
            assertThat(page.locator(".head .actions")).containsText("Acknowledged");
            assertThat(page.locator("section[aria-labelledby=history] .timeline"))
                    .containsText("Looking into it");
            assertThat(visitor.complaints()).isEmpty();
        }
        assertThat(alert("platform.error-rate").path("state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(technician
                        .post("alerts/" + alert.path("id").asText() + "/acknowledge", "{}")
                        .status())
                .isEqualTo(409);
        assertThat(technician
                        .post("alerts/" + alert.path("id").asText() + "/resolve", "{\"note\":\"Deployed anew\"}")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("RESOLVED");
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_place_and_not_stored() {
        Instant at = now();
        Answer mixed = machine.post(
                "samples",
                "[" + sample("platform.requests", at, 1) + ",{\"metric\":\"no.such\",\"at\":\"" + at
                        + "\",\"value\":1},{\"metric\":\"platform.up\",\"at\":\"yesterday\",\"value\":\"NaN\"},"
                        + sample("platform.up", Instant.parse("2030-01-01T00:00:00Z"), 1) + "]");
        assertThat(mixed.status()).isEqualTo(400);
        assertThat(mixed.type()).startsWith("application/problem+json");
        assertThat(mixed.json().path("errors").findValuesAsText("pointer")).contains("/2/at", "/2/value");
        Answer unknown = machine.post("samples", "[" + sample("no.such", at, 1) + "]");
        assertThat(unknown.json().at("/errors/0/pointer").asText()).isEqualTo("/0/metric");
        assertThat(machine.post("samples", "[{\"metric\":\"platform.up\",\"at\":\"" + at + "\",\"value\":NaN}]")
                        .status())
                .isEqualTo(400);
        assertThat(machine.post("samples", "{}").status()).isEqualTo(400);
        assertThat(machine.post("samples", " ".repeat(5 * 1024 * 1024)).status())
                .isEqualTo(413);
        assertThat(machine.send("POST", "samples", "x".getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(technician.post("samples", "[]").status()).isEqualTo(403);
        assertThat(viewer.get("metrics/platform.requests/series?from=2026-11-23&to=2026-11-23")
                        .json()
                        .path("points"))
                .isEmpty();
        assertThat(viewer.get("metrics/no.such/series").status()).isEqualTo(404);
        assertThat(machine.post("heartbeats/pulse", "{\"at\":\"" + at + "\",\"ok\":true}")
                        .status())
                .isEqualTo(404);
        assertThat(machine.post("heartbeats/backup", "{\"at\":\"" + at + "\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/ok");
    }

    @Test
    void errors_are_grouped_exported_and_become_tasks_and_changes_are_documented() {
        Instant at = now();
        String error = "{\"at\":\"" + at + "\",\"level\":\"critical\",\"message\":\"Job 17 of client 'Roy' failed\","
                + "\"source\":\"jobs\",\"count\":3}";
        String same = error.replace("Job 17", "Job 18").replace("Roy", "Côté");
        assertThat(machine.post("errors", "[" + error + "," + same + "]").status())
                .isEqualTo(202);
        JsonNode group = viewer.get("errors").json().get(0);
        assertThat(group.path("count").asInt()).isEqualTo(6);
        assertThat(group.path("category").asText()).isEqualTo("CRITICAL");
        assertThat(machine.post("errors", "[{\"at\":\"" + at + "\",\"message\":\"\"}]")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/0/message");
        assertThat(viewer.get("errors.csv").text()).contains("Job 18");
        Answer change = technician.post("changes", "{\"title\":\"Version 0.7.1\",\"kind\":\"deployment\"}");
        assertThat(change.status()).isEqualTo(201);
        assertThat(viewer.get("changes").json().at("/items/0/title").asText()).isEqualTo("Version 0.7.1");
        try (Visitor visitor = signedIn("watcher", Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "errors");
            page.click("a[href='task-new?error=" + group.path("id").asText() + "']");
            Locator title = page.locator("input[maxlength='200']").first();
            assertThat(title).hasValue(java.util.regex.Pattern.compile("Job 1[78] of client .*"));
            assertThat(visitor.complaints()).isEmpty();
        }
        Answer task = technician.post(
                "tasks",
                "{\"title\":\"Mend jobs\",\"origin\":\"ERROR\",\"originRef\":\""
                        + group.path("id").asText() + "\"}");
        assertThat(task.status()).as(task.text()).isEqualTo(201);
        assertThat(technician
                        .post("tasks", "{\"title\":\"x\",\"origin\":\"ERROR\",\"originRef\":\"999999\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_rule_says_what_it_would_have_raised_and_only_leads_may_ask() {
        Rest lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        JsonNode rules = viewer.get("rules").json();
        assertThat(rules.path("items").findValuesAsText("key")).contains("platform-down", "backup-completed");
        assertThat(rules.path("total").asInt()).isEqualTo(14);
        JsonNode result = lead.post("rules/disk-space-low/backtest?from=2026-11-22&to=2026-11-23", "")
                .json();
        assertThat(result.path("exact").asBoolean()).isTrue();
        assertThat(result.path("episodes").isArray()).isTrue();
        assertThat(viewer.post("rules/disk-space-low/backtest", "").status()).isEqualTo(403);
        assertThat(lead.post("rules/none/backtest", "").status()).isEqualTo(404);
    }

    @Test
    void a_probe_is_tried_before_it_is_saved_and_its_secrets_are_never_shown_again() {
        try (Visitor visitor = signedIn("prober", Role.LEAD)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "probe");
            page.fill("[id='probe:key']", "health");
            page.fill("[id='probe:en']", "Health");
            page.fill("[id='probe:fr']", "Santé");
            page.fill("[id='probe:config']", "{\"url\": \"{platform}/health\", \"colour\": \"red\"}");
            page.click("[id='probe:test']");
            assertThat(page.locator("#told")).containsText("colour");
            page.fill(
                    "[id='probe:config']",
                    "{\"url\": \"{platform}/health\", \"headers\": {\"X-Key\": \"${secret:KEY}\"}, \"contains\": \"up\"}");
            page.fill("[id='probe:secrets']", "KEY=very-secret-word");
            page.click("[id='probe:test']");
            assertThat(page.locator("#tested + p")).containsText("All well");
            // What was typed for the test is held, and is not on the page.
            assertThat(page.locator("#held")).containsText("KEY");
            assertThat(page.content()).doesNotContain("very-secret-word");
            page.click("[id='probe:do']");
            page.waitForURL("**/probe?key=health");
            assertThat(page.locator("main")).containsText("KEY");
            assertThat(page.content()).doesNotContain("very-secret-word");
            String elsewhere = "{\"url\": \"http://localhost:1/\", \"headers\": {\"X-Key\": \"${secret:KEY}\"}}";
            for (String deed : List.of("probe:test", "probe:do")) {
                page.fill("[id='probe:config']", elsewhere);
                page.click("[id='" + deed + "']");
                assertThat(page.locator("#told")).containsText("KEY was kept for another place");
                assertThat(page.locator("#tested")).hasCount(0);
            }
            page.fill("[id='probe:config']", "{\"url\": \"http://169.254.169.254/latest\"}");
            page.click("[id='probe:test']");
            assertThat(page.locator("#tested + p")).containsText("refused-target");
            assertThat(visitor.complaints()).isEmpty();
        }
        assertThat(maint.log()).doesNotContain("very-secret-word");
    }

    @Test
    void every_page_of_watching_is_accessible_and_fits_a_phone_in_light_and_dark() {
        Instant at = now().minusSeconds(30);
        machine.post("samples", "[" + sample("host.memory-used", at, 91) + "]");
        JsonNode alert = eventually(
                () -> alert("host.memory-used"), each -> each.path("state").isTextual());
        maint.password("looker", Role.VIEWER, Role.TECHNICIAN, Role.LEAD);
        Accessibility.check(
                maint,
                "looker",
                List.of(
                        "alerts",
                        "alerts?state=any&severity=WARNING",
                        "alert?n=" + alert.path("number").asText(),
                        "monitor",
                        "monitor?over=year&all=true",
                        "probe?key=home",
                        "probe",
                        "errors",
                        "changes",
                        "run?id=" + morning().path("id").asText()));
    }

    private static Visitor signedIn(String login, Role... roles) {
        Visitor visitor = Chromium.get().visitor();
        String password = maint.password(login, roles);
        Chromium.signIn(visitor.page(), maint, login, password);
        return visitor;
    }
}
