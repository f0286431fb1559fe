package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.maint.catcher.MailCatcher;
import org.maint.launcher.Chromium.Visitor;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;

/** What reaches a person, and what they answer: contacts, preferences, a new password, an alert taken in hand by mail. */
@Order(Installed.OWN)
class MyNotificationsIT {
    private static final String CLOCK = "2026-11-23T13:30:00Z";
    private static final String CHOSEN = "a quiet valve turns twice";

    private static MailCatcher catcher;
    private static Installed maint;
    private static Rest viewer;
    private static Rest machine;

    @BeforeAll
    static void start() {
        catcher = MailCatcher.start(0, 0, Clock.systemUTC());
        maint = Installed.with(
                CLOCK,
                Map.of(
                        "MAINT_SMTP_HOST", "127.0.0.1",
                        "MAINT_SMTP_PORT", Integer.toString(catcher.smtpPort()),
                        "MAINT_SMTP_TLS", "NONE",
                        "MAINT_SMTP_FROM", "maint@plomberie.example"));
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        machine = Rest.with(maint.url(), maint.token(Role.INGEST));
    }

    @AfterAll
    static void stop() {
        maint.close();
        catcher.close();
    }

    private static Rest mails() {
        return Rest.server(catcher.url().toString());
    }

    /** The newest mail to an address that says this, whole. */
    private static JsonNode mail(String to, String says, Set<String> but) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> newest(to, says, but), mail -> mail != null);
    }

    private static JsonNode newest(String to, String says, Set<String> but) {
        for (JsonNode line : all()) {
            String id = line.path("id").asText();
            if (!but.contains(id) && line.path("to").toString().contains(to)) {
                JsonNode whole = mails().get("messages/" + id).json();
                if (whole.path("text").asText().contains(says)) {
                    return whole;
                }
            }
        }
        return null;
    }

    private static JsonNode all() {
        JsonNode list = mails().get("messages").json();
        return list.isArray() ? list : list.path("messages");
    }

    private static Set<String> sofar() {
        Set<String> ids = new HashSet<>();
        all().forEach(line -> ids.add(line.path("id").asText()));
        return ids;
    }

    private static String link(JsonNode mail, String page) {
        Matcher link = Pattern.compile(Pattern.quote(maint.url() + page) + "\\S+")
                .matcher(mail.path("text").asText());
        assertThat(link.find()).as(mail.path("text").asText()).isTrue();
        return link.group();
    }

    private static Visitor signedIn(String login, Role... roles) {
        Visitor visitor = Chromium.get().visitor();
        signIn(visitor.page(), login, maint.password(login, roles));
        return visitor;
    }

    private static void signIn(Page page, String login, String password) {
        Chromium.signIn(page, maint, login, password);
    }

    @Test
    void a_contact_is_added_verified_by_the_code_in_the_mail_tested_and_removed() {
        try (Visitor visitor = signedIn("nora", Role.VIEWER, Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "profile");
            Locator rows = page.locator("#contacts tbody tr");
            assertThat(rows).hasCount(1);
            // Nobody has set up a gateway for text messages: said, and nothing kept.
            page.fill("[id='contact:address']", "+1 514 555 0123");
            page.click("[id='contact:do']");
            assertThat(page.locator("#told")).containsText("There is no channel for this yet");
            assertThat(page.locator("[id='profile:name']")).hasValue("nora");
            page.selectOption("[id='contact:medium']", "EMAIL");
            page.fill("[id='contact:address']", "nora.home@example.org");
            page.click("[id='contact:do']");
            assertThat(page.locator("#told")).containsText("A code is on its way");
            assertThat(rows).hasCount(2);
            String code = mail("nora.home@example.org", "15", Set.of())
                    .path("text")
                    .asText()
                    .replaceAll("(?s).*?(?<!\\d)(\\d{6})(?!\\d).*", "$1");
            page.fill("[id='code:typed']", code.equals("000000") ? "000001" : "000000");
            page.click("[id='code:do']");
            assertThat(page.locator("#told")).containsText("not the code");
            page.fill("[id='code:typed']", code);
            page.click("[id='code:do']");
            assertThat(page.locator("#told")).containsText("verified");
            assertThat(page.locator("#code")).hasCount(0);
            Locator added = rows.filter(new Locator.FilterOptions().setHasText("nora.home@example.org"));
            added.locator("[id$=test]").click();
            assertThat(page.locator("#told")).containsText("on its way");
            mail("nora.home@example.org", "tout le chemin", Set.of());
            added.locator("[id$=remove]").click();
            assertThat(rows).hasCount(1);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void after_five_wrong_codes_by_the_rest_interface_the_right_one_counts_no_longer() {
        maint.password("remy", Role.VIEWER, Role.TECHNICIAN);
        Rest mine = Rest.with(maint.url(), maint.in(services -> services.people()
                .createToken(null, "remy's", Role.TECHNICIAN, "remy")
                .secret()));
        Answer added = mine.post("me/contacts", "{\"medium\":\"EMAIL\",\"address\":\"remy.home@example.org\"}");
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        String path = "me/contacts/" + added.json().path("id").asText();
        String code = mail("remy.home@example.org", "", Set.of())
                .path("text")
                .asText()
                .replaceAll("(?s).*?(?<!\\d)(\\d{6})(?!\\d).*", "$1");
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(mine.post(path + "/verify", "{\"code\":\"" + wrong + "\"}")
                            .status())
                    .isEqualTo(400);
        }
        assertThat(mine.post(path + "/verify", "{\"code\":\"" + code + "\"}").status())
                .isEqualTo(409);
        assertThat(viewer.post(path + "/verify", "{\"code\":\"" + code + "\"}").status())
                .as("somebody else's")
                .isEqualTo(404);
        assertThat(mine.delete(path).status()).isEqualTo(204);
        assertThat(mine.get("me/contacts").json()).hasSize(1);
    }

    @Test
    void preferences_are_kept_what_is_mandatory_is_locked_and_quiet_hours_are_set_and_ended() {
        try (Visitor visitor = signedIn("pia", Role.VIEWER, Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "profile");
            Locator due = page.locator("[name=wanted][value='RUN_DUE.EMAIL']");
            assertThat(due).isChecked();
            Locator called = page.locator("[name=wanted][value='PAGE.EMAIL']");
            assertThat(called).isChecked();
            assertThat(called).isDisabled();
            assertThat(page.locator("label.check[title*='cannot be switched off']")
                            .first())
                    .containsText("always");
            due.uncheck();
            page.click("[id='reach:save']");
            assertThat(page.locator("#told")).containsText("Saved");
            assertThat(due).not().isChecked();
            page.fill("[id='quiet:begins']", "22:00");
            page.click("[id='quiet:save']");
            assertThat(page.locator("#told")).containsText("Two different times");
            page.fill("[id='quiet:ends']", "06:30");
            page.click("[id='quiet:save']");
            assertThat(page.locator("#told")).containsText("Saved");
            assertThat(page.locator("[id='quiet:ends']")).hasValue("06:30");
            page.click("[id='quiet:none']");
            assertThat(page.locator("[id='quiet:ends']")).hasValue("");
            assertThat(visitor.complaints()).isEmpty();
        }
        Answer refused = viewer.put("me/preferences", "{\"topics\":{\"PAGE\":{\"EMAIL\":false}}}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(viewer.put("me/preferences", "{\"topics\":{\"PAGE\":{\"SLACK\":true}}}")
                        .status())
                .isEqualTo(400);
        JsonNode changed = viewer.put(
                        "me/preferences",
                        "{\"topics\":{\"RUN_DUE\":{\"EMAIL\":false}},\"quietHours\":{\"from\":\"22:00\",\"to\":\"06:00\"}}")
                .json();
        assertThat(changed.at("/topics/RUN_DUE/EMAIL/wanted").asBoolean(true)).isFalse();
        assertThat(viewer.get("me/preferences").json().at("/quietHours/from").asText())
                .isEqualTo("22:00");
    }

    @Test
    void a_forgotten_password_is_replaced_by_the_link_in_the_mail_and_the_answer_names_nobody() {
        try (Visitor standing = signedIn("frida", Role.VIEWER);
                Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            page.click("a[href=forgot]");
            page.fill("[id='forgot:name']", "nobody@example.org");
            page.click("[id='forgot:do']");
            String unknown = page.locator("#answer").textContent();
            Set<String> before = sofar();
            page.navigate(maint.url() + "forgot");
            page.fill("[id='forgot:name']", "frida@example.com");
            page.click("[id='forgot:do']");
            assertThat(page.locator("#answer")).hasText(unknown);
            String link = link(mail("frida@example.com", "reset?t=", before), "reset?t=");
            Response opened = page.navigate(link);
            assertThat(opened.headers()).containsEntry("referrer-policy", "no-referrer");
            assertThat(opened.headers().get("cache-control")).contains("no-store");
            page.fill("[id='reset:chosen']", CHOSEN);
            page.fill("[id='reset:repeated']", CHOSEN + "!");
            page.click("[id='reset:do']");
            assertThat(page.locator("#told")).containsText("differ");
            page.fill("[id='reset:chosen']", CHOSEN);
            page.fill("[id='reset:repeated']", CHOSEN);
            page.click("[id='reset:do']");
            page.waitForURL("**/login**");
            signIn(page, "frida", CHOSEN);
            standing.page().navigate(maint.url() + "today");
            standing.page().waitForURL("**/login?ended=true**");
            assertThat(visitor.complaints()).isEmpty();
            assertThat(page.navigate(link).status()).isEqualTo(404);
        }
    }

    @Test
    void an_invitation_goes_by_mail_and_the_page_says_so() {
        try (Visitor admin = signedIn("mina", Role.VIEWER, Role.ADMIN)) {
            Page page = admin.page();
            page.navigate(maint.url() + "invite");
            page.fill("[id='invite:name']", "Ivar Holm");
            page.fill("[id='invite:login']", "ivar");
            page.fill("[id='invite:email']", "ivar@example.org");
            page.selectOption("[id='invite:language']", "en");
            page.click("[id='invite:do']");
            assertThat(page.locator(".banner.good")).containsText("by mail as well, to ivar@example.org");
            assertThat(link(mail("ivar@example.org", "invites you", Set.of()), "invitation?token="))
                    .isEqualTo(page.locator("#handover").textContent());
        }
    }

    private static void up(int up, Instant at) {
        Answer answer = machine.post(
                "samples",
                "[{\"metric\":\"platform.up\",\"at\":\"" + at + "\",\"value\":" + up + ",\"source\":\"it\"}]");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    @Test
    void looking_at_the_link_of_an_alert_changes_nothing_and_the_button_takes_it_in_hand() {
        Instant now = Instant.parse(CLOCK);
        up(0, now.minus(Duration.ofMinutes(6)));
        up(0, now.minusSeconds(1));
        String link = link(mail("admin@plomberiedexperts.com", "acknowledge?t=", Set.of()), "acknowledge?t=");
        String path = link.substring(maint.url().length());
        Rest anybody = Rest.server(maint.url());
        for (String method : List.of("GET", "HEAD", "GET")) {
            Answer answer = anybody.header("Purpose", "prefetch").send(method, path, null, null);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().headers().firstValue("Referrer-Policy"))
                    .hasValue("no-referrer");
            assertThat(answer.response().headers().firstValue("Cache-Control").orElse(""))
                    .contains("no-store");
        }
        assertThat(anybody.send(
                                "POST",
                                path,
                                "acknowledge=acknowledge&acknowledge%3Ado="
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                "application/x-www-form-urlencoded")
                        .status())
                .as("without the form that was shown nothing happens")
                .isIn(200, 400, 403, 500);
        JsonNode alert =
                viewer.get("alerts?state=FIRING&size=100").json().path("items").get(0);
        assertThat(alert.path("state").asText()).isEqualTo("FIRING");
        assertThat(anybody.get(path.substring(0, path.length() - 1) + "x").status())
                .isEqualTo(404);
        try (Visitor visitor = Chromium.get().visitor("en-CA", 360, 740, true)) {
            Page page = visitor.page();
            page.navigate(link);
            assertThat(page.locator("h1"))
                    .hasText("Alert A-" + alert.path("number").asText());
            assertThat(page.locator("main"))
                    .containsText(
                            "critical",
                            new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                    .setIgnoreCase(true));
            Accessibility.look(page, "acknowledge dark");
            page.click("[id='acknowledge:do']");
            assertThat(page.locator("#answer")).containsText("has it in hand");
            Accessibility.look(page, "acknowledged dark");
            page.reload();
            assertThat(page.locator("#acknowledge")).hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
        }
        assertThat(viewer.get("alerts/" + alert.path("number").asText())
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("ACKNOWLEDGED");
    }

    @Test
    void what_is_new_is_shown_on_the_desktop_once_and_the_count_follows() {
        try (Visitor visitor = Chromium.get().visitor()) {
            // A browser without a desktop: what it would show is kept for the test.
            visitor.context()
                    .addInitScript("window.shownHere = [];"
                            + "window.Notification = class { static permission = localStorage.getItem('allowed') ?? 'default';"
                            + " static async requestPermission() { localStorage.setItem('allowed', 'granted');"
                            + " return window.Notification.permission = 'granted'; }"
                            + " constructor(title, options) { window.shownHere.push(title); } close() {} };");
            Page page = visitor.page();
            signIn(page, "dora", maint.password("dora", Role.VIEWER, Role.TECHNICIAN));
            page.navigate(maint.url() + "profile");
            Locator state = page.locator("#desktop-state");
            assertThat(state).containsText("Switched off");
            page.click("#desktop-switch");
            assertThat(state).containsText("Switched on");
            assertThat(page.locator("#desktop-switch")).hasAttribute("aria-checked", "true");
            page.waitForFunction("() => JSON.parse(localStorage.getItem('maint-desktop-news') ?? '{}').since");
            Page second = visitor.context().newPage();
            second.navigate(maint.url() + "today");
            // By the product's own clock, not by this one.
            second.navigate(maint.url() + "notifications");
            second.click("[id='inbox:test']");
            Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> shown(page) + shown(second), all -> all > 0);
            assertThat(second.locator(".bell .count")).hasText("1");
            assertThat(page.locator(".bell .count")).hasText("1");
            page.waitForTimeout(11_000);
            assertThat(shown(page) + shown(second)).as("once over all tabs").isEqualTo(1);
            page.click("#desktop-switch");
            assertThat(state).containsText("Switched off");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private static int shown(Page page) {
        return ((Number) page.evaluate("() => window.shownHere.length")).intValue();
    }

    @Test
    void the_pages_are_accessible_and_fit_a_phone_in_light_and_dark() {
        maint.password("alva", Role.VIEWER, Role.TECHNICIAN);
        Accessibility.check(maint, "alva", List.of("profile", "forgot"));
    }
}
