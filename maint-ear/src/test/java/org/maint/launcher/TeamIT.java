package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.checklist.RunId;
import org.maint.installation.Installation;
import org.maint.launcher.Chromium.Visitor;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Role;

/** What people do about one another: inviting, assigning, standing in, ending sessions, setting up. */
class TeamIT {
    private static final String PASSWORD = "a quiet valve turns twice";

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

    /** Who says of themselves that they come from elsewhere. */
    private static Visitor forwarded(String login, Role... roles) {
        Visitor visitor = Chromium.get().visitor();
        visitor.page().setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.9"));
        return signedIn(visitor, login, roles);
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

    private static Visitor administrator() {
        return signedIn("team-admin", Role.VIEWER, Role.ADMIN);
    }

    private static Actor actor(String login, Role... roles) {
        maint.password(login, roles);
        return maint.in(
                services -> services.people().activeByLogin(login).orElseThrow().actor());
    }

    private static String work(String title) {
        return technician
                .post("runs", "{\"title\":\"" + title + "\",\"type\":\"UNPLANNED\",\"items\":[\"One\"]}")
                .json()
                .path("id")
                .asText();
    }

    private static Locator mine(Page page) {
        return page.locator("section[aria-labelledby=mine]");
    }

    private static Locator teams(Page page) {
        return page.locator("section[aria-labelledby=teams]");
    }

    private static String invite(Page page, String login) {
        page.navigate(maint.url() + "invite");
        page.fill("[id='invite:name']", "Nora Larsen");
        page.fill("[id='invite:login']", login);
        page.fill("[id='invite:email']", login + "@example.com");
        page.selectOption("[id='invite:language']", "en");
        page.getByLabel("technician").check();
        page.click("[id='invite:do']");
        return page.locator("#handover").textContent();
    }

    @Test
    void who_is_invited_follows_the_link_chooses_a_password_and_is_in() {
        try (Visitor admin = administrator();
                // The invitation says English, whatever the browser prefers.
                Visitor invited = Chromium.get().visitor("fr-CA", 1440, 900, false)) {
            String link = invite(admin.page(), "nora");
            assertThat(link).startsWith(maint.url() + "invitation?token=");
            Page page = invited.page();
            page.navigate(link);
            assertThat(page.locator("h1")).hasText("Welcome, Nora Larsen");
            page.fill("[id='invitation:chosen']", "password1234");
            page.fill("[id='invitation:repeated']", "password1234");
            page.click("[id='invitation:do']");
            assertThat(page.locator("#told")).containsText("too easy to guess");
            page.fill("[id='invitation:chosen']", PASSWORD);
            page.fill("[id='invitation:repeated']", PASSWORD);
            page.selectOption("[id='invitation:zone']", "Europe/Oslo");
            page.click("[id='invitation:do']");
            page.waitForURL("**/today");
            // Six hours ahead of the plan: her time stands beside it.
            assertThat(page.locator("#content time").first().getAttribute("title"))
                    .contains("(America/Toronto)")
                    .contains("(Europe/Oslo)");
            assertThat(invited.complaints()).isEmpty();
            try (Visitor second = Chromium.get().visitor()) {
                assertThat(second.page().navigate(link).status()).isEqualTo(404);
                assertThat(second.page().locator("main")).containsText("opens nothing any more");
                assertThat(second.page().locator("#invitation")).hasCount(0);
            }
        }
    }

    @Test
    void a_renewed_or_withdrawn_invitation_leaves_a_dead_link() {
        try (Visitor admin = administrator();
                Visitor invited = Chromium.get().visitor()) {
            String first = invite(admin.page(), "otto");
            Page page = admin.page();
            page.navigate(maint.url() + "team");
            Locator row = page.locator("#invitations tr", new Page.LocatorOptions().setHasText("otto"));
            row.locator("[id$=renew]").click();
            String second = page.locator("#handover").textContent();
            assertThat(invited.page().navigate(first).status()).isEqualTo(404);
            assertThat(invited.page().navigate(second).status()).isEqualTo(200);
            row.locator("[id$=withdraw]").click();
            assertThat(page.locator("#told")).containsText("withdrawn");
            assertThat(row).hasCount(0);
            assertThat(invited.page().navigate(second).status()).isEqualTo(404);
            assertThat(invited.page().navigate(maint.url() + "invitation").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_run_that_is_given_to_somebody_is_theirs_and_they_are_told() {
        String id = work("Replace the pump");
        maint.password("rita", Role.VIEWER, Role.TECHNICIAN);
        try (Visitor lead = signedIn("leo", Role.VIEWER, Role.LEAD);
                Visitor receiver = signedIn("rita", Role.VIEWER);
                Visitor other = signedIn("omar", Role.VIEWER, Role.TECHNICIAN)) {
            assertThat(mine(receiver.page())).containsText("Replace the pump");
            assertThat(mine(other.page())).containsText("Replace the pump");
            Page page = lead.page();
            page.navigate(maint.url() + "run?id=" + id);
            page.click("[data-opens=reassign-dialog]");
            page.selectOption("[id='reassign:person']", new SelectOption().setLabel("rita"));
            page.fill("[id='reassign:reason']", "She knows the pump");
            page.click("[id='reassign:do']");
            assertThat(page.locator(".head .holder")).containsText("rita");
            assertThat(technician.get("runs/" + id).json().path("assigneeName").asText())
                    .isEqualTo("rita");
            receiver.page().reload();
            Locator card = mine(receiver.page())
                    .locator(".run-card", new Locator.LocatorOptions().setHasText("Replace the pump"));
            assertThat(card.locator(".holder")).containsText("rita");
            other.page().reload();
            assertThat(mine(other.page())).not().containsText("Replace the pump");
            assertThat(teams(other.page())).containsText("Replace the pump");
            Awaitility.await().untilAsserted(() -> {
                receiver.page().navigate(maint.url() + "notifications");
                assertThat(receiver.page().locator("main").textContent())
                        .contains("Yours now: Replace the pump")
                        .contains("She knows the pump");
            });
            receiver.page().click("text=Yours now: Replace the pump");
            receiver.page().waitForURL("**/run?id=" + id);
            // Who has it may give it back to all.
            receiver.page().click("[data-opens=reassign-dialog]");
            receiver.page().selectOption("[id='reassign:person']", "");
            receiver.page().click("[id='reassign:do']");
            assertThat(receiver.page().locator(".head .holder")).hasCount(0);
            receiver.page().click("[id='take:do']");
            assertThat(receiver.page().locator(".head .holder")).containsText("rita");
            // Who has nothing to do with it gets no way to.
            other.page().navigate(maint.url() + "run?id=" + id);
            assertThat(other.page().locator("[data-opens=reassign-dialog], #take"))
                    .hasCount(0);
        }
    }

    @Test
    void who_stands_in_for_somebody_finds_their_work_under_what_needs_a_hand() {
        String id = work("Grease the bearings");
        Actor absent = actor("abel", Role.VIEWER, Role.TECHNICIAN);
        Actor lead = actor("leo", Role.VIEWER, Role.LEAD);
        actor("beate", Role.VIEWER, Role.TECHNICIAN);
        maint.in(services -> services.runs().reassign(lead, new RunId(UUID.fromString(id)), absent.id(), null));
        try (Visitor away = signedIn("abel", Role.VIEWER);
                Visitor delegate = signedIn("beate", Role.VIEWER)) {
            assertThat(mine(delegate.page())).not().containsText("Grease the bearings");
            assertThat(teams(delegate.page())).containsText("Grease the bearings");
            Page page = away.page();
            page.navigate(maint.url() + "team");
            page.click("a[href='absence']");
            page.fill("[id='absence:from']", "2026-11-23");
            page.fill("[id='absence:to']", "2026-11-20");
            page.selectOption("[id='absence:delegate']", new SelectOption().setLabel("abel"));
            page.click("[id='absence:save']");
            assertThat(page.locator("#told")).containsText("comes before the beginning");
            page.fill("[id='absence:to']", "2026-11-25");
            page.click("[id='absence:save']");
            assertThat(page.locator("#told")).containsText("Nobody stands in for themselves");
            page.selectOption("[id='absence:delegate']", new SelectOption().setLabel("beate"));
            page.click("[id='absence:save']");
            page.waitForURL("**/team");
            Locator card = page.locator(".absence", new Page.LocatorOptions().setHasText("abel"));
            assertThat(card).containsText("beate");
            delegate.page().reload();
            assertThat(mine(delegate.page())).containsText("Grease the bearings");
            assertThat(mine(delegate.page())).containsText("abel");
            // Cancelled, it is as it was.
            card.locator("a.button").click();
            page.click("[id='absence:cancel']");
            assertThat(page.locator("#told")).containsText("cancelled");
            assertThat(card).hasCount(0);
            delegate.page().reload();
            assertThat(mine(delegate.page())).not().containsText("Grease the bearings");
        }
    }

    @Test
    void a_session_can_be_ended_from_another_browser_and_says_so_where_it_was() {
        try (Visitor here = signedIn("sven", Role.VIEWER, Role.TECHNICIAN);
                Visitor there = forwarded("sven", Role.VIEWER);
                Visitor admin = administrator()) {
            Page page = here.page();
            page.navigate(maint.url() + "profile");
            Locator rows = page.locator("[id='sessions-form'] tbody tr");
            assertThat(rows).hasCount(2);
            assertThat(rows.filter(new Locator.FilterOptions().setHasText("this one")))
                    .hasCount(1);
            // What anybody may write into a header is believed of a proxy alone that is trusted.
            assertThat(rows.filter(new Locator.FilterOptions().setHasText("127.0.0.1")))
                    .hasCount(2);
            page.click("[id='sessions-form'] [id$=end]");
            assertThat(page.locator("#told")).containsText("ended");
            assertThat(rows).hasCount(1);
            there.page().navigate(maint.url() + "log");
            there.page().waitForURL("**/login?ended=true&to=%2Flog");
            assertThat(there.page().locator("main")).containsText("Your session was ended");
            // The session is over for our own scripts too.
            signIn(there.page(), "sven", maint.password("sven", Role.VIEWER));
            there.page().waitForURL("**/log");
            String person = actor("sven", Role.VIEWER).id().toString();
            admin.page().navigate(maint.url() + "person?id=" + person);
            assertThat(admin.page().locator("[id='sessions-form'] tbody tr")).hasCount(2);
            admin.page().locator("[id='sessions-form'] [id$=end]").first().click();
            assertThat(admin.page().locator("[id='sessions-form'] tbody tr")).hasCount(1);
            Object status = there.page().evaluate("async () => (await maint.call('GET', 'runs?size=1')).status");
            assertThat(status).isEqualTo(401);
        }
    }

    @Test
    void a_new_password_ends_the_sessions_elsewhere() {
        String old = maint.password("paula", Role.VIEWER);
        try (Visitor here = signedIn("paula", Role.VIEWER);
                Visitor there = signedIn("paula", Role.VIEWER)) {
            Page page = here.page();
            page.navigate(maint.url() + "password");
            page.fill("[id='password:present']", old);
            page.fill("[id='password:chosen']", PASSWORD);
            page.fill("[id='password:repeated']", PASSWORD);
            page.click("#password button[type=submit]");
            page.waitForURL("**/today");
            there.page().navigate(maint.url() + "today");
            there.page().waitForURL("**/login?ended=true**");
        }
    }

    @Test
    void an_administrator_changes_roles_and_deactivates_but_not_themselves() {
        Actor person = actor("deniz", Role.VIEWER);
        try (Visitor admin = administrator();
                Visitor visitor = signedIn("deniz", Role.VIEWER)) {
            Page page = admin.page();
            page.navigate(maint.url() + "person?id=" + person.id());
            page.getByLabel("lead –").check();
            page.click("[id='person:save']");
            assertThat(page.locator(".head-words")).containsText("lead");
            page.click("[id='account-form:deactivate']");
            assertThat(page.locator(".head .actions")).containsText("No longer active");
            visitor.page().navigate(maint.url() + "today");
            visitor.page().waitForURL("**/login?ended=true**");
            page.click("[id='account-form:reactivate']");
            assertThat(page.locator("[id='account-form:deactivate']")).hasCount(1);
            String self = actor("team-admin", Role.VIEWER).id().toString();
            page.navigate(maint.url() + "person?id=" + self);
            assertThat(page.locator("#account-form")).hasCount(0);
            page.getByLabel("manager –").check();
            page.click("[id='person:save']");
            assertThat(page.locator("#told")).containsText("Another administrator decides");
        }
    }

    @Test
    void first_steps_go_away_when_they_are_done() {
        maint.password("boss", Role.VIEWER, Role.TECHNICIAN, Role.LEAD, Role.MANAGER, Role.ADMIN);
        maint.password("other-manager", Role.MANAGER, Role.VIEWER);
        try (Visitor visitor = signedIn("boss", Role.VIEWER)) {
            Page page = visitor.page();
            assertThat(page.locator(".rail a.wide-only[href$='first-steps']")).hasCount(1);
            page.click(".banner a[href='first-steps']");
            page.waitForURL("**/first-steps");
            assertThat(page.locator("#step-PEOPLE .state").first()).containsText("Done");
            assertThat(page.locator("#step-HOLIDAYS")).containsText("National Holiday");
            page.click("[id='steps:zone']");
            assertThat(page.locator("#step-ZONE")).containsText("Confirmed by boss");
            page.click("[id='steps:holidays']");
            assertThat(page.locator("#step-HOLIDAYS")).containsText("Confirmed by boss");
            assertThat(page.locator("#step-CONTACTS .state", new Page.LocatorOptions().setHasText("missing")))
                    .hasCount(4);
            page.click("#step-PLATFORM a");
            page.fill("[id='platform-form:url']", "ftp://example.com");
            page.click("[id='platform-form:save']");
            assertThat(page.locator("#told")).containsText("no address of a website");
            page.fill("[id='platform-form:url']", "https://app.example.com");
            page.click("[id='platform-form:save']");
            assertThat(page.locator("#told")).containsText("Saved");
            maint.in(services -> services.plans().publish(withContacts(), null, Locale.ENGLISH));
            Awaitility.await().untilAsserted(() -> {
                page.navigate(maint.url() + "first-steps");
                assertThat(page.locator("main").textContent()).contains("Everything is set");
            });
            assertThat(page.locator(".rail a[href$='first-steps']")).hasCount(0);
            page.navigate(maint.url() + "today");
            assertThat(page.locator(".banner a[href='first-steps']")).hasCount(0);
        }
    }

    private static String withContacts() {
        return Installation.firstPlan()
                .replace("admin@plomberiedexperts.com,", "admin@plomberiedexperts.com, phone: \"+1 514 555-0101\",")
                .replace("support@plomberiedexperts.com,", "support@plomberiedexperts.com, phone: \"+1 514 555-0102\",")
                .replace(
                        "fr: \"Gestion de projet\"}, response",
                        "fr: \"Gestion de projet\"}, email: chef@plomberiedexperts.com,"
                                + " phone: \"+1 514 555-0103\", response");
    }

    @Test
    void the_audit_trail_is_filtered_by_its_address_and_exported_harmlessly() throws Exception {
        People.Issued token = maint.in(services -> services.people().createToken(null, "=1+1", Role.VIEWER, null));
        maint.in(services -> services.people().createToken(null, "harmless", Role.VIEWER, null));
        String subject = "token:" + token.token().id();
        Rest admin = Rest.with(maint.url(), maint.token(Role.ADMIN));
        Answer csv = admin.get("audit.csv?action=token.created&subject=" + subject.substring(6));
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.type()).startsWith("text/csv");
        List<String> lines = csv.text().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).endsWith("number,at,person,personId,action,subject,detail");
        assertThat(lines.get(1)).contains("," + subject + ",'=1+1 VIEWER");
        assertThat(technician.get("audit.csv").status()).isEqualTo(403);
        Answer bad = admin.get("audit.csv?person=nobody&from=2026-01-01");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().at("/errors/0/pointer").asText()).isEqualTo("/person");
        assertThat(admin.get("audit.csv?from=yesterday").status()).isEqualTo(400);
        try (Visitor visitor = administrator()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "settings?part=audit");
            page.selectOption("select[name=action]", "token.created");
            page.fill("input[name=subject]", subject.substring(6));
            page.click("form.filter button");
            page.waitForURL("**/settings?part=audit&*action=token.created*");
            Locator rows = page.locator("table.rows tbody tr");
            assertThat(rows).hasCount(1);
            assertThat(rows.first()).containsText("Token created");
            assertThat(rows.first()).containsText("=1+1");
            Download download = page.waitForDownload(() -> page.click("[data-download]"));
            assertThat(download.suggestedFilename()).isEqualTo("maint-audit.csv");
            assertThat(Files.readString(download.path(), StandardCharsets.UTF_8))
                    .isEqualTo(csv.text());
            page.navigate(maint.url() + "settings?part=audit&from=2999-01-01");
            assertThat(page.locator(".empty")).isVisible();
        }
    }

    @Test
    void retention_is_set_within_its_bounds() {
        try (Visitor visitor = administrator()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "settings?part=retention");
            page.fill("[id='notifications:days']", "29");
            page.click("[id='notifications:save']");
            assertThat(page.locator("#told")).containsText("from 30 to 3,650");
            page.fill("[id='notifications:days']", "365");
            page.click("[id='notifications:save']");
            assertThat(page.locator("#told")).containsText("Saved");
            assertThat(page.locator("[id='notifications:days']")).hasValue("365");
            // Another administrator has set it meanwhile.
            Actor other = actor("other-admin", Role.ADMIN, Role.VIEWER);
            maint.in(services -> {
                var current = services.settings().current();
                var what = org.maint.setting.Retained.NOTIFICATIONS;
                services.settings().changeDays(other, what, current.version(what.key()), 100);
                return true;
            });
            page.fill("[id='notifications:days']", "366");
            page.click("[id='notifications:save']");
            assertThat(page.locator("#told")).containsText("Somebody else");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team",
                "person",
                "profile",
                "absence",
                "invite",
                "invitation",
                "first-steps",
                "settings?part=appearance",
                "settings?part=days",
                "settings?part=platform",
                "settings?part=retention",
                "settings?part=tokens",
                "settings?part=audit"
            })
    void every_page_is_accessible_and_fits_a_phone_in_light_and_dark(String name) {
        maint.password("boss", Role.VIEWER, Role.TECHNICIAN, Role.LEAD, Role.MANAGER, Role.ADMIN);
        String address = address(name);
        try (Visitor visitor = Chromium.get().visitor("fr-CA", 360, 740, false)) {
            if (!name.equals("invitation")) {
                signedIn(visitor, "boss", Role.VIEWER);
            }
            Page page = visitor.page();
            page.navigate(maint.url() + address);
            if (page.locator(".rail-more").count() > 0) {
                page.click(".rail-more summary");
            }
            Accessibility.both(page, name);
            assertThat(visitor.complaints()).as(name).isEmpty();
        }
    }

    private static String address(String name) {
        return switch (name) {
            case "person" -> "person?id=" + actor("boss", Role.VIEWER).id();
            case "invitation" -> {
                // By the portal: its clock is not this machine's.
                try (Visitor admin = administrator()) {
                    yield invite(admin.page(), "looks-only")
                            .substring(maint.url().length());
                }
            }
            default -> name;
        };
    }
}
