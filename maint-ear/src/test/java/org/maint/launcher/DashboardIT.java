package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/** The dashboards and targets in the running installation: by REST, in a browser, and what is refused. */
class DashboardIT {
    private static Installed maint;
    private static Rest viewer;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        maint.password("onlooker", Role.VIEWER, Role.TECHNICIAN, Role.LEAD);
        Rest machine = Rest.with(maint.url(), maint.token(Role.INGEST));
        StringBuilder samples = new StringBuilder("[");
        for (int i = 0; i < 24; i++) {
            samples.append(i == 0 ? "" : ",")
                    .append("{\"metric\":\"platform.up\",\"source\":\"dashboards\",\"at\":\"2026-11-23T")
                    .append(String.format(java.util.Locale.ROOT, "%02d:%02d", 8 + i / 12, i % 12 * 5))
                    .append(":00Z\",\"value\":")
                    .append(i == 3 ? 0 : 1)
                    .append("}");
        }
        assertThat(machine.post("samples", samples.append("]").toString()).status())
                .isEqualTo(202);
    }

    @Test
    void targets_say_their_arithmetic_over_rest() {
        // In a shared installation others push in as well, and rollups come a little later than samples.
        JsonNode targets = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> viewer.get("targets?period=2026-11").json(),
                        json -> json.at("/targets/0/uptime/raw/measuredMinutes").asInt() >= 120);
        assertThat(targets.findValuesAsText("key"))
                .contains(
                        "uptime",
                        "page-load-time",
                        "error-rate",
                        "backup-success",
                        "security-incidents",
                        "user-satisfaction");
        assertThat(targets.at("/targets/0/arithmetic/0").asText()).contains("measured minutes down");
        assertThat(targets.at("/targets/0/budget/allowed").asDouble()).isGreaterThan(43);
        assertThat(viewer.get("targets").json().path("period").asText()).isEqualTo("rolling");
        assertThat(viewer.get("targets?period=2027-01")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/period");
        assertThat(viewer.get("targets?period=soon").status()).isEqualTo(400);
        assertThat(Rest.with(maint.url(), maint.token(Role.INGEST))
                        .get("targets")
                        .status())
                .isEqualTo(403);
        assertThat(viewer.get("targets/corrections").json().isArray()).isTrue();
        assertThat(Rest.with(maint.url(), maint.token(Role.TECHNICIAN))
                        .post("targets/corrections/999/steps/1", "{\"note\":\"x\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void both_dashboards_answer_over_rest() {
        JsonNode daily = viewer.get("dashboard/daily").json();
        assertThat(daily.path("status").asText()).isIn("GREEN", "AMBER", "RED");
        assertThat(daily.path("figures").findValuesAsText("key"))
                .containsExactly("uptime", "response-time", "active-users", "error-rate", "last-backup");
        assertThat(daily.path("alerts").has("CRITICAL")).isTrue();
        JsonNode weekly = viewer.get("dashboard/weekly?week=2026-11-18").json();
        assertThat(weekly.path("week").asText()).isEqualTo("2026-11-16");
        assertThat(weekly.path("grades").findValuesAsText("key"))
                .containsExactly("performance", "security", "satisfaction", "adoption");
        assertThat(viewer.get("dashboard/weekly?week=never").status()).isEqualTo(400);
    }

    @Test
    void a_report_is_made_answered_and_approved() {
        Rest lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        Rest.Answer made = lead.post("reports", "{\"kind\":\"WEEKLY\",\"date\":\"2026-11-18\"}");
        assertThat(made.status()).isIn(200, 201);
        String path = "reports/" + made.json().path("id").asText();
        assertThat(lead.post("reports", "{\"kind\":\"WEEKLY\",\"date\":\"2026-11-16\"}")
                        .json()
                        .path("id"))
                .isEqualTo(made.json().path("id"));
        assertThat(lead.put(path, "{\"answers\":{\"notes\":\"x\"}}").status()).isEqualTo(428);
        assertThat(lead.header("If-Match", "*")
                        .put(path, "{\"answers\":{\"notes\":\"=A quiet week\"}}")
                        .json()
                        .at("/answers/notes")
                        .asText())
                .isEqualTo("=A quiet week");
        assertThat(viewer.get(path + ".csv").text())
                .contains("Average load time")
                .doesNotContain(",=A");
        assertThat(viewer.get(path + ".pdf").status()).isEqualTo(200);
        Rest.Answer workbook = viewer.get(path + ".xlsx");
        assertThat(workbook.status()).isEqualTo(200);
        assertThat(workbook.response().headers().firstValue("Content-Type"))
                .contains("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(workbook.response().body()).startsWith('P', 'K');
        assertThat(viewer.get("reports?kind=WEEKLY").json().path("total").asInt())
                .isPositive();
        Rest manager = Rest.with(maint.url(), maint.token(Role.MANAGER));
        assertThat(manager.header("If-Match", "99").post(path + "/approve", "").status())
                .isEqualTo(412);
        assertThat(lead.header("If-Match", "*").post(path + "/approve", "").status())
                .isEqualTo(403);
        JsonNode approved =
                manager.header("If-Match", "*").post(path + "/approve", "").json();
        assertThat(approved.path("state").asText()).isEqualTo("APPROVED");
        assertThat(manager.header("If-Match", "*").post(path + "/approve", "").status())
                .isEqualTo(409);
        assertThat(viewer.get("log/" + approved.path("logEntry").asText()).status())
                .isEqualTo(200);
        assertThat(viewer.get("log/verify").json().path("intact").asBoolean()).isTrue();
        maint.password("reporter", Role.VIEWER, Role.LEAD, Role.MANAGER);
        try (Visitor visitor = Chromium.get().visitor("en-CA", 1440, 900, false)) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, "reporter", maint.password("reporter"));
            page.click(".rail a[href$='/reports']");
            page.waitForURL("**/reports");
            page.selectOption("[id='make:kind']", "DAILY_LOG");
            page.fill("[id='make:day']", "2026-11-20");
            page.click("[id='make:do']");
            page.waitForURL("**/report?id=*");
            assertThat(page.locator("h1")).containsText("Daily log entry");
            page.fill("#judge textarea", "Nothing to say");
            page.click("[id='judge:save']");
            assertThat(page.locator("#judge textarea")).hasValue("Nothing to say");
            page.click("[id='approval:approve']");
            assertThat(page.locator(".banner.slim")).containsText("Approved by");
            assertThat(page.locator("#judge")).hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
            Accessibility.check(
                    maint,
                    "reporter",
                    List.of("reports", page.url().substring(maint.url().length())));
        }
    }

    @Test
    void a_step_of_a_corrective_action_is_done_on_the_page() {
        // A month cannot end within a test: what its end would have opened is put there.
        maint.in(services -> {
            services.em()
                    .createNativeQuery("insert into corrective_case (number, target_key, open_key, title_en, title_fr,"
                            + " first_month, newest_month, newest_value, good_periods, opened_at, version) values"
                            + " (77, 'uptime', 'uptime', 'Uptime', 'Disponibilité', '2026-10', '2026-10', 98.5, 0,"
                            + " '2026-11-01 04:10:00', 0)")
                    .executeUpdate();
            for (int i = 1; i <= 2; i++) {
                services.em()
                        .createNativeQuery("insert into corrective_step (case_number, position, title_en, title_fr)"
                                + " values (77, " + i + ", 'Step " + i + "', 'Étape " + i + "')")
                        .executeUpdate();
            }
            return null;
        });
        try (Visitor visitor = Chromium.get().visitor("en-CA", 1440, 900, false)) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, "onlooker", maint.password("onlooker"));
            page.navigate(maint.url() + "targets");
            assertThat(page.locator("#correction-77")).containsText("October 2026");
            assertThat(page.locator("#correction-77")).containsText("98.5");
            page.locator("#correction-77 li").nth(1).locator("button").click();
            assertThat(page.locator("#told")).not().isEmpty();
            page.locator("#correction-77 li").nth(1).locator("input[type=text]").fill("The disk was <full>");
            page.locator("#correction-77 li").nth(1).locator("button").click();
            assertThat(page.locator("#correction-77 li").nth(1)).containsText("The disk was <full>");
            assertThat(page.locator("#correction-77 li").nth(1).locator("button"))
                    .hasCount(0);
            assertThat(page.locator("#correction-77 li").nth(0).locator("button"))
                    .hasCount(1);
            assertThat(visitor.complaints()).isEmpty();
        }
        Accessibility.check(maint, "onlooker", List.of("targets"));
        assertThat(viewer.get("targets/corrections")
                        .json()
                        .at("/0/steps/1/note")
                        .asText())
                .isEqualTo("The disk was <full>");
    }

    @Test
    void everybody_sees_how_the_platform_stands_and_why() {
        try (Visitor visitor = Chromium.get().visitor("en-CA", 1440, 900, false)) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, "onlooker", maint.password("onlooker"));
            assertThat(page.locator(".strip li")).hasCount(6);
            page.navigate(maint.url() + "monitor");
            assertThat(page.locator("#daily-figures > li")).hasCount(5);
            assertThat(page.locator(".daily-word")).not().isEmpty();
            page.click(".actions a[href='targets']");
            page.waitForURL("**/targets");
            assertThat(page.locator(".targets > li")).hasCount(6);
            page.selectOption("#period", "2026-11");
            page.click("form[action='targets'] button");
            page.waitForURL("**/targets?period=2026-11");
            assertThat(page.locator("#target-uptime")).containsText("measured minutes down");
            assertThat(page.locator("#target-uptime")).containsText("Error budget used");
            page.navigate(maint.url() + "weekly");
            assertThat(page.locator(".tiles > li")).hasCount(4);
            assertThat(visitor.complaints()).isEmpty();
        }
        List<String> pages = List.of("today", "monitor", "targets", "targets?period=2026-11", "weekly");
        Accessibility.check(maint, "onlooker", pages);
    }
}
