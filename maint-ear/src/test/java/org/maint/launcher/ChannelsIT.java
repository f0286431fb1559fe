package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;

/** Channels, wording, what was sent and to whom: in the browser and over REST, with an outside program that answers. */
@Order(Installed.OWN)
class ChannelsIT {
    private static final String CLOCK = "2026-11-23T13:30:00Z";

    private static Outside program;
    private static Installed maint;
    private static Rest admin;
    private static Rest lead;
    private static Rest technician;

    @BeforeAll
    static void start() {
        program = new Outside();
        maint = Installed.with(CLOCK, Map.of());
        admin = Rest.with(maint.url(), maint.token(Role.ADMIN));
        lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
        maint.password("keeper", Role.ADMIN);
        maint.password("writer", Role.LEAD);
        maint.password("leader", Role.LEAD);
        maint.password("onlooker", Role.VIEWER);
        maint.password("reached", Role.TECHNICIAN);
        maint.password("looker", Role.VIEWER, Role.TECHNICIAN, Role.LEAD, Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        maint.close();
        program.close();
    }

    private static String wish(String title, String url, String more) {
        return "{\"medium\":\"WEBHOOK\",\"title\":\"" + title + "\",\"language\":\"en\"" + more
                + ",\"settings\":{\"url\":\"" + url + "\"}}";
    }

    private static Visitor signedIn(String login) {
        Visitor visitor = Chromium.get().visitor();
        String password = maint.password(login);
        Chromium.signIn(visitor.page(), maint, login, password);
        return visitor;
    }

    @Test
    void a_webhook_is_set_up_tried_refused_sent_again_changed_by_two_and_removed() {
        program.answers(200);
        try (Visitor visitor = signedIn("keeper")) {
            Page page = visitor.page();
            page.navigate(maint.url() + "settings?part=channels");
            page.selectOption("form.filter select", "WEBHOOK");
            page.click("form.filter button");
            page.fill("#c-title", "The tracker");
            page.fill("#c-set-url", "nonsense");
            page.click("[id='channel-form:save']");
            assertThat(page.locator("#f-url")).containsText("no address of a website");
            assertThat(page.locator("#c-set-url")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#c-title")).hasValue("The tracker");
            page.fill("#c-set-url", program.url("/hook"));
            page.fill("#c-most", "0");
            page.click("[id='channel-form:save']");
            assertThat(page.locator("#f-most")).isVisible();
            page.fill("#c-most", "600");
            page.click("[id='channel-form:save']");
            String secret = page.locator("code.secret").textContent();
            assertThat(secret).startsWith("whsec_");
            page.navigate(maint.url() + "settings?part=channels");
            assertThat(page.locator("main")).not().containsText(secret);

            page.click("button[title='The tracker']");
            Locator standing = page.locator("#standing");
            assertThat(standing).containsText("It arrived");
            assertThat(standing).containsText("HTTP 200 all right");
            assertThat(program.got())
                    .last()
                    .extracting(Outside.Got::signature)
                    .asString()
                    .matches("t=\\d+,v1=[0-9a-f]{64}");

            program.answers(404);
            page.navigate(maint.url() + "settings?part=channels");
            page.click("button[title='The tracker']");
            assertThat(standing).containsText("refused");
            assertThat(standing).containsText("There is nothing at this address");
            assertThat(standing).containsText("HTTP 404");
            page.click("text=Every attempt");
            page.waitForURL("**/notification?id=*");
            assertThat(page.locator("table.rows tbody tr")).hasCount(1);
            program.answers(200);
            page.click("[id='again:do']");
            assertThat(standing).containsText("It arrived");
            assertThat(page.locator("table.rows tbody tr")).hasCount(2);
            assertThat(page.locator("table.rows")).containsText("HTTP 404");
            assertThat(page.locator("[id='again:do']")).hasCount(0);
            page.navigate(maint.url() + "notifications?view=sent&state=DELIVERED");
            assertThat(page.locator("table.rows")).containsText("The tracker");
            assertThat(page.locator("table.rows")).containsText("delivered");

            page.navigate(maint.url() + "settings?part=channels");
            page.click("text=The tracker");
            String key = page.url().replaceFirst(".*channel=", "");
            assertThat(page.locator("#c-set-signingSecret")).hasValue("");
            assertThat(page.locator("#c-set-signingSecret")).hasAttribute("placeholder", "kept; type to replace");
            assertThat(admin.put("channels/" + key, wish("Its other name", program.url("/hook"), ""))
                            .status())
                    .isEqualTo(200);
            page.fill("#c-title", "Mine");
            page.click("[id='channel-form:save']");
            assertThat(page.locator("#told")).containsText("Somebody has changed");
            page.navigate(maint.url() + "settings?part=channels&channel=" + key);
            assertThat(page.locator("#c-title")).hasValue("Its other name");
            page.click("[data-opens='remove-dialog']");
            assertThat(page.locator("#remove-dialog")).containsText("This cannot be taken back");
            page.click("[id='remove:do']");
            assertThat(page.locator("#told")).containsText("removed");
            assertThat(page.locator("main")).not().containsText("Its other name");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void over_rest_only_administrators_set_up_channels_and_no_secret_comes_back() {
        program.answers(200);
        assertThat(technician
                        .post("channels", wish("Not mine", program.url("/x"), ""))
                        .status())
                .isEqualTo(403);
        Answer wrong = admin.post("channels", wish("Wrong", "ftp://example.com/", ""));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/errors/0/pointer").asText()).isEqualTo("/settings/url");
        Answer made = admin.post("channels", wish("By REST", program.url("/rest"), ""));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String secret = made.json().path("signingSecret").asText();
        String key = made.json().path("key").asText();
        String room = "https://chat.example.com/hooks/very-secret-room";
        assertThat(admin.post("channels", wish("Room", room, "").replace("WEBHOOK", "MATTERMOST"))
                        .status())
                .isEqualTo(201);
        String everything =
                admin.get("channels").text() + technician.get("channels").text();
        assertThat(everything).contains("By REST", "Room").doesNotContain(secret, "very-secret-room");
        assertThat(technician.get("channels").text()).doesNotContain(program.url("/rest"));
        assertThat(technician
                        .put("channels/" + key, wish("Mine", program.url("/x"), ""))
                        .status())
                .isEqualTo(403);
        assertThat(technician.post("channels/" + key + "/test", "").status()).isEqualTo(403);
        assertThat(technician.delete("channels/" + key).status()).isEqualTo(403);
        assertThat(admin.post("channels/none/test", "").status()).isEqualTo(404);

        program.answers(404);
        String id = admin.post("channels/" + key + "/test", "")
                .json()
                .path("notification")
                .asText();
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(technician
                        .get("notifications/" + id)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("REFUSED"));
        assertThat(technician.get("notifications?state=REFUSED").text()).contains(id);
        assertThat(technician.post("notifications/" + id + "/replay", "").status())
                .isEqualTo(403);
        program.answers(200);
        assertThat(lead.post("notifications/" + id + "/replay", "").status()).isEqualTo(200);
        JsonNode whole = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> technician.get("notifications/" + id).json(),
                        json -> json.path("state").asText().equals("DELIVERED"));
        assertThat(whole.path("attemptList").findValuesAsText("outcome")).containsExactly("REFUSED", "DELIVERED");
        assertThat(whole.path("attemptList").findValuesAsText("receipt"))
                .containsExactly("HTTP 404 not here", "HTTP 200 all right");
        assertThat(lead.post("notifications/" + id + "/replay", "").status()).isEqualTo(409);
        assertThat(lead.post("notifications/none/replay", "").status()).isEqualTo(404);
        assertThat(admin.delete("channels/" + key).status()).isIn(200, 204);
        assertThat(maint.log()).doesNotContain(secret);
    }

    @Test
    void words_that_name_an_unknown_placeholder_are_refused_and_good_ones_previewed_saved_and_taken_back() {
        try (Visitor visitor = signedIn("writer")) {
            Page page = visitor.page();
            page.navigate(maint.url() + "settings?part=templates&topic=TASK_DUE&medium=EMAIL&language=en");
            assertThat(page.locator("#preview-subject")).isVisible();
            assertThat(page.locator("#placeholders")).containsText("{acknowledge}");
            page.fill("#t-body", "Hello {nothing}");
            page.click("[id='wording:save']");
            assertThat(page.locator("#t-body + p")).containsText("nothing");
            assertThat(page.locator("#t-body")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#t-body")).hasValue("Hello {nothing}");
            page.fill("#t-body", "Hello,\nthis is about: {title} <b>");
            page.click("[id='wording:show']");
            assertThat(page.locator("#preview-body")).containsText("An example of what would be told <b>");
            page.click("[id='wording:save']");
            assertThat(page.locator("#told")).containsText("Saved");
            page.navigate(maint.url() + "settings?part=templates&topic=TASK_DUE&medium=EMAIL&language=en");
            assertThat(page.locator("#t-body")).hasValue("Hello,\nthis is about: {title} <b>");
            page.click("[id='wording:reset']");
            assertThat(page.locator("#told")).containsText("count again");
            assertThat(page.locator("#t-body")).not().hasValue("Hello,\nthis is about: {title} <b>");
            page.navigate(maint.url() + "settings?part=channels");
            assertThat(page.locator("#channels")).hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_contact_is_tested_and_strangers_do_not_read_addresses() {
        try (Visitor visitor = signedIn("onlooker")) {
            Page page = visitor.page();
            page.navigate(maint.url() + "notifications?view=contacts");
            assertThat(page.locator("table.rows")).containsText("r…@example.com");
            assertThat(page.locator("table.rows")).not().containsText("reached@example.com");
            assertThat(page.locator("table.rows")).containsText("onlooker@example.com");
            assertThat(page.locator("button[title='reached']")).hasCount(0);
            page.click("button[title='onlooker']");
            assertThat(page.locator("#told")).containsText("no channel");
        }
        try (Visitor visitor = signedIn("leader")) {
            visitor.page().navigate(maint.url() + "notifications?view=contacts");
            assertThat(visitor.page().locator("table.rows")).containsText("reached@example.com");
        }
    }

    private static JsonNode alert() {
        String at = Instant.parse(CLOCK).plusSeconds(1).toString();
        Rest machine = Rest.with(maint.url(), maint.token(Role.INGEST));
        machine.post(
                "samples",
                "[{\"metric\":\"platform.error-rate\",\"at\":\"" + at + "\",\"value\":7,\"source\":\"it\"}]");
        String number = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> technician
                                .get("alerts")
                                .json()
                                .at("/items/0/number")
                                .asText(),
                        found -> !found.isEmpty());
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> technician.get("alerts/" + number).json(),
                        json -> json.at("/escalation/history").size() > 0);
    }

    @Test
    void an_alert_says_who_was_told_and_what_comes_next_and_every_page_is_accessible_and_small() {
        JsonNode alert = alert();
        assertThat(alert.at("/escalation/state").asText()).isEqualTo("RUNNING");
        // No mail server is set up: nobody can be called, and the clock goes on all the same.
        assertThat(alert.at("/escalation/history/0/kind").asText()).isEqualTo("NOBODY");
        assertThat(alert.at("/escalation/next/0/levels").toString()).contains("L1");
        assertThat(alert.path("notifications").findValuesAsText("medium")).contains("PORTAL");
        String key = admin.post("channels", wish("Seen", program.url("/seen"), ",\"alertsFrom\":\"WARNING\""))
                .json()
                .path("key")
                .asText();
        String id = admin.post("channels/" + key + "/test", "")
                .json()
                .path("notification")
                .asText();
        List<String> pages = List.of(
                "alert?n=" + alert.path("number").asText(),
                "settings?part=channels",
                "settings?part=channels&test=" + id,
                "settings?part=channels&medium=EMAIL",
                "settings?part=channels&channel=" + key,
                "settings?part=templates",
                "notifications",
                "notifications?view=sent",
                "notifications?view=contacts",
                "notification?id=" + id);
        try (Visitor visitor = signedIn("looker")) {
            Page page = visitor.page();
            for (String each : pages) {
                Response response = page.navigate(maint.url() + each);
                assertThat(response.status()).as(each).isEqualTo(200);
                assertThat(response.request().sizes().responseBodySize).as(each).isLessThan(30_000);
            }
            page.navigate(maint.url() + pages.get(0));
            assertThat(page.locator("#escalation-lines")).containsText("nobody could be reached");
            assertThat(page.locator("#escalation-next")).containsText("L1");
            assertThat(page.locator("#escalation-messages")).containsText("delivered");
            assertThat(visitor.complaints()).isEmpty();
        }
        Accessibility.check(maint, "looker", pages);
    }
}
