package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;
import org.maint.shared.Canonical;

/** From a sample that is pushed in to a message that arrives outside: on the running bundle, with its faults. */
class TellIT {
    private static Installed maint;
    private static Rest admin;
    private static Rest lead;
    private static Rest technician;
    private static Rest machine;
    private static Outside outside;

    /** One message as it came in. */
    private record Got(String key, String signature, byte[] body, JsonNode json, Instant at) {}

    /** An outside program that is told, and may be unwell. */
    private static final class Outside implements AutoCloseable {
        private final HttpServer server;
        private final ConcurrentLinkedQueue<Got> got = new ConcurrentLinkedQueue<>();
        private final AtomicInteger answers = new AtomicInteger(200);

        Outside() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newFixedThreadPool(4));
            server.createContext("/hook", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                int status = answers.get();
                if (status < 300) {
                    got.add(new Got(
                            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                            exchange.getRequestHeaders().getFirst("Maint-Signature"),
                            body,
                            Canonical.parse(new String(body, StandardCharsets.UTF_8)),
                            Instant.now()));
                }
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        }

        List<Got> of(Predicate<Got> which) {
            return got.stream().filter(which).toList();
        }

        @Override
        public void close() {
            server.stop(0);
            ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdownNow();
        }
    }

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

    private static Predicate<Got> about(String host) {
        return got -> got.json().toString().contains(host);
    }

    @Test
    void an_alert_reaches_an_outside_program_signed_and_once_and_shows_who_was_told() throws Exception {
        Answer made = admin.post("channels", channel("Pager one", outside.url()));
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
        Got got = outside.of(about("alpha")).get(0);
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
        assertThat(admin.post("channels", channel("Pager two", outside.url())).status())
                .isEqualTo(201);
        outside.answers.set(404);
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
        outside.answers.set(200);
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
    void without_the_broker_alerts_still_go_out_and_after_its_return_hints_do_again() throws Exception {
        assertThat(admin.post("channels", channel("Pager three", outside.url())).status())
                .isEqualTo(201);
        ProcessHandle broker = maint.process()
                .toHandle()
                .descendants()
                .filter(each -> each.info().commandLine().orElse("").contains("imq.home"))
                .filter(each -> each.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
        broker.destroyForcibly();
        assertThat(machine.post("samples", breach("beta")).status()).isEqualTo(202);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !outside.of(about("beta"))
                .isEmpty());
        Map<String, Long> byKey =
                outside.of(about("beta")).stream().collect(Collectors.groupingBy(Got::key, Collectors.counting()));
        assertThat(byKey.values()).allMatch(number -> number == 1);
        assertThat(admin.delete("channels/pager-three").status()).isEqualTo(204);
    }
}
