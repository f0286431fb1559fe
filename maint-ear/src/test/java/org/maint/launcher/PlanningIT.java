package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;
import org.maint.plan.PlanDraft;
import org.maint.shared.Canonical;

/** The plan is edited, compared, submitted and published in a real browser on the running bundle. */
class PlanningIT {
    private static Installed maint;
    private static Rest lead;
    private static String leadToken;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        maint.password("planner", Role.VIEWER, Role.LEAD, Role.TECHNICIAN);
        leadToken = maint.in(services -> services.people()
                .createToken(null, "planner", Role.LEAD, "planner")
                .secret());
        lead = Rest.with(maint.url(), leadToken);
    }

    /** One test's open drafts are not the next one's. */
    @AfterEach
    void discardWhatIsLeft() {
        for (JsonNode draft : lead.get("plan/drafts").json()) {
            String id = draft.path("id").asText();
            if (draft.path("state").asText().equals("SUBMITTED")) {
                lead.post("plan/drafts/" + id + "/return", "{\"reason\":\"test over\"}");
            }
            lead.post("plan/drafts/" + id + "/discard", "");
        }
    }

    private static Visitor signedIn(String login, Role... roles) {
        Visitor visitor = Chromium.get().visitor();
        String password = maint.password(login, roles);
        Chromium.signIn(visitor.page(), maint, login, password);
        return visitor;
    }

    private static Visitor planner() {
        return signedIn("planner", Role.VIEWER, Role.LEAD, Role.TECHNICIAN);
    }

    private static String draft(String title) {
        return lead.post("plan/drafts", "{\"title\":\"" + title + "\"}")
                .json()
                .path("id")
                .asText();
    }

    private static JsonNode document(String id) {
        return lead.get("plan/drafts/" + id).json().path("document");
    }

    private static void patch(String id, String operations) {
        byte[] body = operations.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(lead.send("PATCH", "plan/drafts/" + id, body, "application/json-patch+json")
                        .status())
                .isEqualTo(200);
    }

    private static int inForce() {
        return lead.get("plan").json().path("version").asInt();
    }

    private static void open(Page page, String id, String part) {
        page.navigate(maint.url() + "draft?id=" + id + "#" + part);
        page.locator("#part-title").waitFor();
    }

    private static void saved(Page page) {
        assertThat(page.locator("#saved")).containsText("Saved");
    }

    @Test
    void a_lead_changes_the_plan_and_a_manager_publishes_it() {
        int before = inForce();
        String id;
        try (Visitor visitor = planner()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "plan");
            page.click("[data-opens=begin-dialog]");
            page.fill("[id='begin:what']", "Mondays a little later");
            page.click("[id='begin:do']");
            page.waitForURL("**/draft?id=*");
            id = page.url().replaceFirst(".*id=", "");
            page.click("#parts a:has-text('Every Monday morning')");
            assertThat(page.locator("#part-title")).hasText("Every Monday morning");
            Locator opens = page.locator("[data-pointer$='/opens'] input");
            opens.fill("09:15");
            opens.blur();
            saved(page);
            assertThat(document(id).at("/tiers/1/routines/0/opens").asText()).isEqualTo("09:15");
            page.locator("[data-pointer$='/recurrence'] .preview")
                    .getByText("every week, on Monday")
                    .waitFor();
            page.click("[data-opens=submit-dialog]");
            page.fill("[id='submit:summary']", "The team meets at half past eight");
            page.click("[id='submit:do']");
            page.waitForURL("**/plan-changes?draft=*");
            assertThat(page.locator("main")).containsText("waiting for approval");
            assertThat(page.locator("[data-opens=approve-dialog]")).hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
        }
        try (Visitor visitor = signedIn("approver", Role.VIEWER, Role.MANAGER)) {
            Page page = visitor.page();
            page.click("#approvals ~ ul a:has-text('Mondays a little later')");
            page.waitForURL("**/plan-changes?draft=*");
            assertThat(page.locator(".change")).hasCount(1);
            assertThat(page.locator(".change del")).hasText("08:00");
            assertThat(page.locator(".change ins")).hasText("09:15");
            assertThat(page.locator("table.months tr.changed th")).hasText("Every Monday morning");
            page.click("[data-opens=approve-dialog]");
            page.click("[id='approve:do']");
            page.waitForURL("**/plan");
            assertThat(page.locator("main")).containsText("Published.");
            assertThat(inForce()).isEqualTo(before + 1);
            page.click("#versions ~ ul a:has-text('What changed')");
            assertThat(page.locator(".change ins")).hasText("09:15");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void sections_and_items_are_moved_by_keyboard_and_by_drag_and_a_slip_is_taken_back() {
        String id = draft("Move things");
        try (Visitor visitor = planner()) {
            Page page = visitor.page();
            open(page, id, "routine%3Adaily-morning");
            String items = "/tiers/0/routines/0/sections/0/items";
            page.locator("[data-handle='" + items + "/1']").focus();
            page.keyboard().press("ArrowUp");
            saved(page);
            assertThat(document(id).at(items + "/0/key").asText()).isEqualTo("login-functioning");
            // The handle of what was moved keeps the focus, so that it can be moved on.
            page.keyboard().press("ArrowDown");
            page.waitForCondition(
                    () -> document(id).at(items + "/1/key").asText().equals("login-functioning"));
            page.locator("[data-handle='" + items + "/3']")
                    .dragTo(page.locator("[data-pointer='" + items + "/0'] .element-line")
                            .first());
            page.waitForCondition(
                    () -> document(id).at(items + "/0/key").asText().equals("no-error-messages-visible"));
            page.locator("#toast button").click();
            page.waitForCondition(
                    () -> document(id).at(items + "/3/key").asText().equals("no-error-messages-visible"));
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_new_item_has_its_faults_shown_in_place_until_they_are_mended() {
        String id = draft("A new item");
        try (Visitor visitor = planner()) {
            Page page = visitor.page();
            open(page, id, "routine%3Adaily-evening");
            String list = "/tiers/0/routines/1/sections/0/items";
            page.locator("[data-pointer='" + list + "'] > button").click();
            Locator added = page.locator("li[data-pointer='" + list + "/4']");
            assertThat(added.locator(".fault").first()).isVisible();
            assertThat(page.locator("#fault-count")).containsText("to mend");
            assertThat(page.locator("#parts a[aria-current] .count")).isVisible();
            added.locator("[data-pointer$='/title/en'] input").fill("Switch the lights off");
            added.locator("[data-pointer$='/title/en'] input").blur();
            added.locator("[data-pointer$='/title/fr'] input").fill("Éteindre les lumières");
            added.locator("[data-pointer$='/title/fr'] input").blur();
            assertThat(page.locator("#fault-count")).isEmpty();
            added.locator("summary").first().click();
            added.locator("[data-pointer$='/verification'] select").selectOption("ASSISTED");
            saved(page);
            page.waitForCondition(
                    () -> document(id).at(list + "/4/verification").asText().equals("ASSISTED"));
        }
    }

    @Test
    void two_leads_edit_one_draft_and_neither_overwrites_the_other_unseen() {
        String id = draft("Both at once");
        try (Visitor anne = planner();
                Visitor bert = signedIn("planner2", Role.VIEWER, Role.LEAD)) {
            open(anne.page(), id, "general");
            open(bert.page(), id, "general");
            change(anne.page(), "/organisation", "Anne inc.");
            saved(anne.page());
            // Bert still sees the old name; the other's stands, his is offered.
            change(bert.page(), "/organisation", "Bert inc.");
            Locator clash = bert.page().locator("[data-pointer='/organisation'] [role=alert]");
            assertThat(clash).containsText("Bert inc.");
            assertThat(bert.page().locator("[data-pointer='/organisation'] input"))
                    .hasValue("Anne inc.");
            assertThat(document(id).path("organisation").asText()).isEqualTo("Anne inc.");
            clash.locator("button").click();
            bert.page()
                    .waitForCondition(
                            () -> document(id).path("organisation").asText().equals("Bert inc."));
            // What Bert did comes to Anne by itself.
            anne.page().locator("h1").click();
            assertThat(anne.page().locator("[data-pointer='/organisation'] input"))
                    .hasValue("Bert inc.", new LocatorAssertions.HasValueOptions().setTimeout(20_000));
        }
    }

    private static void change(Page page, String pointer, String value) {
        Locator input = page.locator("[data-pointer='" + pointer + "'] input");
        input.fill(value);
        input.blur();
    }

    @Test
    void a_malformed_document_is_refused_with_each_fault_at_its_line_and_a_good_one_is_taken() {
        String id = draft("By file");
        try (Visitor visitor = planner()) {
            Page page = visitor.page();
            open(page, id, "document");
            Locator area = page.locator("#yaml");
            String yaml = area.inputValue();
            area.fill(yaml.replace("roll: PRECEDING", "roll: SIDEWAYS"));
            page.locator("#part button.primary").click();
            assertThat(page.locator(".yaml-faults li")).hasCount(1);
            assertThat(page.locator(".yaml-faults li")).containsText(Pattern.compile("Line \\d+"));
            assertThat(area).hasValue(Pattern.compile("SIDEWAYS"));
            assertThat(lead.get("plan/drafts/" + id + "/changes").json()).isEmpty();
            area.fill(yaml.replace("roll: PRECEDING", "roll: SKIP"));
            page.locator("#part button.primary").click();
            saved(page);
            assertThat(lead.get("plan/drafts/" + id + "/changes").json()).hasSize(1);
        }
    }

    @Test
    void a_draft_of_an_older_version_is_carried_over_in_the_portal() {
        String id = draft("From before");
        patch(id, "[{\"op\":\"replace\",\"path\":\"/organisation\",\"value\":\"Experts\"}]");
        publishSomething();
        try (Visitor visitor = planner()) {
            Page page = visitor.page();
            open(page, id, "general");
            assertThat(page.locator("#outdated")).isVisible();
            page.click("[id='carry:do']");
            assertThat(page.locator("#told")).containsText("Carried over");
            assertThat(page.locator("#outdated")).isHidden();
            assertThat(document(id).path("organisation").asText()).isEqualTo("Experts");
        }
    }

    private static void publishSomething() {
        maint.password("approver", Role.VIEWER, Role.MANAGER);
        maint.in(services -> {
            var planner = services.people().all().stream()
                    .filter(person -> person.login().equals("planner"))
                    .findFirst()
                    .orElseThrow()
                    .actor();
            var approver = services.people().all().stream()
                    .filter(person -> person.login().equals("approver"))
                    .findFirst()
                    .orElseThrow()
                    .actor();
            PlanDraft other = services.planDrafts().begin(planner, "Meanwhile");
            UUID id = other.id();
            String words = "/practices/dos/0/en";
            services.planDrafts()
                    .edit(
                            planner,
                            id,
                            Canonical.parse("[{\"op\":\"replace\",\"path\":\"" + words + "\",\"value\":\"Keep at it "
                                    + id + "\"}]"),
                            Locale.ENGLISH);
            services.planDrafts().submit(planner, id, "Meanwhile", null, Locale.ENGLISH);
            return services.planDrafts().approve(approver, id, null);
        });
    }

    @Test
    void every_page_of_planning_is_accessible_and_fits_a_phone_in_light_and_dark() {
        String id = draft("Accessible");
        patch(id, "[{\"op\":\"replace\",\"path\":\"/tiers/0/routines/0/opens\",\"value\":\"07:00\"}]");
        Accessibility.check(
                maint,
                "planner",
                List.of(
                        "draft?id=" + id,
                        "draft?id=" + id + "#routine%3Adaily-morning",
                        "draft?id=" + id + "#document",
                        "plan-changes?draft=" + id,
                        "plan-changes?from=1&to=1",
                        "plan?version=1"));
    }
}
