package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;

/** Who is on call: a lead makes a rota, a member takes a time, programs ask. */
class OnCallIT {
    private static final ZoneId MONTREAL = ZoneId.of("America/Toronto");

    private static Installed maint;
    private static Rest lead;
    private static Rest technician;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
    }

    /** Each test has the levels to itself. */
    @AfterEach
    void archiveAll() {
        lead.get("rotas").json().path("items").forEach(rota -> {
            if (rota.path("archivedAt").isNull()) {
                lead.delete("rotas/" + rota.path("id").asText());
            }
        });
    }

    private static Visitor signedIn(String login, Role... roles) {
        Visitor visitor = Chromium.get().visitor();
        String password = maint.password(login, roles);
        Chromium.signIn(visitor.page(), maint, login, password);
        return visitor;
    }

    private static String id(String login, Role... roles) {
        maint.password(login, roles);
        return maint.in(services ->
                services.people().activeByLogin(login).orElseThrow().id().toString());
    }

    /** By the clock of the installation. */
    private static LocalDate today() {
        return OffsetDateTime.parse(technician.get("on-call").json().path("at").asText())
                .toLocalDate();
    }

    private static String rota(String level, String title, String more, String... members) {
        return "{\"level\":\"" + level + "\",\"title\":\"" + title + "\",\"members\":[\""
                + String.join("\",\"", members) + "\"],\"handOver\":\"00:00\",\"startsOn\":\""
                + today().minusDays(14) + "\"," + more + "}";
    }

    private static JsonNode level(String level) {
        for (JsonNode each : technician.get("on-call").json().path("levels")) {
            if (each.path("level").asText().equals(level)) {
                return each;
            }
        }
        throw new AssertionError(level);
    }

    @Test
    void a_lead_makes_a_rota_with_a_preview_and_a_member_takes_a_time_in_two_clicks() {
        maint.password("olga", Role.VIEWER, Role.TECHNICIAN);
        maint.password("oskar", Role.VIEWER, Role.TECHNICIAN);
        try (Visitor visitor = signedIn("odette", Role.VIEWER, Role.LEAD);
                Visitor member = signedIn("oskar", Role.VIEWER);
                Visitor other = signedIn("otis", Role.VIEWER, Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "team");
            page.click("a[href='on-call']");
            assertThat(page.locator("#now-L1")).containsText("No rota");
            page.click("main a[href^=rota]");
            page.fill("[id='rota:what']", "First line");
            page.selectOption("[id='rota:rotation']", "DAILY");
            page.fill("[id='rota:handOver']", "00:00");
            page.click("[id='rota:save']");
            assertThat(page.locator("#told")).containsText("from 1 to 50 members");
            for (String name : List.of("oskar", "olga", "otis")) {
                page.selectOption("#member-new", new SelectOption().setLabel(name));
                page.click("#member-add");
            }
            Locator members = page.locator(".members li");
            assertThat(members.locator(".member-name")).hasText(new String[] {"oskar", "olga", "otis"});
            // By buttons and by the keyboard.
            members.nth(2).locator(".remove").click();
            members.nth(0).locator(".down").focus();
            page.keyboard().press("Alt+ArrowDown");
            assertThat(members.locator(".member-name")).hasText(new String[] {"olga", "oskar"});
            page.click("[id='rota:look']");
            Locator preview = page.locator(".rota-preview .shift");
            assertThat(preview).hasCount(8);
            assertThat(preview.nth(0)).containsText("olga");
            assertThat(preview.nth(1)).containsText("oskar");
            // What was typed is still there.
            assertThat(members.locator(".member-name")).hasText(new String[] {"olga", "oskar"});
            page.click("[id='rota:save']");
            page.waitForURL("**/on-call");
            assertThat(page.locator("#told")).containsText("made");
            assertThat(page.locator("#now-L1")).containsText(Pattern.compile("olga.*then oskar", Pattern.DOTALL));
            assertThat(page.locator(".look-SHIFT")).not().hasCount(0);
            assertThat(visitor.complaints()).isEmpty();

            Page theirs = member.page();
            theirs.navigate(maint.url() + "on-call?level=L1");
            assertThat(theirs.locator("main a[href^=rota]:has-text('Make')")).hasCount(0);
            theirs.locator(".shift", new Page.LocatorOptions().setHasText("olga"))
                    .first()
                    .getByText("I take this")
                    .click();
            theirs.click("[id='take:do']");
            theirs.waitForURL("**/on-call?level=L1");
            assertThat(theirs.locator("#told")).containsText("oskar is on call");
            assertThat(theirs.locator("#now-L1")).containsText("oskar");
            assertThat(theirs.locator("#now-L1")).containsText("given by oskar");
            Locator taken = theirs.locator(".look-OVERRIDE");
            assertThat(taken.first()).containsText("Override");
            assertThat(level("L1").at("/now/0/person/name").asText()).isEqualTo("oskar");
            taken.first().getByText("Withdraw").click();
            theirs.click("[id='withdraw:do']");
            assertThat(theirs.locator("#told")).containsText("withdrawn");
            assertThat(theirs.locator("#now-L1")).containsText("turn of “First line”");
            // Two shifts change hands at once.
            theirs.locator(".shift", new Page.LocatorOptions().setHasText("olga"))
                    .first()
                    .getByText("I take this")
                    .click();
            Locator with = theirs.locator("[id='swap:with'] option");
            assertThat(with).not().hasCount(0);
            assertThat(with.first()).containsText("oskar");
            theirs.fill("[id='swap:why']", "A wedding");
            theirs.click("[id='swap:do']");
            theirs.waitForURL("**/on-call?level=L1");
            assertThat(theirs.locator("#told")).containsText("oskar is on call");
            assertThat(theirs.locator("#told")).containsText("olga is on call");
            assertThat(theirs.locator(".look-OVERRIDE")).hasCount(2);
            assertThat(member.complaints()).isEmpty();
            // Who is not on the rota sees it and takes nothing, not by the address either.
            other.page().navigate(maint.url() + "on-call");
            assertThat(other.page().locator("#now-L1")).containsText("olga");
            assertThat(other.page().getByText("I take this")).hasCount(0);
            String rota = lead.get("rotas").json().at("/items/0/id").asText();
            other.page().navigate(maint.url() + "on-call?take=" + rota);
            assertThat(other.page().locator("#take-dialog")).hasCount(0);
        }
    }

    @Test
    void uncovered_hours_are_marked_and_filled_and_a_lead_changes_and_archives() {
        String olga = id("olga", Role.VIEWER, Role.TECHNICIAN);
        String hours = "\"rotation\":\"DAILY\",\"hours\":{\"days\":[\""
                + today().plusDays(2).getDayOfWeek() + "\"],\"from\":\"08:00\",\"to\":\"17:00\"}";
        Answer made = lead.post("rotas", rota("L2", "Some hours", hours, olga));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        try (Visitor visitor = signedIn("odette", Role.VIEWER, Role.LEAD)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "on-call?level=L2");
            assertThat(page.locator("#now-L2")).containsText("Nobody is on call now");
            Locator gap = page.locator(".look-UNCOVERED").first();
            assertThat(gap).containsText("outside the hours of every rota");
            page.click("text=Give a time…");
            page.selectOption("[id='take:person']", new SelectOption().setLabel("olga"));
            page.fill("[id='take:to']", today().plusDays(1) + "T00:00");
            page.click("[id='take:do']");
            assertThat(page.locator("[id='take:take-told']")).containsText("its hours are others");
            page.check("[id='take:beyond']");
            page.click("[id='take:do']");
            page.waitForURL("**/on-call?level=L2");
            assertThat(page.locator("#now-L2")).containsText("olga");
            page.locator("main a[href^='rota?id=']:has-text('Some hours')")
                    .first()
                    .click();
            assertThat(page.locator("#overrides ~ table")).containsText("olga");
            page.fill("[id='rota:what']", "Other hours");
            page.click("[id='rota:save']");
            page.waitForURL("**/on-call");
            page.locator("main a[href^='rota?id=']:has-text('Other hours')")
                    .first()
                    .click();
            page.click("[data-opens=archive-dialog]");
            page.click("[id='archive:do']");
            assertThat(page.locator("#told")).containsText("archived");
            assertThat(page.locator("#now-L2")).containsText("No rota");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void programs_ask_and_change() {
        String olga = id("olga", Role.VIEWER, Role.TECHNICIAN);
        String oskar = id("oskar", Role.VIEWER, Role.TECHNICIAN);
        assertThat(level("L3").path("rota").asBoolean()).isFalse();
        assertThat(level("L3").path("contact").path("title").asText()).isNotEmpty();
        String weekly = "\"rotation\":\"DAYS\",\"days\":14";
        String body = rota("L3", "Fortnights", weekly, olga, oskar);
        assertThat(technician.post("rotas", body).status()).isEqualTo(403);
        assertThat(lead.post("rotas", rota("L3", "No", "\"rotation\":\"DAYS\",\"days\":0", olga))
                        .status())
                .isEqualTo(400);
        Answer bad = lead.post("rotas", rota("L3", "No", "\"rotation\":\"HOURLY\"", olga));
        assertThat(bad.json().at("/errors/0/pointer").asText()).isEqualTo("/rotation");
        Answer made = lead.post("rotas", body);
        assertThat(made.status()).isEqualTo(201);
        String id = made.json().path("id").asText();
        assertThat(made.response().headers().firstValue("Location").orElse("")).endsWith("/rotas/" + id);
        assertThat(level("L3").at("/now/0/person/name").asText()).isEqualTo("oskar");
        assertThat(level("L3").at("/nextHandOver/after/0/name").asText()).isEqualTo("olga");

        String turned = rota("L3", "Fortnights", weekly, oskar, olga);
        assertThat(lead.put("rotas/" + id, turned).status()).isEqualTo(428);
        assertThat(lead.header("If-Match", "\"99\"").put("rotas/" + id, turned).status())
                .isEqualTo(412);
        String tag =
                lead.get("rotas/" + id).response().headers().firstValue("ETag").orElseThrow();
        assertThat(lead.header("If-Match", tag).put("rotas/" + id, turned).status())
                .isEqualTo(200);
        assertThat(level("L3").at("/now/0/person/name").asText()).isEqualTo("olga");

        Instant end = today().plusDays(2).atStartOfDay(MONTREAL).toInstant();
        String take = "{\"to\":\"" + end + "\",\"person\":\"" + oskar + "\",\"reason\":\"Concert\"}";
        assertThat(technician.post("rotas/" + id + "/overrides", take).status()).isEqualTo(403);
        Answer taken = lead.post("rotas/" + id + "/overrides", take);
        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        assertThat(level("L3").at("/now/0/reason").asText()).isEqualTo("OVERRIDE");
        assertThat(lead.post("rotas/" + id + "/overrides", "{\"to\":\"2020-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(400);
        String override =
                "rotas/" + id + "/overrides/" + taken.json().path("id").asText();
        assertThat(lead.delete(override).status()).isEqualTo(204);
        assertThat(lead.delete(override).status()).isEqualTo(409);
        assertThat(lead.get("rotas/" + id).json().at("/overrides/0/withdrawnAt").isNull())
                .isFalse();

        JsonNode forecast = technician
                .get("rotas/forecast?from=" + today() + "&to=" + today().plusDays(30))
                .json();
        assertThat(forecast.path("shifts")).isNotEmpty();
        // Of this level: another test leaves hours of another level without anybody.
        assertThat(forecast.path("uncovered"))
                .noneMatch(each -> each.path("level").asText().equals("L3"));
        assertThat(technician
                        .get("rotas/forecast?from=2026-01-01&to=2028-01-01")
                        .status())
                .isEqualTo(400);
        assertThat(technician.get("rotas/nothing").status()).isEqualTo(404);
    }

    @Test
    void pages_are_accessible_and_fit_a_phone_in_light_and_dark() {
        String olga = id("olga", Role.VIEWER, Role.TECHNICIAN);
        String boss = id("on-call-boss", Role.VIEWER, Role.TECHNICIAN, Role.LEAD, Role.MANAGER, Role.ADMIN);
        String weekly = "\"rotation\":\"WEEKLY\",\"weekday\":\"MONDAY\"";
        String id = lead.post("rotas", rota("L1", "Toute la semaine", weekly, olga, boss))
                .json()
                .path("id")
                .asText();
        lead.post(
                "rotas",
                rota(
                        "L2",
                        "Jours ouvrables",
                        weekly + ",\"hours\":{\"days\":[\"MONDAY\",\"TUESDAY\"],\"from\":\"08:00\",\"to\":\"17:00\"}",
                        boss));
        lead.post(
                "rotas/" + id + "/overrides",
                "{\"to\":\"" + today().plusDays(2).atStartOfDay(MONTREAL).toInstant() + "\",\"person\":\"" + boss
                        + "\"}");
        List<String> pages = List.of("on-call", "on-call?level=L2", "on-call?take=" + id, "rota", "rota?id=" + id);
        Accessibility.check(maint, "on-call-boss", pages);
    }
}
