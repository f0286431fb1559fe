package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.maint.launcher.Chromium.Visitor;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;

/** An emergency in the portal, three people in the room, and over REST. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IncidentIT {
    private static Installed maint;
    private static Rest technician;
    private static Rest viewer;

    @BeforeAll
    static void start() {
        maint = Installed.with(Installed.CLOCK, Map.of());
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        maint.password("looker", Role.VIEWER, Role.TECHNICIAN, Role.LEAD, Role.MANAGER);
    }

    @AfterAll
    static void stop() {
        maint.close();
    }

    private static Visitor signedIn(String login, Role... roles) {
        Visitor visitor = Chromium.get().visitor();
        Page page = visitor.page();
        page.navigate(maint.url() + "login");
        page.fill("[id='login:name']", login);
        page.fill("[id='login:password']", maint.password(login, roles));
        page.click("#login button[type=submit]");
        page.waitForURL("**/today");
        return visitor;
    }

    private static Locator step(Page page, String key) {
        return page.locator("[data-step=" + key + "]");
    }

    @Test
    void three_people_work_in_one_room_from_two_clicks_to_the_log() {
        try (Visitor one = signedIn("tess", Role.VIEWER, Role.TECHNICIAN);
                Visitor other = signedIn("lea", Role.VIEWER, Role.LEAD);
                Visitor third = signedIn("vic", Role.VIEWER)) {
            Page tess = one.page();
            tess.click("a.declare");
            tess.click("[id='declare:do']");
            tess.waitForURL("**/incident?n=*");
            String room = tess.url();
            assertThat(tess.locator("h1")).containsText("Platform completely down");
            assertThat(tess.locator(".countdown").first()).hasText(Pattern.compile("1[45]:\\d\\d"));

            Page lea = other.page();
            lea.navigate(room);
            Page vic = third.page();
            String banner = ".everybody.emergency a[href$='" + room.replaceFirst(".*/", "") + "']";
            // Everybody is told on every page within a moment.
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                vic.navigate(maint.url() + "today");
                return vic.locator(banner).count() == 1;
            });
            vic.click(banner);
            assertThat(vic.locator("[id^='tell'], [id^='resolve:']")).hasCount(0);

            step(tess, "notify-stakeholders").locator("[id$=done]").click();
            assertThat(step(tess, "notify-stakeholders")).containsText("done");
            // Within two seconds for the others, who touch nothing.
            assertThat(step(lea, "notify-stakeholders")).containsText("done");
            assertThat(vic.locator("#timeline-live")).containsText("Notify all stakeholders");

            Locator mode = step(lea, "enable-maintenance-mode");
            mode.locator("summary").click();
            mode.locator("input[name^=why]").fill("Customers see the maintenance page");
            mode.locator("[id$=noted]").click();
            assertThat(step(lea, "enable-maintenance-mode")).containsText("Customers see the maintenance page");
            assertThat(tess.locator("#clocks-live")).containsText("Maintenance mode");
            lea.selectOption(
                    "#role-COMMUNICATIONS", new com.microsoft.playwright.options.SelectOption().setLabel("lea"));
            lea.locator("[title=Communications]").click();
            assertThat(tess.locator("#timeline-live")).containsText("Communications");

            lea.fill("[id='tell:impact']", "Nobody can sign in");
            lea.selectOption("[id='tell:status']", "IDENTIFIED");
            lea.click("[id='tell:do']");
            assertThat(lea.locator("#updates-live")).containsText("Nobody can sign in");
            assertThat(vic.locator("#updates-live")).containsText("Nobody can sign in");

            lea.click("#describe-title ~ details summary");
            lea.fill("[id='describe:title']", "The certificate ran out");
            lea.click("[id='describe:do']");
            assertThat(lea.locator("h1")).containsText("The certificate ran out");
            lea.click("#describe-title ~ details summary");
            lea.selectOption("[id='argue:severity']", "WARNING");
            lea.click("[id='argue:do']");
            assertThat(lea.locator("#told")).containsText("This is needed");
            lea.click("#describe-title ~ details summary");
            lea.selectOption("[id='argue:severity']", "WARNING");
            lea.fill("[id='argue:reason']", "Only the sign-in page");
            lea.click("[id='argue:do']");
            assertThat(lea.locator("#timeline-live")).containsText("Only the sign-in page");

            tess.fill("[id='say:note']", "The certificate <b>ran out</b>");
            tess.click("[id='say:do']");
            assertThat(vic.locator("#timeline-live")).containsText("The certificate <b>ran out</b>");

            tess.fill("[id='resolve:resolution']", "A new certificate");
            tess.selectOption("[id='resolve:lost']", "false");
            tess.click("[id='resolve:do']");
            assertThat(tess.locator("#told")).containsText("Still open");
            assertThat(tess.locator("[id='resolve:resolution']")).hasValue("A new certificate");
            for (String key : List.of(
                    "document-issue",
                    "begin-troubleshooting",
                    "identify-root-cause",
                    "implement-fix-or-rollback",
                    "test-thoroughly")) {
                step(tess, key).locator("[id$=done]").click();
                assertThat(step(tess, key)).containsText("done");
            }
            Locator restore = step(tess, "restore-service");
            restore.locator("summary").click();
            restore.locator("input[name^=why]").fill("It came back by itself");
            restore.locator("[id$=skip]").click();
            assertThat(step(tess, "restore-service")).containsText("left out");
            tess.fill("[id='resolve:resolution']", "A new certificate");
            tess.selectOption("[id='resolve:lost']", "false");
            tess.click("[id='resolve:do']");
            assertThat(tess.locator("#clocks-live")).containsText("A new certificate");
            tess.click("#clocks-live a[href^='entry?n=']");
            tess.waitForURL("**/entry?n=*");
            assertThat(tess.locator("main")).containsText("Notify all stakeholders");
            assertThat(tess.locator("main")).containsText("Emergency");
            assertThat(one.complaints()).isEmpty();
            assertThat(other.complaints()).isEmpty();
            assertThat(third.complaints()).isEmpty();
        }
    }

    @Test
    void over_rest_a_drill_is_declared_updated_and_resolved_and_misuse_is_refused() {
        Answer made = technician.post(
                "incidents",
                "{\"trigger\":\"DATA_LOSS_SUSPECTED\",\"title\":\"Restore drill\",\"description\":\"practice\",\"drill\":true}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String path = "incidents/" + made.json().path("id").asText();
        assertThat(made.json().path("actions")).hasSize(4);
        assertThat(made.json().path("steps")).hasSize(5);
        assertThat(viewer.post("incidents", "{\"trigger\":\"PLATFORM_DOWN\",\"title\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(technician
                        .post("incidents", "{\"trigger\":\"BOREDOM\",\"title\":\"x\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/trigger");
        assertThat(technician
                        .post(
                                path + "/updates",
                                "{\"status\":\"FIXING\",\"issue\":\"i\",\"impact\":\"none\","
                                        + "\"nextUpdate\":\"2020-01-01T00:00:00Z\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/nextUpdate");
        assertThat(technician
                        .post(path + "/updates", "{\"status\":\"FIXING\",\"issue\":\"i\",\"impact\":\"none\"}")
                        .status())
                .isEqualTo(201);
        assertThat(technician
                        .post(path + "/resolve", "{\"dataLost\":false,\"resolution\":\"practised\"}")
                        .status())
                .isEqualTo(409);
        String wish = "{\"trigger\":\"DATA_LOSS_SUSPECTED\",\"title\":\"Restore drill\"}";
        assertThat(technician.put(path, wish).status()).isEqualTo(428);
        assertThat(technician.header("If-Match", "\"99\"").put(path, wish).status())
                .isEqualTo(412);
        assertThat(technician.header("If-Match", "*").put(path, wish).status()).isEqualTo(200);
        assertThat(technician
                        .put(path + "/severity", "{\"severity\":\"WARNING\",\"reason\":\"a drill\"}")
                        .json()
                        .path("severity")
                        .asText())
                .isEqualTo("WARNING");
        assertThat(technician.post(path + "/actions/nonsense/complete", "{}").status())
                .isEqualTo(404);
        assertThat(technician.post(path + "/actions/document-issue/skip", "{}").status())
                .isEqualTo(400);
        for (JsonNode step : made.json().path("actions")) {
            assertThat(technician
                            .post(path + "/actions/" + step.path("key").asText() + "/complete", "{}")
                            .status())
                    .isEqualTo(200);
        }
        for (JsonNode step : made.json().path("steps")) {
            if (!step.path("key").asText().equals("post-mortem-analysis")) {
                assertThat(technician
                                .post(
                                        path + "/actions/" + step.path("key").asText() + "/skip",
                                        "{\"reason\":\"a drill\"}")
                                .status())
                        .isEqualTo(200);
            }
        }
        JsonNode over = technician
                .post(path + "/resolve", "{\"dataLost\":false,\"resolution\":\"practised\"}")
                .json();
        assertThat(over.path("state").asText()).isEqualTo("RESOLVED");
        assertThat(viewer.get("log?type=EMERGENCY").text()).contains("Restore drill");
        assertThat(viewer.get("log/verify").json().path("intact").asBoolean()).isTrue();
        assertThat(viewer.get("incidents?state=RESOLVED").json().path("total").asInt())
                .isPositive();
        assertThat(viewer.get("incidents/999").status()).isEqualTo(404);
    }

    /** Before anybody has done anything on these pages: what a deed costs is not what a page costs. */
    @Order(1)
    @Test
    void a_critical_alert_proposes_it_and_every_page_is_accessible_and_within_its_statements() {
        Rest machine = Rest.with(maint.url(), maint.token(Role.INGEST));
        String at = Instant.parse(Installed.CLOCK).plusSeconds(1).toString();
        machine.post(
                "samples",
                "[{\"metric\":\"security.breach\",\"at\":\"" + at + "\",\"value\":1,\"source\":\"it\",\"labels\":{}}]");
        String alert = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> viewer.get("alerts?state=FIRING")
                                .json()
                                .at("/items/0/number")
                                .asText(),
                        number -> !number.isEmpty());
        String incident = technician
                .post(
                        "incidents",
                        "{\"trigger\":\"SECURITY_BREACH\",\"title\":\"Somebody is in\",\"alert\":" + alert + "}")
                .json()
                .path("id")
                .asText();
        Accessibility.check(
                maint, "looker", List.of("incidents", "declare", "declare?drill=true", "incident?n=" + incident));
        String metrics =
                Rest.server(maint.url().replace("/maint/", "/")).get("metrics").text();
        for (String each : List.of("incidents", "declare", "incident")) {
            Matcher most = Pattern.compile("maint_page_queries_max\\{[^}]*page=\"/" + each + "\"[^}]*} ([0-9.]+)")
                    .matcher(metrics);
            assertThat(most.find()).as(each).isTrue();
            assertThat(Double.parseDouble(most.group(1)))
                    .as("statements of " + each)
                    .isLessThanOrEqualTo(12);
        }
        try (Visitor visitor = signedIn("looker")) {
            Page page = visitor.page();
            page.navigate(maint.url() + "alert?n=" + alert);
            page.click("a[href='declare?alert=" + alert + "']");
            assertThat(page.locator("[id='declare:trigger']")).hasValue("SECURITY_BREACH");
            page.click("[id='declare:do']");
            assertThat(page.locator("#told")).containsText("has an open incident already");
            page.navigate(maint.url() + "incident?n=" + incident);
            assertThat(page.locator("aside")).containsText("A-" + alert);
            assertThat(visitor.complaints()).isEmpty();
        }
    }
}
