package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.maint.installation.Standalone;
import org.maint.people.Role;

/** The EAR as operations get it, on a Payara Server as they have it. */
@ExtendWith({PayaraServer.class, ArquillianExtension.class})
@Order(Installed.OWN)
class EarIT {
    private static Standalone domain;

    @Deployment(testable = false)
    static EnterpriseArchive ear() {
        EnterpriseArchive ear = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File("target/maint.ear"));
        return ear.setApplicationXML(new StringAsset(underAnotherRoot(ear.get("META-INF/application.xml"))));
    }

    /** As maint-cluster does it where operations want another path. */
    private static String underAnotherRoot(Node descriptor) {
        try (InputStream in = descriptor.getAsset().openStream()) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return xml.replace(
                    "<context-root>/maint</context-root>",
                    "<context-root>" + PayaraServer.CONTEXT_ROOT + "</context-root>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void connect() {
        domain = new Standalone(PayaraServer.database().source(), Clock.systemUTC(), "target/it", Map.of());
    }

    @AfterAll
    static void disconnect() {
        domain.close();
    }

    private static Rest as(Role role) {
        String secret = domain.in(services ->
                services.people().createToken(null, "ear " + role, role, null).secret());
        return Rest.with(PayaraServer.url(), secret);
    }

    @Test
    void a_run_is_worked_through_signed_off_and_found_in_the_log() {
        Rest technician = as(Role.TECHNICIAN);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(technician
                        .get("runs?routine=daily-morning&from=2026-11-23&to=2026-11-23")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1));
        JsonNode run = technician
                .get("runs?routine=daily-morning&from=2026-11-23&to=2026-11-23")
                .json()
                .at("/items/0");
        String id = run.path("id").asText();
        Rest any = technician.header("If-Match", "*");
        for (JsonNode item : run.path("items")) {
            assertThat(any.put("runs/" + id + "/items/" + item.path("key").asText(), "{\"outcome\":\"PASS\"}")
                            .status())
                    .isEqualTo(200);
        }
        Rest.Answer signed = technician.post("runs/" + id + "/sign-off", "{\"minutesSpent\":12}");
        assertThat(signed.status()).as(signed.text()).isEqualTo(201);
        assertThat(technician.get("runs/" + id).json().path("state").asText()).isEqualTo("SIGNED");
        assertThat(technician.get("log?type=DAILY").text())
                .contains(signed.json().path("hash").asText());
        assertThat(technician.get("log/verify").json().path("intact").asBoolean())
                .isTrue();
    }

    @Test
    void a_message_travels_by_the_servers_own_broker() {
        String login = "lead-on-the-server";
        domain.act(services ->
                services.people().invite(null, login, login, login + "@example.com", java.util.Set.of(Role.LEAD)));
        Rest technician = as(Role.TECHNICIAN);
        JsonNode run = technician
                .post("runs", "{\"title\":\"Boiler\",\"type\":\"UNPLANNED\",\"items\":[\"Burner\"]}")
                .json();
        String item = "runs/" + run.path("id").asText() + "/items/item-1";
        Rest anyVersion = technician.header("If-Match", "*");
        // The embedded broker starts with its first message, and on a busy machine the sweep is then faster; so the
        // item
        // fails again until a hint was.
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(4))
                .untilAsserted(() -> {
                    anyVersion.put(item, "{\"outcome\":\"PASS\"}");
                    anyVersion.put(item, "{\"outcome\":\"FAIL\",\"note\":\"no flame\"}");
                    List<?> ways = domain.in(services -> services.em()
                            .createQuery(
                                    "select concat(n.via, ' ', n.state) from Notification n where n.kind = 'item.failed'")
                            .getResultList());
                    assertThat(ways.stream().map(String::valueOf)).contains("QUEUE DELIVERED");
                });
    }

    /** With the libraries that the server itself brings. */
    @Test
    void an_account_of_the_company_opens_the_portal() throws Exception {
        PayaraServer.provider()
                .letIn(
                        "sub-pascale",
                        Map.of(
                                "name",
                                "Pascale",
                                "email",
                                "pascale@corp.example",
                                "email_verified",
                                true,
                                "groups",
                                List.of("it-staff")));
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        HttpResponse<String> page = browser.send(
                HttpRequest.newBuilder(URI.create(PayaraServer.url() + "sign-on?to=/profile"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.uri()).isEqualTo(URI.create(PayaraServer.url() + "profile"));
        assertThat(page.body()).contains("pascale@corp.example");
    }

    @Test
    void the_portal_answers_and_sends_strangers_to_the_sign_in_page() {
        Rest.Answer page =
                Rest.server(PayaraServer.url()).header("Accept-Language", "fr").get("login");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Ouvrir une session", PayaraServer.CONTEXT_ROOT + "/jakarta.faces.resource/")
                .doesNotContain("\"/maint/");
        Rest.Answer closed = Rest.server(PayaraServer.url()).get("today");
        assertThat(closed.status()).isEqualTo(302);
    }
}
