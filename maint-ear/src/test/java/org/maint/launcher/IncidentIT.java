package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
@Order(Installed.OWN)
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
        Chromium.signIn(page, maint, login, maint.password(login, roles));
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

            tess.setInputFiles(
                    "#attach-file",
                    new com.microsoft.playwright.options.FilePayload(
                            "error.txt", "text/plain", "502 Bad Gateway".getBytes(StandardCharsets.UTF_8)));
            assertThat(tess.locator("#timeline-live a[href^='incident-file/']")).hasText("error.txt");
            assertThat(tess.locator("#probes li").first()).isVisible();
            assertThat(tess.locator("#receipts li").first()).isVisible();
            assertThat(tess.locator("#tallies")).containsText("delivered");
            com.microsoft.playwright.Download csv =
                    tess.waitForDownload(() -> tess.click("[data-download$='timeline.csv']"));
            assertThat(csv.path()).content(StandardCharsets.UTF_8).contains("error.txt", "Notify all stakeholders");

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
        List<String> pages = List.of("incidents", "declare", "declare?drill=true", "incident?n=" + incident);
        Accessibility.check(maint, "looker", pages);
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

    /** Declares one over REST and ends it; answers its number. */
    private static String over(String trigger, String title) {
        JsonNode made = technician
                .post("incidents", "{\"trigger\":\"" + trigger + "\",\"title\":\"" + title + "\"}")
                .json();
        String path = "incidents/" + made.path("id").asText();
        for (String list : List.of("actions", "steps")) {
            for (JsonNode step : made.path(list)) {
                String key = step.path("key").asText();
                if (!key.equals("post-mortem-analysis")) {
                    assertThat(technician
                                    .post(path + "/actions/" + key + "/skip", "{\"reason\":\"a test\"}")
                                    .status())
                            .isEqualTo(200);
                }
            }
        }
        assertThat(technician
                        .post(path + "/resolve", "{\"dataLost\":false,\"resolution\":\"It was **restarted**\"}")
                        .status())
                .isEqualTo(200);
        return made.path("id").asText();
    }

    @Test
    void a_post_mortem_is_written_by_two_reviewed_and_signed_by_the_manager() {
        String number = over("MAJOR_FEATURE_FAILURE", "Invoices came twice");
        String address = maint.url() + "post-mortem?n=" + number;
        try (Visitor one = signedIn("tess", Role.VIEWER, Role.TECHNICIAN);
                Visitor other = signedIn("lea", Role.VIEWER, Role.LEAD);
                Visitor third = signedIn("max", Role.VIEWER, Role.MANAGER)) {
            Page tess = one.page();
            tess.navigate(maint.url() + "incident?n=" + number);
            tess.click("#clocks-live a[href^='post-mortem?n=']");
            assertThat(tess.locator("#part-resolution strong")).hasText("restarted");
            Page lea = other.page();
            lea.navigate(address);
            // Both write at one part: the second is told, and keeps the words that were typed.
            Locator hers = lea.locator("#part-causes");
            hers.locator("summary", new Locator.LocatorOptions().setHasText("Write"))
                    .click();
            hers.locator("textarea[name^=words]").fill("A second worker <script>alert(1)</script>");
            Locator causes = tess.locator("#part-causes");
            causes.locator("summary", new Locator.LocatorOptions().setHasText("Write"))
                    .click();
            causes.locator("textarea[name^=words]").fill("A **retry** without a key");
            causes.locator("[id$=look]").click();
            assertThat(tess.locator("#part-causes .preview strong")).hasText("retry");
            tess.locator("#part-causes [id$=save]").click();
            assertThat(tess.locator("#part-causes .formatted strong")).hasText("retry");
            hers.locator("[id$=save]").click();
            assertThat(lea.locator("#told")).containsText("Somebody has written here meanwhile");
            assertThat(lea.locator("#part-causes textarea[name^=words]"))
                    .hasValue("A second worker <script>alert(1)</script>");
            assertThat(lea.locator("#part-causes .formatted").first()).containsText("A retry without a key");
            lea.locator("#part-causes [id$=save]").click();
            assertThat(lea.locator("#part-causes .formatted")).containsText("<script>alert(1)</script>");

            tess.navigate(address);
            tess.click("[id='submit:do']");
            assertThat(tess.locator("#told")).containsText("2 parts are needed and empty");
            for (String part : List.of("impact", "detection")) {
                Locator section = tess.locator("#part-" + part);
                section.locator("summary", new Locator.LocatorOptions().setHasText("Write"))
                        .click();
                section.locator("textarea[name^=words]").fill("About " + part);
                section.locator("[id$=save]").click();
                assertThat(tess.locator("#part-" + part + " .formatted")).hasText("About " + part);
            }
            tess.fill("[id='act:title']", "Give each invoice a key");
            tess.selectOption("[id='act:owner']", new com.microsoft.playwright.options.SelectOption().setLabel("lea"));
            tess.click("[id='act:do']");
            assertThat(tess.locator("#action-list li")).hasCount(1);
            tess.click("[id='submit:do']");
            assertThat(tess.locator("main")).containsText("You had a hand in it");
            assertThat(tess.locator("#part-causes textarea[name^=words]")).hasCount(0);

            Page max = third.page();
            max.navigate(address);
            Locator margin = max.locator("#part-causes .margin");
            margin.locator("summary").click();
            margin.locator("textarea").fill("How did it come to that?");
            margin.locator("[id$=say]").click();
            assertThat(max.locator("#part-causes .margin")).containsText("How did it come to that?");
            max.click("[id='return:do']");
            assertThat(max.locator("#told")).containsText("This is needed");
            max.fill("[id='return:reason']", "Say how");
            max.click("[id='return:do']");
            tess.navigate(address);
            assertThat(tess.locator("main")).containsText("Say how");
            tess.locator("#part-causes .margin [id$=settle]").click();
            assertThat(tess.locator("#part-causes .margin")).containsText("settled by");
            tess.click("[id='submit:do']");
            assertThat(tess.locator("main")).containsText("in review");
            max.navigate(address);
            max.click("[id='approve:do']");
            assertThat(max.locator("main")).containsText("Approved and signed by");
            assertThat(max.locator("#action-list a")).hasText(Pattern.compile("T-\\d+"));
            max.click("a[href^='entry?n=']");
            max.waitForURL("**/entry?n=*");
            assertThat(max.locator("main")).containsText("Post-mortem of I-");
            max.navigate(maint.url() + "post-mortems?words=retry+second");
            assertThat(max.locator("tbody tr")).hasCount(0);
            max.fill("#words", "worker invoices");
            max.click("main form[role=search] button");
            assertThat(max.locator("tbody tr")).hasCount(1);
            max.navigate(maint.url() + "incident?n=" + number);
            assertThat(step(max, "post-mortem-analysis")).containsText("done");
            // One like it points at what has not changed yet.
            String again = over("MAJOR_FEATURE_FAILURE", "Invoices came twice again");
            max.navigate(maint.url() + "incident?n=" + again);
            assertThat(max.locator("#similar-title ~ ul")).containsText("Give each invoice a key");
            assertThat(one.complaints()).isEmpty();
            assertThat(other.complaints()).isEmpty();
            assertThat(third.complaints()).isEmpty();
        }
        Accessibility.check(maint, "looker", List.of("post-mortems", "post-mortem?n=" + number));
        assertThat(viewer.get("log/verify").json().path("intact").asBoolean()).isTrue();
    }

    @Test
    void a_post_mortem_over_rest_is_written_whole_by_the_version_that_was_seen() {
        assertThat(viewer.get("incidents/999/post-mortem").status()).isEqualTo(404);
        String path = "incidents/" + over("DATA_LOSS_SUSPECTED", "Jobs are missing") + "/post-mortem";
        Answer read = viewer.get(path);
        assertThat(read.json().path("state").asText()).isEqualTo("DRAFT");
        assertThat(read.json().at("/sections/summary").asText()).contains("Jobs are missing");
        assertThat(read.json().at("/figures/requests").isNull()).isTrue();
        String tag = read.response().headers().firstValue("ETag").orElseThrow();
        String words = "{\"sections\":{\"impact\":\"All\",\"detection\":\"By mail\",\"causes\":\"A disk\"}}";
        assertThat(technician.put(path, words).status()).isEqualTo(428);
        assertThat(viewer.header("If-Match", tag).put(path, words).status()).isEqualTo(403);
        assertThat(technician
                        .header("If-Match", tag)
                        .put(path, "{\"sections\":{\"impact\":\"All\",\"blame\":\"Bob\"}}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/sections/blame");
        assertThat(technician
                        .header("If-Match", tag)
                        .put(path, "{\"sections\":{\"impact\":\"" + "x".repeat(20_001) + "\"}}")
                        .status())
                .isEqualTo(400);
        Answer written = technician.header("If-Match", tag).put(path, words);
        assertThat(written.status()).as(written.text()).isEqualTo(200);
        assertThat(technician.header("If-Match", tag).put(path, words).status()).isEqualTo(412);
        assertThat(technician.header("If-Match", "*").post(path + "/submit", "").status())
                .as("nothing is to change")
                .isEqualTo(409);
        assertThat(technician
                        .post(path + "/actions", "{\"kind\":\"DETECT\",\"title\":\"Watch\",\"due\":\"2020-01-01\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/due");
        assertThat(technician
                        .post(path + "/actions", "{\"kind\":\"DETECT\",\"title\":\"Watch the disk\"}")
                        .status())
                .isEqualTo(201);
        assertThat(technician
                        .header("If-Match", "*")
                        .post(path + "/approve", "")
                        .status())
                .isEqualTo(403);
        Rest manager = Rest.with(maint.url(), maint.token(Role.MANAGER));
        assertThat(manager.header("If-Match", "*").post(path + "/approve", "").status())
                .as("it is not in review")
                .isEqualTo(409);
        Answer submitted = technician.header("If-Match", "*").post(path + "/submit", "");
        assertThat(submitted.json().path("state").asText()).isEqualTo("IN_REVIEW");
        assertThat(manager.post(path + "/approve", "").status()).isEqualTo(428);
        assertThat(manager.header("If-Match", tag).post(path + "/approve", "").status())
                .isEqualTo(412);
        assertThat(manager.header("If-Match", "*")
                        .post(path + "/request-changes", "{\"reason\":\"How many?\"}")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("DRAFT");
        technician.header("If-Match", "*").post(path + "/submit", "");
        JsonNode approved =
                manager.header("If-Match", "*").post(path + "/approve", "").json();
        assertThat(approved.path("state").asText()).isEqualTo("APPROVED");
        assertThat(approved.at("/actions/0/task").isNumber()).isTrue();
        assertThat(technician.header("If-Match", "*").put(path, words).status()).isEqualTo(409);
    }
}
