package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/** What users say, in a browser and over REST: reported issues, feature requests, surveys of satisfaction. */
class VoicesIT {
    private static Installed maint;
    private static Rest viewer;
    private static Rest lead;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        maint.password("listener", Role.VIEWER, Role.TECHNICIAN, Role.LEAD, Role.MANAGER);
    }

    private static Page signedIn(Visitor visitor) {
        Chromium.signIn(visitor.page(), maint, "listener", maint.password("listener"));
        return visitor.page();
    }

    @Test
    void somebody_without_an_account_reports_an_issue_and_gets_an_answer() {
        try (Visitor staff = Chromium.get().visitor();
                Visitor user = Chromium.get().visitor("fr-CA", 390, 844, false)) {
            Page page = signedIn(staff);
            page.navigate(maint.url() + "feedback");
            page.click("[id='door-form:open']");
            String address = page.locator("#door").textContent();
            Page form = user.page();
            form.navigate(address);
            assertThat(form.locator("h1")).hasText("Dites-le-nous");
            assertThat(form.locator(".rail")).hasCount(0);
            form.click("[id='say:do']");
            assertThat(form.locator("#told")).not().isEmpty();
            form.fill("[id='say:what']", "La carte est <vide>");
            form.fill("[id='say:email']", "ada@example.com");
            form.click("[id='say:do']");
            assertThat(form.locator("#thanks")).containsText("Merci");
            page.navigate(maint.url() + "feedback");
            page.click("text=La carte est <vide>");
            page.waitForURL("**/feedback-item?n=*");
            page.selectOption("[id='triage:state']", "DONE");
            page.fill("[id='triage:words']", "The key was renewed");
            page.click("[id='triage:save']");
            assertThat(page.locator("#answered")).hasText("The key was renewed");
            page.click("[id='follow:task']");
            assertThat(page.locator("a[href^='task?n=']")).hasCount(1);
            page.navigate(maint.url() + "feedback");
            page.click("[id='door-form:close']");
            assertThat(page.locator("#door")).hasCount(0);
            assertThat(form.navigate(address).status()).isEqualTo(404);
            assertThat(form.locator("h1")).hasText("Cette adresse ne mène nulle part");
            assertThat(staff.complaints()).isEmpty();
        }
    }

    @Test
    void the_platform_sends_in_what_its_users_say() {
        Rest machine = Rest.with(maint.url(), maint.token(Role.INGEST));
        Rest.Answer made = machine.post(
                "feedback", "{\"kind\":\"REQUEST\",\"title\":\"=Dark mode\",\"name\":\"Bo\",\"language\":\"fr\"}");
        assertThat(made.status()).isEqualTo(201);
        JsonNode feedback = made.json();
        assertThat(feedback.path("source").asText()).isEqualTo("API");
        String path = "feedback/" + feedback.path("number").asLong();
        assertThat(machine.get(path).status()).isEqualTo(403);
        assertThat(viewer.post(path + "/answer", "{\"state\":\"DONE\"}").status())
                .isEqualTo(428);
        assertThat(viewer.header("If-Match", "*")
                        .post(path + "/answer", "{\"state\":\"DONE\"}")
                        .status())
                .isEqualTo(403);
        assertThat(lead.header("If-Match", "\"99\"")
                        .post(path + "/answer", "{\"state\":\"DONE\"}")
                        .status())
                .isEqualTo(412);
        Rest.Answer bad = lead.header("If-Match", "*").post(path + "/answer", "{\"state\":\"DECLINED\"}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().at("/errors/0/pointer").asText()).isEqualTo("/answer");
        assertThat(lead.header("If-Match", "*")
                        .post(path + "/answer", "{\"state\":\"PLANNED\",\"answer\":\"In spring\"}")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("PLANNED");
        assertThat(viewer.get("feedback.csv?kind=REQUEST").text()).contains("'=Dark mode");
        assertThat(machine.post("feedback", "{\"kind\":\"WISH\",\"title\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(viewer.get("feedback/nothing").status()).isEqualTo(404);
    }

    @Test
    void a_link_of_a_survey_takes_one_answer_and_nobody_sees_whose() {
        try (Visitor staff = Chromium.get().visitor();
                Visitor user = Chromium.get().visitor("fr-CA", 390, 844, false)) {
            Page page = signedIn(staff);
            page.navigate(maint.url() + "surveys");
            page.fill("[id='make:name']", "Autumn");
            page.fill("[id='make:closes']", "2026-12-18");
            page.click("[id='make:do']");
            page.waitForURL("**/surveys?n=*");
            page.fill("[id='links:count']", "6");
            page.click("[id='links:do']");
            List<String> links = page.locator("#made")
                    .textContent()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            assertThat(links).hasSize(6);
            Page form = user.page();
            form.navigate(links.get(0));
            assertThat(form.locator("h1")).hasText("Êtes-vous satisfait de la plateforme?");
            form.click("[id='answer:do']");
            assertThat(form.locator("#told")).not().isEmpty();
            form.check("input[type=radio][value='4']");
            form.fill("[id='answer:comment']", "Bien <merci>");
            form.click("[id='answer:do']");
            assertThat(form.locator("#thanks")).isVisible();
            assertThat(form.navigate(links.get(0)).status()).isEqualTo(404);
            String results = page.url();
            page.navigate(results);
            assertThat(page.locator("main")).not().containsText("Bien <merci>");
            for (String link : links.subList(1, 5)) {
                String token = link.substring(link.indexOf("t=") + 2);
                maint.in(services -> {
                    services.surveys().answer(token, 4, null);
                    return null;
                });
            }
            page.navigate(results);
            assertThat(page.locator("#average")).hasText("4");
            assertThat(page.locator("main")).containsText("Bien <merci>");
            assertThat(staff.complaints()).isEmpty();
        }
        JsonNode all = viewer.get("surveys").json();
        JsonNode results = viewer.get("surveys/" + all.at("/0/number").asLong()).json();
        assertThat(results.path("answers").asInt()).isEqualTo(5);
        assertThat(results.path("scores").toString()).isEqualTo("[0,0,0,5,0]");
        assertThat(viewer.post("surveys", "{\"title\":\"Mine\",\"closesOn\":\"2026-12-18\"}")
                        .status())
                .isEqualTo(403);
        assertThat(lead.post("surveys", "{\"title\":\"Past\",\"closesOn\":\"2026-01-01\"}")
                        .status())
                .isEqualTo(400);
        Rest machine = Rest.with(maint.url(), maint.token(Role.INGEST));
        assertThat(machine.post("surveys/answers", "{\"score\":5}").status()).isEqualTo(202);
        assertThat(machine.post("surveys/answers", "{\"score\":5.5}").status()).isEqualTo(400);
    }

    @Test
    void every_page_with_it_is_accessible_and_within_its_statements() {
        String number = lead.post("feedback", "{\"kind\":\"ISSUE\",\"title\":\"Looked at\"}")
                .json()
                .path("number")
                .asText();
        String survey = lead.post("surveys", "{\"title\":\"Looked at\",\"closesOn\":\"2026-12-18\"}")
                .json()
                .path("number")
                .asText();
        Accessibility.check(
                maint, "listener", List.of("feedback", "feedback-item?n=" + number, "surveys", "surveys?n=" + survey));
        String token = lead.post("surveys/" + survey + "/links", "{\"count\":1}")
                .json()
                .get(0)
                .asText();
        try (Visitor visitor = Chromium.get().visitor("fr-CA", 360, 740, false)) {
            visitor.page().navigate(maint.url() + token.substring(1));
            Accessibility.both(visitor.page(), "survey");
            String door = maint.in(services -> {
                services.feedbacks()
                        .change(
                                services.people()
                                        .activeByLogin("listener")
                                        .orElseThrow()
                                        .actor(),
                                true);
                return services.feedbacks()
                        .door(services.people()
                                .activeByLogin("listener")
                                .orElseThrow()
                                .actor())
                        .orElseThrow();
            });
            visitor.page().navigate(maint.url() + door.substring(1));
            Accessibility.both(visitor.page(), "say");
            assertThat(visitor.complaints()).isEmpty();
        }
    }
}
