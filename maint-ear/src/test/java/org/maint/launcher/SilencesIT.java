package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maint.launcher.Chromium.Visitor;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;

/** Quiet on the running bundle: silences, and windows that come round or belong to a run. */
class SilencesIT {
    private static Installed maint;
    private static Rest viewer;
    private static Rest technician;
    private static Rest lead;
    private static Instant now;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
        lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        // The server's clock is not this one's.
        Answer any = lead.post("tasks", "{\"title\":\"What time is it there\"}");
        now = OffsetDateTime.parse(any.json().path("createdAt").asText()).toInstant();
    }

    private static String body(String matcher, Instant expiry) {
        return "{\"matcher\":" + matcher + ",\"reason\":\"The disk is on order\",\"expiry\":\"" + expiry + "\"}";
    }

    private static Visitor signedIn(String login, Role... roles) {
        Visitor visitor = Chromium.get().visitor();
        String password = maint.password(login, roles);
        Chromium.signIn(visitor.page(), maint, login, password);
        return visitor;
    }

    /** A piece of unplanned work of which an item fails; answers its id. */
    private static String failing(String title) {
        Answer run = technician.post(
                "runs", "{\"title\":\"" + title + "\",\"type\":\"UNPLANNED\",\"items\":[\"" + title + "\"]}");
        assertThat(run.status()).as(run.text()).isEqualTo(201);
        String item = run.json().at("/items/0/key").asText();
        String id = run.json().path("id").asText();
        Answer failed = technician
                .header("If-Match", "*")
                .put("runs/" + id + "/items/" + item, "{\"outcome\":\"FAIL\",\"note\":\"It drips\"}");
        assertThat(failed.status()).as(failed.text()).isEqualTo(200);
        return id;
    }

    private static JsonNode alertOf(String run) {
        for (JsonNode alert : viewer.get("alerts?size=200").json().path("items")) {
            if (alert.path("fingerprint").asText().contains(run)) {
                return alert;
            }
        }
        throw new AssertionError(run);
    }

    @Test
    void silences_are_made_listed_and_ended_as_the_contract_says() {
        Instant expiry = now.plus(2, ChronoUnit.HOURS);
        Answer made = lead.post("silences", body("{\"fingerprint\":\"contract.*\",\"severity\":\"WARNING\"}", expiry));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String id = made.json().path("id").asText();
        assertThat(made.response().headers().firstValue("Location").orElseThrow())
                .endsWith("/silences/" + id);
        assertThat(made.json().path("state").asText()).isEqualTo("ACTIVE");
        assertThat(made.json().at("/matcher/fingerprint").asText()).isEqualTo("contract.*");
        assertThat(OffsetDateTime.parse(made.json().path("expiry").asText()).toInstant())
                .isEqualTo(expiry);
        assertThat(viewer.get("silences?state=active&size=500")
                        .json()
                        .path("items")
                        .findValuesAsText("id"))
                .contains(id);
        assertThat(viewer.get("silences?state=COMING&size=500")
                        .json()
                        .path("items")
                        .findValuesAsText("id"))
                .doesNotContain(id);
        assertThat(technician.delete("silences/" + id).status()).isEqualTo(403);
        assertThat(lead.header("If-Match", "\"7\"").delete("silences/" + id).status())
                .isEqualTo(412);
        assertThat(lead.delete("silences/" + id).status()).isEqualTo(204);
        JsonNode over = viewer.get("silences/" + id).json();
        assertThat(over.path("state").asText()).isEqualTo("OVER");
        assertThat(over.path("endedAt").isTextual()).isTrue();
        assertThat(lead.delete("silences/" + id).status()).isEqualTo(409);
        assertThat(viewer.get("silences/nonsense").status()).isEqualTo(404);
        assertThat(technician
                        .post("silences", body("{\"fingerprint\":\"x\"}", expiry))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"reason\":\"r\",\"expiry\":\"E\"}; /matcher",
                "{\"matcher\":{},\"reason\":\"r\",\"expiry\":\"E\"}; /matcher",
                "{\"matcher\":[],\"reason\":\"r\",\"expiry\":\"E\"}; /matcher",
                "{\"matcher\":{\"fingerprint\":\"*\"},\"reason\":\"r\",\"expiry\":\"E\"}; /matcher/fingerprint",
                "{\"matcher\":{\"fingerprint\":7},\"reason\":\"r\",\"expiry\":\"E\"}; /matcher/fingerprint",
                "{\"matcher\":{\"severity\":\"CRITICAL\"},\"reason\":\"r\",\"expiry\":\"E\"}; /matcher/severity",
                "{\"matcher\":{\"severity\":\"BAD\"},\"reason\":\"r\",\"expiry\":\"E\"}; /matcher/severity",
                "{\"matcher\":{\"colour\":\"red\"},\"reason\":\"r\",\"expiry\":\"E\"}; /matcher/colour",
                "{\"matcher\":{\"everything\":\"yes\"},\"reason\":\"r\",\"expiry\":\"E\"}; /matcher/everything",
                "{\"matcher\":{\"label\":\"x\"},\"reason\":\"r\",\"expiry\":\"E\"}; /matcher/label",
                "{\"matcher\":{\"fingerprint\":\"x\"},\"expiry\":\"E\"}; /reason",
                "{\"matcher\":{\"fingerprint\":\"x\"},\"reason\":\" \",\"expiry\":\"E\"}; /reason",
                "{\"matcher\":{\"fingerprint\":\"x\"},\"reason\":\"r\"}; /expiry",
                "{\"matcher\":{\"fingerprint\":\"x\"},\"reason\":\"r\",\"expiry\":\"soon\"}; /expiry",
                "{\"matcher\":{\"fingerprint\":\"x\"},\"reason\":\"r\",\"expiry\":\"2020-01-01T00:00:00Z\"}; /expiry",
                "{\"matcher\":{\"fingerprint\":\"x\"},\"reason\":\"r\",\"expiry\":\"2099-01-01T00:00:00Z\"}; /expiry",
                "{\"matcher\":{\"fingerprint\":\"x\"},\"author\":\"me\",\"reason\":\"r\",\"expiry\":\"E\"}; /author",
            })
    void what_makes_no_sense_is_refused_with_its_pointer_and_not_stored(String body, String pointer) {
        long before = viewer.get("silences?size=1").json().path("total").asLong();
        Answer refused = lead.post("silences", body.replace("\"E\"", "\"" + now.plus(1, ChronoUnit.HOURS) + "\""));
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.type()).startsWith("application/problem+json");
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(viewer.get("silences?size=1").json().path("total").asLong()).isEqualTo(before);
    }

    @Test
    void from_an_alert_to_its_silence_and_its_end() {
        JsonNode alert = alertOf(failing("Tighten the valve"));
        String address = "alert?n=" + alert.path("number").asText();
        try (Visitor visitor = signedIn("quiet-lead", Role.LEAD, Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + address);
            assertThat(page.locator(".quieted")).hasCount(0);
            page.click(".actions a[href^='silences?fingerprint=']");
            assertThat(page.locator("[id='silence:fingerprint']"))
                    .hasValue(alert.path("fingerprint").asText());
            assertThat(page.locator("#silence-preview"))
                    .containsText("Matches one open alert, one in the last 30 days");
            page.fill("[id='silence:fingerprint']", "no.such.thing");
            assertThat(page.locator("#silence-preview")).containsText("no open alert");
            page.fill("[id='silence:fingerprint']", "*");
            assertThat(page.locator("#silence-preview")).containsText("every alert");
            page.fill("[id='silence:fingerprint']", alert.path("fingerprint").asText());
            page.click("[id='silence:do']");
            assertThat(page.locator("#told")).containsText("needed");
            page.fill("[id='silence:reason']", "The plumber comes tomorrow");
            page.selectOption("[id='silence:ends']", "MORNING");
            page.click("[id='silence:do']");
            page.waitForURL("**/silences?state=ACTIVE");
            assertThat(page.locator("table.rows")).containsText("The plumber comes tomorrow");
            page.navigate(maint.url() + address);
            assertThat(page.locator(".quieted")).containsText("The plumber comes tomorrow");
            assertThat(page.locator(".quieted")).containsText("quiet-lead");
            page.navigate(maint.url() + "silences");
            page.locator("tr", new Page.LocatorOptions().setHasText("The plumber comes tomorrow"))
                    .locator("button")
                    .click();
            assertThat(page.locator("#told")).containsText("ended");
            page.navigate(maint.url() + "silences?state=OVER");
            assertThat(page.locator("table.rows")).containsText("ended by quiet-lead");
            page.navigate(maint.url() + address);
            assertThat(page.locator(".quieted")).hasCount(0);
            // The browser itself notes that the preview of everything was refused.
            assertThat(visitor.complaints()).allMatch(each -> each.contains("status of 400"));
        }
    }

    @Test
    void maintenance_comes_round_is_in_the_calendar_and_is_ended() {
        String day = now.plus(3, ChronoUnit.DAYS).toString().substring(0, 10);
        try (Visitor visitor = signedIn("quiet-lead", Role.LEAD, Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "window?day=" + day);
            page.fill("[id='window:what']", "Weekly updates");
            page.fill("[id='window:reason']", "Security");
            page.fill("[id='window:scope']", "host.*");
            page.selectOption("[id='window:repeats']", "WEEKLY");
            page.click("[id='window:do']");
            assertThat(page.locator("#told")).containsText("needed");
            page.fill(
                    "[id='window:last']",
                    now.plus(100, ChronoUnit.DAYS).toString().substring(0, 10));
            page.click("[id='window:do']");
            page.waitForURL("**/calendar?date=" + day + "**");
            page.locator("#day a", new Page.LocatorOptions().setHasText("Weekly updates"))
                    .click();
            assertThat(page.locator("dl.facts")).containsText("every week");
            assertThat(page.locator("dl.facts")).containsText("host.*");
            JsonNode series = viewer.get("recurring-windows").json().at("/items/0");
            assertThat(series.path("title").asText()).isEqualTo("Weekly updates");
            page.click("button[data-opens='series-dialog']");
            page.click("[id='series:do']");
            assertThat(page.locator("#told")).containsText("ended");
            assertThat(page.locator(".head .actions")).containsText("Cancelled");
            assertThat(lead.delete("recurring-windows/" + series.path("id").asText())
                            .status())
                    .isEqualTo(409);
            assertThat(visitor.complaints()).isEmpty();
        }
        Answer refused = lead.post(
                "recurring-windows",
                "{\"title\":\"x\",\"reason\":\"y\",\"recurrence\":\"FREQ=HOURLY\",\"time\":\"22:00\",\"minutes\":60,"
                        + "\"first\":\"" + day + "\",\"last\":\"" + day + "\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/recurrence");
    }

    @Test
    void a_window_is_opened_from_a_run_and_ends_with_it() {
        String run = failing("Replace the pump");
        try (Visitor visitor = signedIn("quiet-lead", Role.LEAD, Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "run?id=" + run);
            page.click("button[data-opens='window-dialog']");
            page.fill("[id='window:minutes']", "30");
            page.fill("[id='window:reason']", "The water is off");
            page.click("[id='window:do']");
            assertThat(page.locator(".everybody")).containsText("Replace the pump");
            page.navigate(maint.url() + "alert?n=" + alertOf(run).path("number").asText());
            assertThat(page.locator(".quieted")).containsText("The water is off");
            assertThat(visitor.complaints()).isEmpty();
        }
        Answer second =
                technician.post("maintenance-windows", "{\"run\":\"" + run + "\",\"minutes\":10,\"reason\":\"Again\"}");
        assertThat(second.status()).as(second.text()).isEqualTo(409);
        Answer signed = technician.post("runs/" + run + "/sign-off", "{\"minutesSpent\":5}");
        assertThat(signed.status()).as(signed.text()).isLessThan(300);
        JsonNode window = null;
        for (JsonNode each : viewer.get("maintenance-windows?size=500").json().path("items")) {
            window = each.path("run").asText().equals(run) ? each : window;
        }
        assertThat(window).isNotNull();
        assertThat(window.path("state").asText()).isEqualTo("ENDED");
    }

    @Test
    void its_pages_are_accessible_in_both_themes_on_a_phone() {
        maint.password("quiet-lead", Role.LEAD, Role.TECHNICIAN);
        JsonNode alert = alertOf(failing("Paint the pipes"));
        lead.post(
                "silences",
                body(
                        "{\"fingerprint\":\"" + alert.path("fingerprint").asText() + "\"}",
                        now.plus(5, ChronoUnit.HOURS)));
        Accessibility.check(
                maint,
                "quiet-lead",
                List.of(
                        "silences",
                        "silences?state=OVER",
                        "silences?fingerprint=host.cpu%7Bhost%3D%22a%22%7D",
                        "window",
                        "alert?n=" + alert.path("number").asText()));
    }
}
