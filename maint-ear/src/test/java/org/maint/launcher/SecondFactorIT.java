package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/** Signing in with an authenticator app, where the installation is reached from beyond loopback. */
@Order(Installed.OWN)
class SecondFactorIT {
    private static Installed maint;

    @BeforeAll
    static void start() {
        maint = Installed.with(
                null, Map.of("MAINT_SECOND_FACTOR", "REQUIRED", "MAINT_TRUSTED_PROXIES", "127.0.0.1, 192.0.2.0/24"));
    }

    @AfterAll
    static void stop() {
        maint.close();
    }

    /** As an app shows it, whose clock goes ahead by so many steps. */
    static String code(String secret, int ahead) {
        try {
            TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
            Instant at = Clock.systemUTC().instant().plus(Duration.ofSeconds(30L * ahead));
            byte[] key = new Base32().decode(secret.replace(" ", ""));
            return codes.generateOneTimePasswordString(new SecretKeySpec(key, codes.getAlgorithm()), at);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void giveUp(Page page) {
        page.evaluate("() => document.querySelector('form[action$=\"/sign-out\"]').submit()");
        page.waitForURL("**/login");
    }

    private static void password(Page page, String login, Role... roles) {
        page.navigate(maint.url() + "login");
        page.fill("[id='login:name']", login);
        page.fill("[id='login:password']", maint.password(login, roles));
        page.click("#login button[type=submit]");
    }

    private static void code(Page page, String typed) {
        page.fill("[id='code:typed']", typed);
        page.click("[id='code:do']");
    }

    @Test
    void a_manager_sets_it_up_before_anything_else_and_signs_in_with_it_from_then_on() {
        try (Visitor visitor = Chromium.get().visitor("en-CA", 360, 740, false)) {
            Page page = visitor.page();
            password(page, "manon", Role.MANAGER);
            page.waitForURL("**/second-factor");
            page.navigate(maint.url() + "reports");
            page.waitForURL("**/second-factor");
            assertThat(page.locator(".qr svg path")).hasCount(1);
            Accessibility.both(page, "second-factor");
            String secret = page.locator("#secret").textContent();
            page.fill("[id='enrol:first']", "123456");
            page.click("[id='enrol:confirm']");
            assertThat(page.locator("#told")).containsText("The code is not right");
            assertThat(page.locator("#secret")).hasText(secret);
            page.fill("[id='enrol:first']", code(secret, 0));
            page.click("[id='enrol:confirm']");
            assertThat(page.locator(".codes li")).hasCount(10);
            Accessibility.both(page, "recovery codes");
            List<String> recovery = page.locator(".codes li").allTextContents();
            page.click("text=I have kept them");
            page.waitForURL("**/today");

            giveUp(page);
            password(page, "manon", Role.MANAGER);
            page.waitForURL("**/code?to=*");
            Accessibility.both(page, "code");
            // With the password alone nothing is open.
            page.navigate(maint.url() + "reports");
            page.waitForURL("**/login?to=*");
            password(page, "manon", Role.MANAGER);
            code(page, "000000");
            assertThat(page.locator("#told")).containsText("The code is not right");
            String used = code(secret, 1);
            code(page, used);
            page.waitForURL("**/today");

            giveUp(page);
            password(page, "manon", Role.MANAGER);
            code(page, used);
            assertThat(page.locator("#told")).containsText("used already");
            code(page, recovery.get(0));
            page.waitForURL("**/today");
            page.navigate(maint.url() + "second-factor");
            assertThat(page.locator("#on")).containsText("Recovery codes that are left: 9.");
            assertThat(page.locator("[id='on:off']")).hasCount(0);
            // Whoever finds the session open guesses no better than at the sign-in.
            for (int i = 0; i < 5; i++) {
                page.fill("[id='on:now']", "00000" + i);
                page.click("[id='on:renew']");
                assertThat(page.locator("#told")).containsText("The code is not right");
            }
            page.fill("[id='on:now']", code(secret, 0));
            page.click("[id='on:renew']");
            assertThat(page.locator("#told")).containsText("Too many codes were wrong");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void behind_a_trusted_proxy_it_is_the_visitor_who_is_seen() throws Exception {
        HttpClient plain = HttpClient.newHttpClient();
        HttpResponse<String> byHttp = ask(plain, "login");
        assertThat(byHttp.headers().firstValue("Strict-Transport-Security")).isEmpty();
        HttpResponse<String> byHttps = ask(plain, "login", "X-Forwarded-Proto", "https");
        assertThat(byHttps.headers().firstValue("Strict-Transport-Security")).isPresent();
        // Where the proxy is reached is not known here: a path is all that is said.
        String portal = maint.url().replaceFirst("/$", "");
        for (String address : List.of(portal, portal + "/", portal + "/today", portal + "/assets")) {
            HttpResponse<String> led = send(plain, address, "X-Forwarded-Proto", "https");
            assertThat(led.statusCode()).as(address).isIn(301, 302);
            assertThat(led.headers().firstValue("Location").orElse(""))
                    .as(address)
                    .startsWith("/maint/");
        }

        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            // The first is what the visitor made up; the last proxy but one is trusted too.
            page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "198.51.100.7, 203.0.113.9, 192.0.2.4"));
            password(page, "theresa", Role.TECHNICIAN);
            page.waitForURL("**/today");
            page.navigate(maint.url() + "profile");
            assertThat(page.locator("[id='sessions-form'] tbody tr")).hasCount(1);
            assertThat(page.locator("[id='sessions-form'] tbody tr")).containsText("203.0.113.9");
        }
        // One address that has guessed too often is held up, and no other.
        int guesses = 50;
        maint.in(services -> {
            for (int i = 0; i < guesses; i++) {
                services.em()
                        .createNativeQuery("insert into sign_in_failure (id, subject, at)"
                                + " values (uuid(), 'address:203.0.113.66', utc_timestamp(6))")
                        .executeUpdate();
            }
            return guesses;
        });
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.66"));
            password(page, "theresa", Role.TECHNICIAN);
            assertThat(page.locator("main")).containsText("Too many");
            page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.67"));
            password(page, "theresa", Role.TECHNICIAN);
            page.waitForURL("**/today");
        }
    }

    private static HttpResponse<String> ask(HttpClient client, String page, String... headers) throws Exception {
        return send(client, maint.url() + page, headers);
    }

    private static HttpResponse<String> send(HttpClient client, String address, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_technician_may_have_one_and_an_administrator_takes_it_away_when_it_is_lost() {
        try (Visitor visitor = Chromium.get().visitor();
                Visitor admin = Chromium.get().visitor()) {
            Page page = visitor.page();
            password(page, "theo", Role.TECHNICIAN);
            page.waitForURL("**/today");
            page.navigate(maint.url() + "second-factor");
            page.fill("[id='enrol:first']", code(page.locator("#secret").textContent(), 0));
            page.click("[id='enrol:confirm']");
            assertThat(page.locator(".codes li")).hasCount(10);
            giveUp(page);
            password(page, "theo", Role.TECHNICIAN);
            page.waitForURL("**/code?to=*");

            password(admin.page(), "ada", Role.ADMIN);
            admin.page().waitForURL("**/second-factor");
            admin.page()
                    .fill(
                            "[id='enrol:first']",
                            code(admin.page().locator("#secret").textContent(), 0));
            admin.page().click("[id='enrol:confirm']");
            String id = maint.in(services ->
                    services.people().activeByLogin("theo").orElseThrow().id().toString());
            admin.page().navigate(maint.url() + "person?id=" + id);
            admin.page().click("[id='account-form:second-factor']");
            assertThat(admin.page().locator("#told")).containsText("taken away");

            password(page, "theo", Role.TECHNICIAN);
            page.waitForURL("**/today");
            // Once they are gone for good, their name goes as well, when it is typed.
            admin.page().click("[id='account-form:deactivate']");
            admin.page().fill("[id='erase:typed']", "thea");
            admin.page().click("[id='erase:do']");
            assertThat(admin.page().locator("#told")).containsText("Nothing was erased");
            admin.page().navigate(maint.url() + "person?id=" + id);
            admin.page().fill("[id='erase:typed']", "theo");
            Accessibility.both(admin.page(), "person");
            admin.page().click("[id='erase:do']");
            assertThat(admin.page().locator("h1")).containsText("anonyme-");
            assertThat(admin.page().locator("[id='erase:do']")).hasCount(0);
            assertThat(Rest.with(maint.url(), maint.token(Role.ADMIN))
                            .get("people/" + id + "/data")
                            .json()
                            .at("/tables/person/0/name")
                            .asText())
                    .startsWith("anonyme-");
            String audit = Rest.with(maint.url(), maint.token(Role.ADMIN))
                    .get("audit.csv")
                    .text();
            assertThat(audit).contains("second-factor.on", "second-factor.taken-away");
        }
    }
}
