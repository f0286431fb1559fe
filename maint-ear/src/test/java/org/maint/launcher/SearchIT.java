package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;

/** Search on the running bundle: the field in the top bar, the page, and the REST interface. */
class SearchIT {
    private static Installed maint;
    private static Rest technician;

    /** A run that has a note at its one item. */
    private static String run;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
        run = unplanned(
                "Tour du stationnement", "Barrière", "La barrière grince : échec du vérin n° 7 <b>hydraulique</b>");
    }

    private static String unplanned(String title, String item, String note) {
        JsonNode made = technician
                .post("runs", "{\"title\":\"" + title + "\",\"type\":\"UNPLANNED\",\"items\":[\"" + item + "\"]}")
                .json();
        String id = made.path("id").asText();
        Answer noted = technician
                .header("If-Match", "*")
                .put("runs/" + id + "/items/item-1", "{\"outcome\":\"FAIL\",\"note\":\"" + note + "\"}");
        assertThat(noted.status()).as(noted.text()).isEqualTo(200);
        return id;
    }

    private static Visitor signedIn(Visitor visitor, String login, Role... roles) {
        String password = maint.password(login, roles);
        Page page = visitor.page();
        Chromium.signIn(page, maint, login, password);
        return visitor;
    }

    private static Visitor searcher() {
        return signedIn(Chromium.get().visitor(), "searcher", Role.VIEWER);
    }

    private static Locator field(Page page) {
        return page.locator("form.search input");
    }

    private static Locator options(Page page) {
        return page.locator("form.search [role=option]");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Answer find(String typed) {
        return technician.get("search?q=" + encoded(typed));
    }

    @Test
    void slash_opens_the_field_results_come_while_typing_and_enter_leads_to_the_chosen_one() {
        try (Visitor visitor = searcher()) {
            Page page = visitor.page();
            assertThat(page.locator("form.search kbd")).isVisible();
            page.keyboard().press("/");
            assertThat(field(page)).isFocused();
            assertThat(field(page)).hasValue("");
            page.keyboard().type("verin barri");
            assertThat(options(page)).hasCount(2);
            assertThat(field(page)).hasAttribute("aria-expanded", "true");
            Locator hit = options(page).first();
            assertThat(hit.locator(".hit-title")).hasText("Barrière");
            assertThat(hit.locator(".hit-snippet"))
                    .hasText("La barrière grince : échec du vérin n° 7 <b>hydraulique</b>");
            assertThat(hit.locator(".hit-snippet mark")).hasText(new String[] {"barrière", "vérin"});
            assertThat(hit.locator(".quiet")).hasText("Run · Tour du stationnement · Nov. 23, 2026");
            assertThat(page.locator("#live")).hasText("1 result");
            page.keyboard().press("ArrowDown");
            assertThat(hit).hasAttribute("aria-selected", "true");
            assertThat(field(page)).hasAttribute("aria-activedescendant", "search-hit-0");
            page.keyboard().press("ArrowUp");
            assertThat(options(page).last()).hasAttribute("aria-selected", "true");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            page.waitForURL("**/run?id=" + run + "#item-item-1");
            assertThat(page.locator("#item-item-1 .item-note")).containsText("hydraulique");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void escape_closes_the_results_and_then_goes_back_to_where_one_was() {
        try (Visitor visitor = searcher()) {
            Page page = visitor.page();
            page.locator(".rail a").nth(1).focus();
            page.keyboard().press("/");
            page.keyboard().type("vérin");
            assertThat(options(page)).hasCount(2);
            page.keyboard().press("Escape");
            assertThat(page.locator(".search-panel")).isHidden();
            assertThat(field(page)).isFocused();
            assertThat(field(page)).hasAttribute("aria-expanded", "false");
            page.keyboard().press("Escape");
            assertThat(page.locator(".rail a").nth(1)).isFocused();
        }
    }

    @Test
    void nothing_found_is_said_and_enter_without_a_choice_leads_to_the_page_of_all_results() {
        try (Visitor visitor = searcher()) {
            Page page = visitor.page();
            page.keyboard().press("/");
            page.keyboard().type("qxzvwk");
            assertThat(page.locator(".search-told")).hasText("Nothing was found in which all these words occur.");
            assertThat(page.locator("#live")).hasText("Nothing was found in which all these words occur.");
            assertThat(options(page)).hasCount(0);
            page.keyboard().press("Control+a");
            page.keyboard().type("vérin");
            assertThat(options(page)).hasCount(2);
            page.keyboard().press("Enter");
            page.waitForURL("**/search?q=v%C3%A9rin");
            assertThat(page.locator("h1")).hasText("Search");
            assertThat(page.locator("li.hit mark")).hasText("vérin");
        }
    }

    @Test
    void slash_is_a_character_where_one_types_and_where_single_keys_are_switched_off() {
        try (Visitor visitor = signedIn(Chromium.get().visitor(), "writer", Role.VIEWER, Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "log");
            Locator words = page.locator("input[name=words]");
            words.focus();
            page.keyboard().type("24/7");
            assertThat(words).hasValue("24/7");
            assertThat(words).isFocused();
            page.navigate(maint.url() + "unplanned");
            Locator area = page.locator("textarea").first();
            area.focus();
            page.keyboard().type("and/or");
            assertThat(area).hasValue("and/or");
            page.navigate(maint.url() + "settings");
            page.selectOption("select[name=shortcuts]", "off");
            page.click("form[action='preferences'] button.primary");
            assertThat(page.locator("html")).hasAttribute("data-shortcuts", "false");
            assertThat(page.locator("form.search kbd")).isHidden();
            page.locator("#content").focus();
            page.keyboard().press("/");
            assertThat(field(page)).not().isFocused();
            // By hand it works all the same.
            field(page).fill("vérin");
            assertThat(options(page)).hasCount(2);
        }
    }

    @Test
    void on_a_phone_a_button_opens_it_over_the_whole_screen() {
        try (Visitor visitor = signedIn(Chromium.get().visitor("fr-CA", 390, 844, false), "searcher", Role.VIEWER)) {
            Page page = visitor.page();
            assertThat(field(page)).isHidden();
            page.locator(".search-open").click();
            assertThat(field(page)).isFocused();
            page.keyboard().type("vérin");
            assertThat(options(page)).hasCount(2);
            assertThat(page.locator("#live")).hasText("1 résultat");
            assertThat(options(page).first().locator(".quiet"))
                    .hasText("Tournée · Tour du stationnement · 23 nov. 2026");
            page.locator(".search-close").click();
            assertThat(field(page)).isHidden();
            assertThat(page.locator(".search-open")).isFocused();
            page.locator(".search-open").click();
            options(page)
                    .first()
                    .waitFor(new Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
            page.keyboard().type("vérin ");
            options(page).first().click();
            page.waitForURL("**/run?id=" + run + "#item-item-1");
        }
    }

    @Test
    void without_scripts_the_field_leads_to_a_page_that_shows_everything() {
        try (Visitor visitor = signedIn(Chromium.get().visitor(), "searcher", Role.VIEWER)) {
            visitor.page().route(Pattern.compile(".*\\.js.*"), route -> route.abort());
            Page page = visitor.page();
            page.navigate(maint.url() + "today");
            field(page).fill("barrière du vérin");
            field(page).press("Enter");
            page.waitForURL("**/search?q=*");
            assertThat(page.locator("main li.hit")).hasCount(1);
            page.locator("main a.hit-title").click();
            page.waitForURL("**/run?id=" + run + "#item-item-1");
        }
    }

    @Test
    void the_page_offers_more_of_one_kind_and_the_way_back() {
        for (int i = 0; i < 9; i++) {
            unplanned("Zeppelin " + i, "Envelope", "ballonet " + i);
        }
        try (Visitor visitor = searcher()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "search?q=ballonet");
            assertThat(page.locator("main li.hit")).hasCount(8);
            assertThat(page.locator(".head p")).hasText("8 results and more");
            page.locator("main a[href*='kind=ITEM']").click();
            page.waitForURL("**/search?q=ballonet&kind=ITEM");
            assertThat(page.locator("main li.hit")).hasCount(9);
            assertThat(page.locator(".head p")).hasText("9 results");
            page.locator("main p a[href='search?q=ballonet']").click();
            page.waitForURL("**/search?q=ballonet");
        }
    }

    @Test
    void a_part_of_the_plan_is_found_and_shown_unfolded() {
        try (Visitor visitor = searcher()) {
            Page page = visitor.page();
            page.keyboard().press("/");
            page.keyboard().type("platform-accessible");
            assertThat(options(page).first().locator(".quiet")).containsText("Plan · Every morning");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            page.waitForURL("**/plan#daily-morning.platform-accessible");
            assertThat(page.locator("[id='daily-morning.platform-accessible']")).isInViewport();
        }
    }

    @Test
    void the_page_and_the_open_results_are_accessible_and_fit_a_phone_in_light_and_dark() {
        try (Visitor visitor = signedIn(Chromium.get().visitor("fr-CA", 360, 740, false), "searcher", Role.VIEWER)) {
            Page page = visitor.page();
            for (String address : List.of("search", "search?q=matin", "search?q=qxzvwk", "search?q=de+la")) {
                page.navigate(maint.url() + address);
                Accessibility.both(page, address);
            }
            page.locator(".search-open").click();
            page.keyboard().type("matin");
            assertThat(options(page)).not().hasCount(0);
            page.keyboard().press("ArrowDown");
            Accessibility.both(page, "results");
            assertThat(visitor.complaints()).isEmpty();
        }
        try (Visitor visitor = signedIn(Chromium.get().visitor("en-CA", 1440, 900, false), "searcher", Role.VIEWER)) {
            Page page = visitor.page();
            page.keyboard().press("/");
            page.keyboard().type("morning");
            assertThat(options(page)).not().hasCount(0);
            Accessibility.both(page, "results wide");
        }
    }

    @Test
    void the_rest_interface_answers_groups_with_marked_pieces_in_the_callers_language() {
        JsonNode answer = technician
                .header("Accept-Language", "fr-CA")
                .get("search?q=" + encoded("HYDRAUL verin"))
                .json();
        assertThat(answer.path("query").asText()).isEqualTo("HYDRAUL verin");
        assertThat(answer.path("cut").asBoolean()).isFalse();
        JsonNode group = answer.at("/groups/0");
        assertThat(group.path("kind").asText()).isEqualTo("ITEM");
        assertThat(group.path("title").asText()).isEqualTo("Notes et fichiers");
        JsonNode hit = group.at("/items/0");
        assertThat(hit.path("title").asText()).isEqualTo("Barrière");
        assertThat(hit.path("from").asText()).isEqualTo("Tournée · Tour du stationnement · 23 nov. 2026");
        assertThat(hit.path("link").asText()).isEqualTo("/run?id=" + run + "#item-item-1");
        assertThat(hit.path("at").asText()).startsWith("2026-11-23T").endsWith("-05:00");
        StringBuilder marked = new StringBuilder();
        hit.path("snippet")
                .forEach(piece -> marked.append(
                        piece.path("match").asBoolean()
                                ? "[" + piece.path("text").asText() + "]"
                                : piece.path("text").asText()));
        assertThat(marked).hasToString("La barrière grince : échec du [vérin] n° 7 <b>[hydraulique]</b>");
    }

    @Test
    void any_text_is_answered_and_what_is_too_long_says_that_it_was_cut() {
        for (String typed : List.of(
                "",
                " ",
                "+",
                "\"",
                "+-*\"'()~<>@%_\\;",
                "'; drop table search_document; --",
                "<script>",
                "%",
                "\u0000",
                "日本語",
                "🦫",
                "de la")) {
            Answer answer = find(typed);
            assertThat(answer.status()).as(typed).isEqualTo(200);
            assertThat(answer.json().path("cut").asBoolean()).as(typed).isFalse();
        }
        assertThat(technician.get("search").json().path("groups")).isEmpty();
        JsonNode cut = find("vérin ".repeat(60)).json();
        assertThat(cut.path("cut").asBoolean()).isTrue();
        assertThat(cut.path("query").asText()).hasSize(200);
        assertThat(cut.at("/groups/0/kind").asText()).isEqualTo("ITEM");
        assertThat(find("vérin").json().at("/groups/0/kind").asText()).isEqualTo("ITEM");
    }

    @Test
    void ten_thousand_characters_are_answered_clearly_and_harm_nothing() {
        for (String typed : List.of("x".repeat(10_000), "é".repeat(10_000), "(\"+*".repeat(2_500))) {
            Answer answer = find(typed);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().path("cut").asBoolean()).isTrue();
        }
        assertThat(find("vérin").status()).isEqualTo(200);
    }

    @Test
    void size_and_kind_are_checked_and_machines_that_push_in_may_not_search() {
        assertThat(technician.get("search?q=x&size=0").status()).isEqualTo(400);
        assertThat(technician.get("search?q=x&size=101").status()).isEqualTo(400);
        assertThat(technician.get("search?q=x&kind=TOKEN").status()).isEqualTo(400);
        JsonNode one = technician.get("search?q=morning&kind=PLAN&size=1").json();
        assertThat(one.path("groups")).hasSize(1);
        assertThat(one.at("/groups/0/items")).hasSize(1);
        Rest ingest = Rest.with(maint.url(), maint.token(Role.INGEST));
        assertThat(ingest.get("search?q=morning").status()).isEqualTo(403);
        assertThat(Rest.anonymous(maint.url()).get("search?q=morning").status()).isEqualTo(401);
    }

    @Test
    void the_audit_trail_and_tokens_are_not_found() {
        maint.in(services -> services.people().createToken(null, "thylacine", Role.VIEWER, null));
        assertThat(find("thylacine").json().path("groups")).isEmpty();
        assertThat(find("token.created").json().path("groups")).isEmpty();
    }
}
