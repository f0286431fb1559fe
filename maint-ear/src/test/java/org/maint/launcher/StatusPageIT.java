package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.maint.catcher.MailCatcher;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;
import org.w3c.dom.Document;

/** What customers see: the public page, its feeds, news by mail; and how it gets there. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(Installed.OWN)
class StatusPageIT {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private static MailCatcher catcher;
    private static Installed maint;
    private static Rest technician;
    private static Rest viewer;

    @BeforeAll
    static void start() {
        catcher = MailCatcher.start(0, 0, Clock.systemUTC());
        maint = Installed.with(
                Installed.CLOCK,
                Map.of(
                        "MAINT_SMTP_HOST", "127.0.0.1",
                        "MAINT_SMTP_PORT", Integer.toString(catcher.smtpPort()),
                        "MAINT_SMTP_TLS", "NONE",
                        "MAINT_SMTP_FROM", "maint@plomberie.example"));
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> status("").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        maint.close();
        catcher.close();
    }

    private static HttpResponse<byte[]> status(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(maint.url() + "status" + path))
                .timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private static HttpResponse<byte[]> post(String path, String form) {
        return send(HttpRequest.newBuilder(URI.create(maint.url() + "status/" + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static Document xml(HttpResponse<byte[]> response) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(response.body()));
    }

    private static Visitor signedIn(String login, Role... roles) {
        Visitor visitor = Chromium.get().visitor();
        Page page = visitor.page();
        Chromium.signIn(page, maint, login, maint.password(login, roles));
        return visitor;
    }

    /** The newest mail to an address that says this, whole. */
    private static JsonNode mail(String to, String says) {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> newest(to, says), found -> found != null);
    }

    private static JsonNode newest(String to, String says) {
        Rest mails = Rest.server(catcher.url().toString());
        JsonNode list = mails.get("messages").json();
        for (JsonNode line : list.isArray() ? list : list.path("messages")) {
            if (line.path("to").toString().contains(to)) {
                JsonNode whole =
                        mails.get("messages/" + line.path("id").asText()).json();
                if (whole.path("text").asText().contains(says)) {
                    return whole;
                }
            }
        }
        return null;
    }

    private static String token(JsonNode mail, String page) {
        Matcher link = Pattern.compile(Pattern.quote(page) + "\\?t=(\\S+)")
                .matcher(mail.path("text").asText());
        assertThat(link.find()).as(mail.path("text").asText()).isTrue();
        return link.group(1);
    }

    @Order(1)
    @Test
    void anybody_sees_it_from_a_cache_without_a_session_or_a_script() throws Exception {
        HttpResponse<byte[]> page = status("", "Accept-Language", "fr-CA");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page)).contains("Tout fonctionne", "<html lang=\"fr\">").doesNotContain("<script");
        assertThat(header(page, "Set-Cookie")).isEmpty();
        assertThat(header(page, "Cache-Control")).contains("public", "max-age=15", "stale-if-error");
        assertThat(header(page, "Vary")).contains("Accept-Language");
        assertThat(header(page, "Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(text(status("?lang=en", "Accept-Language", "fr-CA"))).contains("Everything works");
        assertThat(status("", "Accept-Language", "fr-CA", "If-None-Match", header(page, "ETag"))
                        .statusCode())
                .isEqualTo(304);
        HttpResponse<byte[]> compressed = status("?lang=fr", "Accept-Encoding", "gzip");
        assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .isEqualTo(page.body());
        assertThat(status("/nothing").statusCode()).isEqualTo(404);
        assertThat(status("/today").statusCode()).isEqualTo(404);
        assertThat(xml(status("/atom")).getDocumentElement().getLocalName()).isEqualTo("feed");
        assertThat(xml(status("/rss")).getDocumentElement().getLocalName()).isEqualTo("rss");
        assertThat(text(status("/json"))).startsWith("{\"organisation\"");
    }

    @Order(2)
    @Test
    void news_by_mail_is_asked_for_confirmed_and_given_up() {
        try (Visitor visitor = Chromium.get().visitor("en-CA", 360, 740, false)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "status");
            page.fill("#email", "anne@customer.example");
            page.click("form button");
            assertThat(page.locator("main")).containsText("a mail is on its way");
            String token = token(mail("anne@customer.example", "/status/confirm"), "/status/confirm");
            page.navigate(maint.url() + "status/confirm?t=" + token);
            page.click("main button");
            assertThat(page.locator("main")).containsText("You will hear from us");
            page.navigate(maint.url() + "status/confirm?t=" + token);
            assertThat(page.locator("main")).containsText("not valid, or no longer");
        }
        // The same answer again: nobody learns who is on the list.
        HttpResponse<byte[]> again = post("subscribe", "email=anne%40customer.example");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(text(again)).contains("a mail is on its way");
        HttpResponse<byte[]> broken =
                post("subscribe", "email=" + URLEncoder.encode("a@b\nBcc: c@d", StandardCharsets.UTF_8));
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(text(broken)).contains("role=\"alert\"");
        assertThat(post("unsubscribe", "t=nonsense").statusCode()).isEqualTo(404);
    }

    @Order(3)
    @Test
    void an_update_for_customers_is_previewed_read_by_somebody_else_and_reaches_them_without_what_is_internal()
            throws Exception {
        try (Visitor other = signedIn("lea", Role.VIEWER, Role.LEAD);
                Visitor one = signedIn("tess", Role.VIEWER, Role.TECHNICIAN)) {
            Page lea = other.page();
            lea.navigate(maint.url() + "settings?part=status");
            lea.check("[id='eyes:checked']");
            lea.click("[id='eyes:save']");
            assertThat(lea.locator("[id='eyes:checked']")).isChecked();
            lea.fill("[id='list:emails']", "carl@customer.example\nnot an address");
            lea.click("[id='list:do']");
            assertThat(lea.locator("[id='list:emails']")).hasValue("carl@customer.example\nnot an address");
            lea.fill("[id='list:emails']", "carl@customer.example");
            lea.click("[id='list:do']");
            assertThat(lea.locator("#subscribers li")).hasCount(2);

            String incident = technician
                    .post(
                            "incidents",
                            "{\"trigger\":\"PLATFORM_DOWN\",\"title\":\"db-3 is gone\",\"description\":\"Mallory\"}")
                    .json()
                    .path("id")
                    .asText();
            String room = maint.url() + "incident?n=" + incident;
            Page tess = one.page();
            tess.navigate(room);
            tess.selectOption("[id='tell:audience']", "CUSTOMERS");
            tess.fill("[id='tell:issue']", "Nobody can sign in <b>now</b>");
            tess.fill("[id='tell:impact']", "All customers");
            tess.click(".other-language summary");
            tess.fill("[id='tell:issueFr']", "Personne ne peut se connecter");
            tess.click("[id='tell:look']");
            assertThat(tess.locator("#preview [lang=fr]")).containsText("Personne ne peut se connecter");
            assertThat(tess.locator("#preview [lang=en]")).containsText("Nobody can sign in <b>now</b>");
            assertThat(tess.locator("#preview")).not().containsText("db-3");
            tess.click("[id='tell:do']");
            assertThat(tess.locator("#waiting li")).hasCount(1);
            assertThat(tess.locator("#waiting [id$=approve]")).hasCount(0);
            assertThat(text(status("?lang=en"))).doesNotContain("Nobody can sign in");

            lea.navigate(room);
            lea.click("#waiting [id$=approve]");
            assertThat(lea.locator("#updates-live")).containsText("Nobody can sign in");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> text(status("?lang=en"))
                    .contains("Nobody can sign in"));
            assertThat(one.complaints()).isEmpty();
            assertThat(other.complaints()).isEmpty();
        }
        for (String each : List.of("?lang=fr", "?lang=en", "/atom", "/rss", "/json")) {
            assertThat(text(status(each))).as(each).doesNotContain("db-3", "Mallory", "tess");
        }
        assertThat(text(status("?lang=en"))).contains("There is a disruption", "&lt;b&gt;now&lt;/b&gt;");
        assertThat(text(status("?lang=fr"))).contains("Personne ne peut se connecter");
        assertThat(xml(status("/atom?lang=fr")).getElementsByTagName("entry").getLength())
                .isEqualTo(1);
        assertThat(xml(status("/rss")).getElementsByTagName("item").getLength()).isEqualTo(1);
        JsonNode mail = mail("carl@customer.example", "/status/unsubscribe");
        assertThat(mail.path("text").asText()).doesNotContain("db-3", "Mallory", "I-1");
        String headers = mail.path("headers").toString();
        assertThat(headers).contains("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        assertThat(mail("anne@customer.example", "/status/unsubscribe")
                        .path("text")
                        .asText())
                .contains("Nobody can sign in");
        // As a mail program does it: one request, no page.
        String token = token(mail, "/status/unsubscribe");
        assertThat(status("/unsubscribe?t=" + token).statusCode()).isEqualTo(200);
        assertThat(post("unsubscribe?t=" + token, "List-Unsubscribe=One-Click").statusCode())
                .isEqualTo(200);
        try (Visitor other = signedIn("lea")) {
            Page lea = other.page();
            lea.navigate(maint.url() + "settings?part=status");
            assertThat(lea.locator("#subscribers li")).hasCount(1);
        }
        JsonNode json = technician.get("incidents").json().at("/items/0");
        String path = "incidents/" + json.path("id").asText();
        JsonNode second = technician
                .post(
                        path + "/updates",
                        "{\"status\":\"FIXING\",\"issue\":\"Still\",\"impact\":\"All\",\"audience\":\"CUSTOMERS\"}")
                .json()
                .at("/updates/0");
        assertThat(second.path("state").asText()).isEqualTo("WAITING");
        String update = path + "/updates/" + second.path("id").asText();
        assertThat(technician.post(update + "/approve", "").status()).isEqualTo(403);
        assertThat(viewer.post(update + "/withdraw", "").status()).isEqualTo(403);
        assertThat(technician.post(path + "/updates/nothing/withdraw", "").status())
                .isIn(400, 404);
        assertThat(technician.post(update + "/withdraw", "").status()).isEqualTo(200);
        assertThat(technician.post(update + "/withdraw", "").status()).isEqualTo(409);
    }

    @Order(4)
    @Test
    void it_is_accessible_in_both_languages_and_themes_on_a_phone() {
        for (String language : List.of("fr-CA", "en-CA")) {
            try (Visitor visitor = Chromium.get().visitor(language, 360, 740, false)) {
                Page page = visitor.page();
                for (String each : List.of("status", "status/confirm?t=x")) {
                    page.navigate(maint.url() + each);
                    Accessibility.both(page, each + " " + language);
                }
                assertThat(visitor.complaints())
                        .allMatch(complaint -> complaint.contains("404"), "only that the link is not valid");
            }
        }
        maint.password("looker", Role.VIEWER, Role.TECHNICIAN, Role.LEAD, Role.MANAGER);
        Accessibility.check(maint, "looker", List.of("settings?part=status", "incident?n=1"));
    }

    /** Last: it holds the database still. */
    @Order(5)
    @Test
    void it_answers_at_once_while_the_database_does_not_and_says_how_old_it_is() throws Exception {
        ProcessHandle database = maint.process()
                .toHandle()
                .descendants()
                .filter(each -> each.info().command().orElse("").contains("mariadbd"))
                .findFirst()
                .orElseThrow();
        signal("STOP", database);
        try {
            Instant begun = Instant.now();
            for (int i = 0; i < 20; i++) {
                assertThat(status("?lang=en").statusCode()).isEqualTo(200);
            }
            assertThat(Duration.between(begun, Instant.now()))
                    .as("twenty answers; each would wait for the database")
                    .isLessThan(Duration.ofSeconds(10));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> text(status("?lang=en")).contains("What came later is not known"));
        } finally {
            signal("CONT", database);
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !text(status("?lang=en"))
                .contains("What came later is not known"));
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
