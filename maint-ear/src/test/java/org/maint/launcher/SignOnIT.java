package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/** Signing in with the company's own account. */
@Order(Installed.OWN)
class SignOnIT {
    private static IdentityProvider provider;
    private static Installed maint;

    @BeforeAll
    static void start() {
        provider = new IdentityProvider();
        Map<String, String> environment = new HashMap<>(provider.environment());
        environment.put("MAINT_SECOND_FACTOR", "REQUIRED");
        maint = Installed.with(null, environment);
    }

    @AfterAll
    static void stop() {
        maint.close();
        provider.close();
    }

    private static Map<String, Object> claims(String name, String... groups) {
        String login = name.toLowerCase(Locale.ROOT);
        return new HashMap<>(Map.of(
                "name",
                name + " Tremblay",
                "preferred_username",
                login,
                "email",
                login + "@corp.example",
                "email_verified",
                true,
                "groups",
                List.of(groups)));
    }

    private static void press(Page page) {
        page.click("[id='sign-on']");
    }

    private static void giveUp(Page page) {
        page.evaluate("() => document.querySelector('form[action$=\"/sign-out\"]').submit()");
        page.waitForURL("**/login");
    }

    @Test
    void somebody_new_comes_in_by_a_group_where_they_wanted_to_go_and_an_administrator_sees_how() {
        try (Visitor visitor = Chromium.get().visitor("en-CA", 360, 740, false)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "calendar");
            page.waitForURL("**/login?to=*");
            assertThat(page.locator("[id='sign-on']")).hasText("Sign in with Plumbing ID");
            Accessibility.both(page, "login");
            provider.letIn("sub-rosalie", claims("Rosalie", "it-staff", "choir"));
            press(page);
            page.waitForURL(maint.url() + "calendar");
            page.navigate(maint.url() + "profile");
            assertThat(page.locator("main")).containsText("technician");
            assertThat(page.locator(".identity")).containsText("/plumbing");
            assertThat(page.locator("a[href='password']")).hasCount(0);
            Accessibility.both(page, "profile");
            assertThat(visitor.complaints()).isEmpty();

            // Once more: the same person, though the provider calls them something else now.
            giveUp(page);
            provider.letIn("sub-rosalie", claims("Rose", "it-staff"));
            press(page);
            page.waitForURL("**/today");
            page.navigate(maint.url() + "profile");
            assertThat(page.locator("main")).containsText("rosalie");
        }
        String id = maint.in(services ->
                services.people().activeByLogin("rosalie").orElseThrow().id().toString());
        try (Visitor admin = Chromium.get().visitor("fr-CA", 1440, 900, true)) {
            Page page = admin.page();
            Map<String, Object> chief = claims("Odile", "it-admins");
            chief.put("amr", List.of("pwd", "mfa"));
            page.navigate(maint.url() + "login?to=%2Fperson%3Fid%3D" + id);
            provider.letIn("sub-odile", chief);
            press(page);
            page.waitForURL("**/person?id=" + id);
            assertThat(page.locator(".identity")).containsText("/plumbing");
            Accessibility.both(page, "person");
            page.click(".identity button");
            assertThat(page.locator("#told")).containsText("Le lien est supprimé");
            assertThat(page.locator(".identity")).hasCount(0);
            assertThat(admin.complaints()).isEmpty();
        }
        String audit =
                Rest.with(maint.url(), maint.token(Role.ADMIN)).get("audit.csv").text();
        assertThat(audit).contains("identity.linked", "identity.unlinked");
        assertThat(maint.log()).doesNotContain("Tuyau-et-raccord-7", "eyJ");
    }

    @Test
    void a_second_factor_is_asked_for_unless_the_provider_has_asked_for_one() {
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            provider.letIn("sub-marc", claims("Marc", "it-managers"));
            press(page);
            page.waitForURL("**/second-factor");
            String secret = page.locator("#secret").textContent();
            page.fill("[id='enrol:first']", SecondFactorIT.code(secret, 0));
            page.click("[id='enrol:confirm']");
            assertThat(page.locator(".codes li")).hasCount(10);
            giveUp(page);
            provider.letIn("sub-marc", claims("Marc", "it-managers"));
            press(page);
            page.waitForURL("**/code?to=*");
            page.navigate(maint.url() + "reports");
            page.waitForURL("**/login?to=*");
            Map<String, Object> twice = claims("Marc", "it-managers");
            twice.put("amr", List.of("pwd", "mfa"));
            provider.letIn("sub-marc", twice);
            press(page);
            page.waitForURL("**/reports");
        }
    }

    @Test
    void who_may_not_come_in_is_told_why() throws Exception {
        String password = maint.password("gisele", Role.TECHNICIAN);
        try (Visitor visitor = Chromium.get().visitor("fr-CA", 360, 740, true)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            provider.letIn("sub-guest", claims("Guest", "choir"));
            press(page);
            page.waitForURL("**/login?sign-on=no-role");
            assertThat(page.locator("#sign-on-failed")).containsText("aucun de vos groupes n’a de rôle");
            Accessibility.both(page, "refused");

            Map<String, Object> unconfirmed = claims("Gisele", "it-staff");
            unconfirmed.put("email", "gisele@example.com");
            unconfirmed.put("email_verified", false);
            provider.letIn("sub-gisele", unconfirmed);
            press(page);
            assertThat(page.locator("#sign-on-failed")).containsText("ne dit pas qu’elle est à vous");

            // A token of an hour ago; nobody is let in by it.
            provider.letIn("sub-late", claims("Late", "it-staff"), -3_600);
            press(page);
            assertThat(page.locator("#sign-on-failed")).containsText("n’a pas pu être vérifié");

            page.navigate(maint.url() + "login?sign-on=made-up");
            assertThat(page.locator("#sign-on-failed")).hasCount(0);

            // What another browser began, or nobody, ends here.
            page.navigate(maint.url() + "sign-on/back?code=planted&state=planted");
            page.waitForURL("**/login?sign-on=stale");
            page.navigate(maint.url() + "today");
            page.waitForURL("**/login?to=*");

            // A provider that is away keeps nobody from their password, and says so.
            HttpClient browser =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            provider.close();
            try {
                String sent = led(browser, maint.url() + "sign-on");
                String state = sent.replaceFirst(".*[?&]state=([^&]*).*", "$1");
                assertThat(led(browser, maint.url() + "sign-on/back?code=unheard&state=" + state))
                        .isEqualTo("/maint/login?sign-on=provider");
                page.navigate(maint.url() + "login?sign-on=provider");
                assertThat(page.locator("#sign-on-failed")).containsText("utilisez un mot de passe");
                page.fill("[id='login:name']", "gisele");
                page.fill("[id='login:password']", password);
                page.click("#login button[type=submit]");
                page.waitForURL("**/today");
            } finally {
                provider.open();
            }
        }
    }

    /** Where a browser is sent on to. */
    private static String led(HttpClient browser, String address) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    @Test
    void a_code_that_was_stolen_or_comes_twice_opens_nothing() throws Exception {
        try (Visitor victim = Chromium.get().visitor()) {
            Page page = victim.page();
            List<String> ways = new CopyOnWriteArrayList<>();
            page.onRequest(request -> {
                if (request.url().contains("/sign-on/back?")) {
                    ways.add(request.url());
                }
            });
            page.navigate(maint.url() + "login");
            provider.letIn("sub-vic", claims("Vic", "it-staff"));
            press(page);
            page.waitForURL("**/today");
            assertThat(ways).hasSize(1);

            // In a browser that was itself sent to the provider: its state is another.
            HttpClient other =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            assertThat(led(other, maint.url() + "sign-on"))
                    .contains("/plumbing/authorize", "code_challenge_method=S256");
            assertThat(led(other, ways.get(0))).isEqualTo("/maint/login?sign-on=stale");
            assertThat(led(other, maint.url() + "today")).startsWith("/maint/login");
            // And for whom it was, only once; their session is none the worse for it.
            page.navigate(ways.get(0));
            page.waitForURL("**/login?sign-on=stale");
            page.navigate(maint.url() + "today");
            page.waitForURL("**/today");
            giveUp(page);
            page.navigate(ways.get(0));
            page.waitForURL("**/login?sign-on=stale");
        }
    }
}
