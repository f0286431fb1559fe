package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/** What the team is ready for, in the running installation: skills, drills, hand-over, workload, the wall screen. */
class ReadinessIT {
    private static final String SKILL = "basic-troubleshooting";

    private static Installed maint;
    private static Rest viewer;
    private static Rest technician;
    private static Rest lead;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
        lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        maint.password("ready", Role.VIEWER, Role.TECHNICIAN, Role.LEAD, Role.MANAGER);
    }

    private static Page signedIn(Visitor visitor) {
        Chromium.signIn(visitor.page(), maint, "ready", maint.password("ready"));
        return visitor.page();
    }

    private static String id(String login) {
        return maint.in(services ->
                services.people().activeByLogin(login).orElseThrow().id().toString());
    }

    @Test
    void a_lead_records_a_skill_and_an_item_that_wants_it_is_countersigned_on_its_page() {
        maint.password("novice", Role.TECHNICIAN);
        String run = technician
                .post("runs", "{\"title\":\"Skilled work\",\"type\":\"UNPLANNED\",\"items\":[\"Restart it\"]}")
                .json()
                .path("id")
                .asText();
        maint.in(services -> services.em()
                .createNativeQuery("update run_item set skill = '" + SKILL + "' where run_id = ?1")
                .setParameter(1, java.util.UUID.fromString(run))
                .executeUpdate());
        technician.header("If-Match", "*").put("runs/" + run + "/items/item-1", "{\"outcome\":\"PASS\"}");
        Rest.Answer missing = technician.post("runs/" + run + "/sign-off", "{\"minutesSpent\":1}");
        assertThat(missing.status()).isEqualTo(409);
        assertThat(missing.json().at("/errors/0/pointer").asText()).isEqualTo("/items/item-1");
        assertThat(technician
                        .post("runs/" + run + "/items/item-1/countersign", "")
                        .status())
                .isEqualTo(403);
        String body = "{\"person\":\"" + id("ready") + "\",\"kind\":\"SKILL\",\"subject\":\"" + SKILL
                + "\",\"evidence\":\"Certificate 12\"}";
        assertThat(technician.post("qualifications", body).status()).isEqualTo(403);
        assertThat(lead.post("qualifications", body.replace(SKILL, "juggling")).status())
                .isEqualTo(400);
        assertThat(lead.post("qualifications", body).status()).isEqualTo(201);
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = signedIn(visitor);
            page.navigate(maint.url() + "run?id=" + run);
            assertThat(page.locator("#item-item-1 .item-skill")).containsText("Basic troubleshooting");
            assertThat(page.locator("#item-item-1 .wants")).isVisible();
            page.click("#item-item-1 .countersign");
            assertThat(page.locator("#item-item-1 .countersigned")).containsText("ready");
            assertThat(page.locator("#item-item-1 .wants")).isHidden();
            assertThat(visitor.complaints()).isEmpty();
        }
        assertThat(technician
                        .post("runs/" + run + "/sign-off", "{\"minutesSpent\":1}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_training_that_was_taken_is_recorded_and_revoked_on_the_page() {
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = signedIn(visitor);
            page.navigate(maint.url() + "training");
            page.selectOption("[id='record:who']", id("ready"));
            page.selectOption("[id='record:subject']", "TRAINING:platform-deep-dive");
            page.click("[id='record:do']");
            assertThat(page.locator("#told")).not().isEmpty();
            page.fill("[id='record:evidence']", "Room <12>");
            page.click("[id='record:do']");
            assertThat(page.locator("table.rows")).containsText("Room <12>");
            assertThat(page.locator("main")).containsText("until");
            page.locator("tr:has-text('Room <12>') button").click();
            assertThat(page.locator("main")).not().containsText("Room <12>");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_restore_is_practised_by_the_stopwatch_counted_and_signed_into_the_log() {
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = signedIn(visitor);
            page.navigate(maint.url() + "backups");
            page.fill("[id='start:backup']", "2026-11-23T03:00");
            page.click("[id='start:do']");
            page.waitForURL("**/drill?n=*");
            for (int i = 0; i < 4; i++) {
                page.click("button[id$='step:do']");
                assertThat(page.locator("ol.steps .state-PASS")).hasCount(i + 1);
            }
            page.fill("[id='count:expected']", "1200");
            page.fill("[id='count:found']", "1200");
            page.click("[id='count:do']");
            page.fill("[id='sign:words']", "All came back");
            page.click("[id='sign:do']");
            assertThat(page.locator("main")).containsText("proven");
            page.click("a[href^='entry?n=']");
            assertThat(page.locator("h1")).containsText("Restore drill");
            assertThat(visitor.complaints()).isEmpty();
        }
        JsonNode standing = viewer.get("recovery").json();
        assertThat(standing.path("proof").asText()).isEqualTo("GOOD");
        assertThat(viewer.post("recovery/drills", "{\"kind\":\"RESTORE\",\"backupAt\":\"2026-11-23T03:00:00-05:00\"}")
                        .status())
                .isEqualTo(403);
        assertThat(lead.put("recovery/targets", "{\"rtoMinutes\":0,\"rpoMinutes\":1}")
                        .status())
                .isEqualTo(400);
        assertThat(viewer.get("recovery/drills/0").status()).isEqualTo(404);
    }

    @Test
    void the_shift_note_is_drafted_changed_and_confirmed() {
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = signedIn(visitor);
            page.navigate(maint.url() + "handover");
            assertThat(page.locator("[id='note:words']")).not().hasValue("");
            page.fill("[id='note:words']", "Look at the <disk> at nine");
            page.click("[id='note:save']");
            assertThat(page.locator("[id='note:words']")).hasValue("Look at the <disk> at nine");
            page.click("[id='note:confirm']");
            assertThat(page.locator("article.card")).containsText("Look at the <disk> at nine");
            assertThat(page.locator("[id='note:words']")).hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
        }
        assertThat(lead.put("handover", "{\"words\":\"More\"}").status()).isEqualTo(409);
        assertThat(viewer.get("handover").json().at("/notes/0/words").asText()).isEqualTo("Look at the <disk> at nine");
    }

    @Test
    void goals_are_set_scored_and_carried_over() {
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = signedIn(visitor);
            page.navigate(maint.url() + "goals");
            page.selectOption("[id='set:into']", "QUARTER:2026-10-01");
            page.fill("[id='set:words']", "No page above <3> s");
            page.click("[id='set:do']");
            assertThat(page.locator("section.goals:has-text('Quarter 4, 2026')"))
                    .containsText("No page above <3> s");
            page.click("section.goals:has-text('Quarter 4, 2026') summary");
            page.fill("section.goals:has-text('Quarter 4, 2026') input[id$='percent']", "60");
            page.click("section.goals:has-text('Quarter 4, 2026') button[id$='score:do']");
            assertThat(page.locator("section.goals:has-text('Quarter 4, 2026')"))
                    .containsText("60%");
            page.click("section.goals:has-text('Quarter 4, 2026') summary");
            page.click("section.goals:has-text('Quarter 4, 2026') button[id$='score:carry']");
            assertThat(page.locator("section.goals:has-text('Quarter 1, 2027')"))
                    .containsText("carried over");
            assertThat(visitor.complaints()).isEmpty();
        }
        JsonNode goal =
                viewer.get("goals?period=QUARTER&date=2026-11-01").json().get(0);
        assertThat(goal.path("score").asInt()).isEqualTo(60);
        assertThat(lead.post("goals/" + goal.path("id").asText() + "/carry-over", "")
                        .status())
                .isEqualTo(409);
        assertThat(viewer.post("goals", "{\"period\":\"YEAR\",\"date\":\"2026-11-01\",\"words\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(lead.post("goals", "{\"period\":\"YEAR\",\"date\":\"2030-11-01\",\"words\":\"x\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_work_of_the_year_and_of_the_weeks_ahead_is_told() {
        JsonNode workload = viewer.get("workload").json();
        assertThat(workload.path("tiers")).hasSize(5);
        assertThat(workload.at("/tiers/0/leastMinutes").asInt()).isEqualTo(15);
        JsonNode last = workload.path("ahead").get(workload.path("ahead").size() - 1);
        assertThat(last.path("runs").asInt()).isGreaterThan(50);
        assertThat(Rest.with(maint.url(), maint.token(Role.INGEST))
                        .get("workload")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_wall_screen_shows_the_daily_monitor_by_a_token_that_may_look_and_by_no_other() {
        try (Visitor visitor = Chromium.get().visitor("fr-CA", 1920, 1080, true)) {
            Page page = visitor.page();
            Response answer = page.navigate(maint.url() + "kiosk?t=" + maint.token(Role.VIEWER));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().get("referrer-policy")).isEqualTo("no-referrer");
            assertThat(page.locator(".day-strip")).containsText("Chaque matin");
            assertThat(page.locator(".strip-bar").first()).isVisible();
            assertThat(page.locator(".rail")).hasCount(0);
            Accessibility.look(page, "kiosk");
            assertThat(visitor.complaints()).isEmpty();
            page.navigate(maint.url() + "kiosk?t=" + maint.token(Role.LEAD));
            page.waitForURL("**/login");
            page.navigate(maint.url() + "kiosk?t=nothing");
            page.waitForURL("**/login");
            page.navigate(maint.url() + "monitor?t=" + maint.token(Role.VIEWER));
            page.waitForURL("**/login*");
        }
    }

    @Test
    void every_page_with_it_is_accessible_and_within_its_statements() {
        JsonNode drill = lead.post(
                        "recovery/drills", "{\"kind\":\"RESTORE\",\"backupAt\":\"2026-11-23T03:00:00-05:00\"}")
                .json();
        Accessibility.check(
                maint,
                "ready",
                List.of(
                        "training",
                        "backups",
                        "drill?n=" + drill.path("number").asText(),
                        "handover",
                        "goals",
                        "workload",
                        "settings?part=tokens"));
        assertThat(lead.post(
                                "recovery/drills/" + drill.path("number").asText() + "/abandon",
                                "{\"reason\":\"Only looked at\"}")
                        .status())
                .isEqualTo(204);
    }
}
