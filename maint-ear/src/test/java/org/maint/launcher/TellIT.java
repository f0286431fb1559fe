package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;

/** From a sample that is pushed in to a message that arrives outside: on the running bundle, with its faults. */
@Order(Installed.OWN)
class TellIT {
    private static Installed maint;
    private static Rest admin;
    private static Rest lead;
    private static Rest technician;
    private static Rest machine;
    private static Outside outside;

    @BeforeAll
    static void start() throws Exception {
        outside = new Outside();
        maint = Installed.fresh(null);
        admin = Rest.with(maint.url(), maint.token(Role.ADMIN));
        lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
        machine = Rest.with(maint.url(), maint.token(Role.INGEST));
    }

    @AfterAll
    static void stop() {
        maint.close();
        outside.close();
    }

    private static String channel(String title, String url) {
        return "{\"medium\":\"WEBHOOK\",\"title\":\"" + title
                + "\",\"alertsFrom\":\"CRITICAL\",\"language\":\"en\",\"settings\":{\"url\":\"" + url + "\"}}";
    }

    /** A breach at one host: critical at once. */
    private static String breach(String host) {
        return "[{\"metric\":\"security.breach\",\"at\":\"" + Instant.now() + "\",\"value\":1,\"source\":\"it\","
                + "\"labels\":{\"host\":\"" + host + "\"}}]";
    }

    private static Predicate<Outside.Got> about(String host) {
        return got -> got.text().contains(host);
    }

    @Test
    void an_alert_reaches_an_outside_program_signed_and_once_and_shows_who_was_told() throws Exception {
        Answer made = admin.post("channels", channel("Pager one", outside.url("/hook")));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String secret = made.json().path("signingSecret").asText();
        assertThat(secret).startsWith("whsec_");
        assertThat(admin.get("channels").text()).doesNotContain(secret);

        Answer test = lead.post("channels/pager-one/test", "{}");
        assertThat(test.status()).as(test.text()).isEqualTo(200);
        String id = test.json().path("notification").asText();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> lead.get("notifications/" + id)
                .json()
                .path("state")
                .asText()
                .equals("DELIVERED"));
        assertThat(lead.get("notifications/" + id)
                        .json()
                        .path("attemptList")
                        .path(0)
                        .path("receipt")
                        .asText())
                .contains("200");

        assertThat(machine.post("samples", breach("alpha")).status()).isEqualTo(202);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !outside.of(about("alpha"))
                .isEmpty());
        Outside.Got got = outside.of(about("alpha")).get(0);
        assertThat(got.json().path("severity").asText()).isEqualTo("CRITICAL");
        String time = got.signature().replaceAll("t=(\\d+),.*", "$1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(got.signature())
                .isEqualTo("t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(got.body())));
        assertThat(outside.of(about("alpha"))).hasSize(1);
        assertThat(admin.delete("channels/pager-one").status()).isEqualTo(204);
    }

    @Test
    void what_is_refused_is_visible_and_is_sent_again_under_the_same_key() {
        assertThat(admin.post("channels", channel("Pager two", outside.url("/hook")))
                        .status())
                .isEqualTo(201);
        outside.answers(404);
        String id = lead.post("channels/pager-two/test", "{}")
                .json()
                .path("notification")
                .asText();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> lead.get("notifications/" + id)
                .json()
                .path("state")
                .asText()
                .equals("REFUSED"));
        assertThat(technician.post("notifications/" + id + "/replay", "{}").status())
                .isEqualTo(403);
        outside.answers(200);
        assertThat(lead.post("notifications/" + id + "/replay", "{}").status()).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> lead.get("notifications/" + id)
                .json()
                .path("state")
                .asText()
                .equals("DELIVERED"));
        assertThat(outside.of(got -> got.key().equals(id))).hasSize(1);
        assertThat(lead.post("notifications/" + id + "/replay", "{}").status()).isEqualTo(409);
        assertThat(admin.delete("channels/pager-two").status()).isEqualTo(204);
    }

    @Test
    void a_broker_that_hangs_holds_nothing_up_and_the_portal_says_so_until_it_is_back() throws Exception {
        assertThat(admin.post("channels", channel("Pager three", outside.url("/hook")))
                        .status())
                .isEqualTo(201);
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, "olga", maint.password("olga", Role.TECHNICIAN, Role.VIEWER));
            Locator banner = page.locator(".everybody");
            // Another test may just have taken the broker away and brought it back.
            awaitBanner(page, banner, 0);
            signal("STOP");
            try {
                for (String host : List.of("gamma", "delta", "epsilon")) {
                    tells(host);
                }
                awaitBanner(page, banner, 1);
                assertThat(banner).containsText("by the sweep");
            } finally {
                signal("CONT");
            }
            awaitBanner(page, banner, 0);
        }
        awaitHints("pager-three");
        assertThat(admin.delete("channels/pager-three").status()).isEqualTo(204);
    }

    @Test
    void without_the_broker_or_with_one_that_is_full_alerts_still_go_out_and_after_its_return_hints_do_again()
            throws Exception {
        assertThat(admin.post("channels", channel("Pager four", outside.url("/hook")))
                        .status())
                .isEqualTo(201);
        broker().destroyForcibly();
        tells("beta");
        awaitHints("pager-four");

        // Not one byte of a message finds room.
        Path settings = maint.home().file("openmq/instances/maint/props/config.properties");
        String usual = Files.readString(settings);
        Files.writeString(settings, usual + "\nimq.system.max_size=1\n");
        int before = refusals();
        try {
            broker().destroyForcibly();
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> refusals() > before);
            tells("zeta");
            tells("eta");
        } finally {
            Files.writeString(settings, usual);
        }
        broker().destroyForcibly();
        awaitHints("pager-four");
        assertThat(admin.delete("channels/pager-four").status()).isEqualTo(204);
    }

    /** Somebody hears of a breach at this host, and once. */
    private static void tells(String host) {
        assertThat(machine.post("samples", breach(host)).status()).isEqualTo(202);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !outside.of(about(host))
                .isEmpty());
        Map<String, Long> byKey = outside.of(about(host)).stream()
                .collect(Collectors.groupingBy(Outside.Got::key, Collectors.counting()));
        assertThat(byKey.values()).allMatch(number -> number == 1);
    }

    /** Until a message is sent because of a hint that went over the queue. */
    private static void awaitHints(String channel) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    String id = lead.post("channels/" + channel + "/test", "{}")
                            .json()
                            .path("notification")
                            .asText();
                    JsonNode sent = Awaitility.await()
                            .atMost(Duration.ofSeconds(30))
                            .until(
                                    () -> lead.get("notifications/" + id).json(),
                                    json -> json.path("attemptList").size() > 0);
                    return sent.at("/attemptList/0/via").asText().equals("QUEUE");
                });
    }

    private static void awaitBanner(Page page, Locator banner, int number) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    page.reload();
                    return banner.count() == number;
                });
    }

    /** How many times the broker went away. */
    private static int refusals() {
        return maint.log().split("The broker takes no hint", -1).length - 1;
    }

    private static ProcessHandle broker() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> maint.process()
                                .toHandle()
                                .descendants()
                                .filter(each ->
                                        each.info().commandLine().orElse("").contains("imq.home"))
                                .filter(each -> each.info().command().orElse("").endsWith("java"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(broker().pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
