package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/** The journeys that people make, in a real browser on the running bundle. */
class PortalIT {
    private static Installed maint;
    private static Rest technician;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
    }

    private static Visitor signedIn(String login, Role... roles) {
        return signedIn(Chromium.get().visitor(), login, roles);
    }

    private static Visitor signedIn(Visitor visitor, String login, Role... roles) {
        String password = maint.password(login, roles);
        visitor.page().navigate(maint.url());
        signIn(visitor.page(), login, password);
        visitor.page().waitForURL("**/today");
        return visitor;
    }

    private static void signIn(Page page, String login, String password) {
        page.fill("[id='login:name']", login);
        page.fill("[id='login:password']", password);
        page.click("#login button[type=submit]");
    }

    private static String unplanned(String... items) {
        String list = "[\"" + String.join("\",\"", items) + "\"]";
        return technician
                .post("runs", "{\"title\":\"Browser work\",\"type\":\"UNPLANNED\",\"items\":" + list + "}")
                .json()
                .path("id")
                .asText();
    }

    private static JsonNode run(String id) {
        return technician.get("runs/" + id).json();
    }

    private static Locator item(Page page, String key) {
        return page.locator("#item-" + key);
    }

    @Test
    void the_first_administrator_must_choose_a_password_before_anything_else() throws Exception {
        String once = Files.readString(maint.home().file("admin-password")).strip();
        assertThat(Files.getPosixFilePermissions(maint.home().file("admin-password")))
                .hasSize(2);
        try (Visitor admin = Chromium.get().visitor()) {
            Page page = admin.page();
            page.navigate(maint.url() + "settings");
            signIn(page, "admin", once);
            page.waitForURL("**/password");
            page.navigate(maint.url() + "log");
            page.waitForURL("**/password");
            page.fill("[id='password:present']", once);
            page.fill("[id='password:chosen']", "password1234");
            page.fill("[id='password:repeated']", "password1234");
            page.click("#password button[type=submit]");
            assertThat(page.locator("#told")).containsText("too easy to guess");
            page.fill("[id='password:present']", once);
            page.fill("[id='password:chosen']", "a quiet valve turns twice");
            page.fill("[id='password:repeated']", "a quiet valve turns twice");
            page.click("#password button[type=submit]");
            page.waitForURL("**/today");
        }
        Awaitility.await().untilAsserted(() -> assertThat(maint.home().file("admin-password"))
                .doesNotExist());
    }

    @Test
    void a_wrong_password_says_so_and_the_sixth_is_not_looked_at() {
        maint.password("forgetful", Role.VIEWER);
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            for (int i = 0; i < 5; i++) {
                signIn(page, "forgetful", "wrong " + i);
                assertThat(page.locator("#told")).containsText("not right");
            }
            signIn(page, "forgetful", maint.password("forgetful", Role.VIEWER));
            assertThat(page.locator("#told")).containsText("Too many attempts");
        }
    }

    @Test
    void a_session_is_new_after_sign_in_and_its_cookie_is_closed_to_scripts_and_other_sites() {
        String password = maint.password("careful", Role.VIEWER);
        try (Visitor visitor = Chromium.get().visitor()) {
            String header = visitor.page().navigate(maint.url() + "login").headerValue("set-cookie");
            // As the server sends it: a browser assumes Lax where nothing is said.
            assertThat(header).contains("HttpOnly").contains("SameSite=Lax");
            String before = session(visitor).value;
            signIn(visitor.page(), "careful", password);
            visitor.page().waitForURL("**/today");
            Cookie after = session(visitor);
            assertThat(after.value).isNotEqualTo(before);
            assertThat(after.httpOnly).isTrue();
            visitor.page().click(".person summary");
            visitor.page().click("form[action$='sign-out'] button");
            visitor.page().waitForURL("**/login");
            visitor.page().navigate(maint.url() + "today");
            visitor.page().waitForURL("**/login?to=%2Ftoday");
        }
    }

    private static Cookie session(Visitor visitor) {
        return visitor.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("MAINT_SESSION"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_request_from_another_site_changes_nothing() {
        String id = unplanned("One");
        try (Visitor visitor = signedIn("tina", Role.TECHNICIAN)) {
            Object status = visitor.page()
                    .evaluate(
                            "async (id) => (await fetch('/maint/api/v1/runs/' + id + '/sign-off',"
                                    + " {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'})).status",
                            id);
            assertThat(status).isEqualTo(401);
        }
    }

    @Test
    void todays_real_checklist_is_worked_through_by_keyboard_alone_signed_and_found_in_the_log() {
        try (Visitor visitor = signedIn("keys", Role.TECHNICIAN, Role.VIEWER)) {
            Page page = visitor.page();
            page.locator("a.run-card-title", new Page.LocatorOptions().setHasText("Every morning"))
                    .first()
                    .focus();
            page.keyboard().press("Enter");
            page.waitForURL("**/run?id=*");
            assertThat(page.locator(".item")).hasCount(16);
            for (int i = 0; i < 16; i++) {
                page.keyboard().press("j");
                page.keyboard().press("p");
                assertThat(page.locator(".item").nth(i)).hasAttribute("data-outcome", "PASS");
            }
            page.locator(".sign").focus();
            page.keyboard().press("Enter");
            page.locator("[id='sign:minutes']").focus();
            page.keyboard().press("Control+a");
            page.keyboard().type("14");
            page.locator("[id='sign:do']").focus();
            page.keyboard().press("Enter");
            page.waitForURL("**/entry?n=*");
            assertThat(page.locator("article")).containsText("14 min");
            assertThat(page.locator(".chain")).containsText("SHA-256");
            page.navigate(maint.url() + "log");
            assertThat(page.locator("table.rows tbody tr", new Page.LocatorOptions().setHasText("Every morning")))
                    .not()
                    .hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void two_people_work_on_one_run_without_losing_or_overwriting_anything() {
        String id = unplanned("First", "Second", "Third");
        try (Visitor anne = signedIn("anne", Role.TECHNICIAN);
                Visitor bert = signedIn("bert", Role.TECHNICIAN)) {
            anne.page().navigate(maint.url() + "run?id=" + id);
            bert.page().navigate(maint.url() + "run?id=" + id);
            assertThat(anne.page().locator(".presence")).containsText("bert");
            assertThat(bert.page().locator(".presence")).containsText("anne");
            // Each enters their own at the same time; each sees the other's.
            item(anne.page(), "item-1").locator(".pass").click();
            item(bert.page(), "item-2").locator(".pass").click();
            assertThat(item(anne.page(), "item-2")).hasAttribute("data-outcome", "PASS");
            assertThat(item(anne.page(), "item-2").locator(".item-by")).hasText("bert");
            assertThat(item(bert.page(), "item-1")).hasAttribute("data-outcome", "PASS");
            // Both enter the same one: bert's page still knows the version before anne's.
            item(anne.page(), "item-3").locator(".pass").click();
            assertThat(item(anne.page(), "item-3")).hasAttribute("data-version", "1");
            item(bert.page(), "item-3").locator(".more").click();
            assertThat(item(bert.page(), "item-3")).hasAttribute("data-version", "1");
            item(bert.page(), "item-3").locator("textarea.note").fill("it leaks");
            bert.page().evaluate("() => { document.getElementById('item-item-3').dataset.version = '0' }");
            item(bert.page(), "item-3").locator(".fail").click();
            assertThat(item(bert.page(), "item-3").locator(".item-problem")).containsText("Somebody else");
            assertThat(run(id).at("/items/2/outcome").asText()).isEqualTo("PASS");
            // What bert typed is still there; entered again, knowing anne's, it replaces hers.
            assertThat(item(bert.page(), "item-3").locator("textarea.note")).hasValue("it leaks");
            item(bert.page(), "item-3").locator(".fail").click();
            assertThat(item(bert.page(), "item-3")).hasAttribute("data-outcome", "FAIL");
            assertThat(run(id).at("/items/2/note").asText()).isEqualTo("it leaks");
            assertThat(item(anne.page(), "item-3")).hasAttribute("data-outcome", "FAIL");
        }
    }

    @Test
    void a_failed_item_asks_what_was_seen_and_keeps_a_file_as_evidence(@TempDir Path dir) throws Exception {
        String id = unplanned("Pressure");
        Path photo = Files.writeString(dir.resolve("reading.txt"), "4.2 bar", StandardCharsets.UTF_8);
        Path liar = Files.writeString(dir.resolve("photo.png"), "<script>", StandardCharsets.UTF_8);
        try (Visitor visitor = signedIn("fran", Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "run?id=" + id);
            Locator item = item(page, "item-1");
            item.locator(".fail").click();
            assertThat(item.locator(".note-label")).hasText("What was seen?");
            assertThat(run(id).at("/items/0/outcome").isNull()).isTrue();
            item.locator("textarea.note").fill("4.2 bar, should be 3 <b>now</b>");
            item.locator(".save-note").click();
            assertThat(item).hasAttribute("data-outcome", "FAIL");
            assertThat(item.locator(".item-note")).hasText("4.2 bar, should be 3 <b>now</b>");
            item.locator(".more").click();
            item.locator(".file").setInputFiles(photo);
            assertThat(item.locator("ul.evidence li")).hasCount(1);
            item.locator(".file").setInputFiles(liar);
            assertThat(item.locator(".item-problem")).containsText("not what its name says");
            assertThat(item.locator("ul.evidence li")).hasCount(1);
            String link = item.locator("ul.evidence a").getAttribute("href");
            var download = visitor.context().request().get(maint.url() + link);
            assertThat(download.text()).isEqualTo("4.2 bar");
            assertThat(download.headers().get("content-type")).isEqualTo("application/octet-stream");
            assertThat(download.headers().get("content-disposition")).startsWith("attachment");
            assertThat(download.headers().get("content-security-policy")).contains("sandbox");
        }
    }

    @Test
    void sign_off_with_items_missing_is_refused_and_names_them() {
        String id = unplanned("Alpha", "Beta");
        try (Visitor visitor = signedIn("gina", Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "run?id=" + id);
            item(page, "item-1").locator(".pass").click();
            assertThat(item(page, "item-1")).hasAttribute("data-outcome", "PASS");
            page.click(".sign");
            assertThat(page.locator("#sign-dialog .missing")).containsText("Beta");
            page.locator("[id='sign:do']").click();
            assertThat(page.locator("#told")).containsText("Beta");
            assertThat(run(id).path("state").asText()).isEqualTo("IN_PROGRESS");
        }
    }

    @Test
    void who_may_only_look_sees_no_way_to_change() {
        String id = unplanned("One");
        try (Visitor visitor = signedIn("victor", Role.VIEWER)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "run?id=" + id);
            assertThat(page.locator(".item")).hasCount(1);
            assertThat(page.locator(".outcome, .sign, [data-opens=skip-dialog]"))
                    .hasCount(0);
            page.navigate(maint.url() + "settings");
            assertThat(page.locator("#tokens, #audit")).hasCount(0);
        }
    }

    @Test
    void what_does_not_exist_says_so_with_its_status() {
        try (Visitor visitor = signedIn("victor", Role.VIEWER)) {
            var missing = visitor.page().navigate(maint.url() + "run?id=00000000-0000-0000-0000-000000000000");
            assertThat(missing.status()).isEqualTo(404);
            assertThat(visitor.page().locator("main")).containsText("There is no run");
            assertThat(visitor.page().navigate(maint.url() + "nonsense").status())
                    .isEqualTo(404);
            assertThat(visitor.page().locator("h1")).hasText("There is no such page");
        }
    }

    @Test
    void the_language_is_french_or_english_by_choice() {
        try (Visitor visitor = signedIn("claire", Role.VIEWER)) {
            Page page = visitor.page();
            String shown = page.locator("html").getAttribute("lang");
            page.click("button[name=language]");
            assertThat(page.locator("html")).hasAttribute("lang", shown.equals("fr") ? "en" : "fr");
            page.navigate(maint.url() + "plan");
            assertThat(page.locator("main"))
                    .containsText(shown.equals("fr") ? "System Health Check" : "État du système");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login",
                "today",
                "run",
                "log",
                "entry",
                "plan",
                "notifications",
                "settings",
                "unplanned",
                "password"
            })
    void every_page_is_accessible_and_fits_a_phone_in_light_and_dark(String name) {
        maint.password("boss", Role.VIEWER, Role.TECHNICIAN, Role.LEAD, Role.MANAGER, Role.ADMIN);
        try (Visitor visitor = Chromium.get().visitor("fr-CA", 360, 740, false)) {
            if (!name.equals("login")) {
                signedIn(visitor, "boss", Role.VIEWER);
            }
            visitor.page().navigate(maint.url() + address(name));
            Accessibility.both(visitor.page(), name);
            assertThat(visitor.complaints()).as(name).isEmpty();
        }
    }

    private static String address(String name) {
        return switch (name) {
            case "run" -> "run?id=" + unplanned("One", "Two");
            case "entry" -> {
                String id = unplanned("One");
                technician.header("If-Match", "*").put("runs/" + id + "/items/item-1", "{\"outcome\":\"PASS\"}");
                technician.post("runs/" + id + "/sign-off", "{\"minutesSpent\":1}");
                yield "entry?n="
                        + technician
                                .get("log?size=1")
                                .json()
                                .at("/items/0/sequence")
                                .asText();
            }
            default -> name;
        };
    }
}
