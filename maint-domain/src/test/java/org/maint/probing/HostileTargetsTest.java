package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maint.probing.ProbeKind.ADVISORY_FEED;
import static org.maint.probing.ProbeKind.HTTP;
import static org.maint.probing.ProbeKind.JOURNEY;
import static org.maint.probing.ProbeKind.PAGE;
import static org.maint.probing.ProbeKind.TLS;
import static org.maint.probing.Site.assertion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other side does its worst; the look ends in time, reaches nothing else and gives nothing away. */
class HostileTargetsTest {
    private static final int DEADLINE = 300;

    private Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    /** A server that says what it is told, on its own socket. */
    private interface Rude {
        void talk(OutputStream out) throws IOException;
    }

    /** Looks at it, and waits until the server has seen that its connection is gone. */
    private Finding rudely(ProbeKind kind, String config, Rude rude) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            Thread thread = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    rude.talk(socket.getOutputStream());
                } catch (IOException e) {
                    gone.countDown();
                }
            });
            thread.setDaemon(true);
            thread.start();
            long start = System.nanoTime();
            Finding finding = site.look(
                    kind,
                    config.replace("PORT", Integer.toString(server.getLocalPort())),
                    Site.within(DEADLINE, Site.allowance("site.test")));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(DEADLINE + 500));
            assertThat(gone.await(2, TimeUnit.SECONDS))
                    .as("the socket is closed")
                    .isTrue();
            assertThat(finding.ok()).isFalse();
            return finding;
        }
    }

    private static void drip(OutputStream out, String what) throws IOException {
        while (true) {
            out.write(what.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static void say(OutputStream out, String what) throws IOException {
        out.write(what.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Test
    void a_body_that_drips_ends_at_the_deadline() throws Exception {
        Finding finding = rudely(HTTP, "{'url': 'http://site.test:PORT/'}", out -> {
            say(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            drip(out, "x");
        });
        assertThat(finding.problem()).isEqualTo("timeout");
    }

    @Test
    void headers_that_drip_end_at_the_deadline() throws Exception {
        Finding finding = rudely(HTTP, "{'url': 'http://site.test:PORT/'}", out -> {
            say(out, "HTTP/1.1 200 OK\r\nX-A: ");
            drip(out, "x");
        });
        assertThat(finding.problem()).isEqualTo("timeout");
    }

    @Test
    void a_handshake_that_never_comes_ends_at_the_deadline() throws Exception {
        for (String config :
                new String[] {"{'host': 'site.test', 'port': PORT}", "{'url': 'https://site.test:PORT/'}"}) {
            Finding finding = rudely(config.contains("url") ? HTTP : TLS, config, out -> {
                // The beginning of a TLS record that does not go on.
                out.write(new byte[] {22, 3, 3, 0x3f, 0});
                drip(out, "\0");
            });
            assertThat(finding.problem()).isEqualTo("timeout");
        }
    }

    @Test
    void an_endless_body_is_too_large() throws Exception {
        Finding finding = rudely(HTTP, "{'url': 'http://site.test:PORT/', 'maxBytes': 100000}", out -> {
            say(out, "HTTP/1.1 200 OK\r\n\r\n");
            byte[] much = new byte[10_000];
            while (true) {
                out.write(much);
            }
        });
        assertThat(finding.problem()).isEqualTo("too-large");
        assertThat(finding.excerpt()).isNull();
    }

    @Test
    void endless_headers_are_not_read() throws Exception {
        Finding finding = rudely(HTTP, "{'url': 'http://site.test:PORT/'}", out -> {
            say(out, "HTTP/1.1 200 OK\r\n");
            while (true) {
                say(out, "X-More: and more\r\n");
            }
        });
        assertThat(finding.problem()).isIn("unreadable", "connect");
    }

    @Test
    void a_gzip_bomb_is_too_large() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 32; i++) {
                gzip.write(zeros);
            }
        }
        site.on("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.size());
            exchange.getResponseBody().write(bomb.toByteArray());
        });
        assertThat(bomb.size()).isLessThan(100_000);
        assertThat(site.look(HTTP, "{'url': 'SITE/'}").problem()).isEqualTo("too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://elsewhere.test/",
                "http://site.test.elsewhere.test/",
                "file:///etc/passwd",
                "//elsewhere.test/",
                "http://user@site.test/"
            })
    void a_redirect_out_of_what_is_allowed_is_refused(String location) {
        site.redirects("/", location);
        for (ProbeKind kind : new ProbeKind[] {HTTP, PAGE}) {
            Finding finding = site.look(kind, "{'url': 'SITE/'}");
            assertThat(finding.problem()).isEqualTo("refused-target");
            assertThat(finding.ok()).isFalse();
            assertThat(finding.attempts()).isEqualTo(1);
        }
    }

    @Test
    void a_redirect_elsewhere_takes_no_secret_along() {
        Site other = new Site();
        try (other) {
            other.on(
                    "/",
                    exchange -> Site.answer(
                            exchange,
                            200,
                            "text/plain",
                            "key: " + exchange.getRequestHeaders().getFirst("X-Key")));
            site.redirects("/", "http://other.test:" + other.port() + "/").on("/post", exchange -> {
                exchange.getResponseHeaders().set("Location", "http://other.test:" + other.port() + "/");
                exchange.sendResponseHeaders(307, -1);
            });
            Allowance allowance = Site.with(Map.of("KEY", "hunter22"), Site.allowance("site.test", "other.test"));
            Finding finding = site.look(
                    HTTP,
                    "{'url': 'SITE/', 'headers': {'X-Key': '${secret:KEY}'}, 'contains': 'key: null'}",
                    allowance);
            assertThat(finding.ok()).as(finding.toJson()).isTrue();
            Finding posted = site.look(HTTP, "{'url': 'SITE/post', 'body': '${secret:KEY}'}", allowance);
            assertThat(posted.problem()).isEqualTo("refused-target");
            assertThat(other.asked).containsExactly("GET /");
        }
    }

    @Test
    void a_name_whose_answer_changes_is_connected_to_where_it_was_vetted() {
        site.close();
        AtomicInteger times = new AtomicInteger();
        site = new Site(name ->
                new InetAddress[] {InetAddress.getByName(times.incrementAndGet() == 1 ? "127.0.0.1" : "169.254.169.254")
                });
        site.redirects("/", "/next").on("/next", "here");
        assertThat(site.look(HTTP, "{'url': 'SITE/', 'contains': 'here'}").ok()).isTrue();
        assertThat(times).hasValue(1);
        assertThat(site.look(HTTP, "{'url': 'SITE/'}").problem()).isEqualTo("refused-target");
    }

    @Test
    void one_bad_address_among_good_ones_is_enough() {
        site.close();
        site = new Site(
                name -> new InetAddress[] {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("169.254.1.1")});
        site.on("/", "here");
        assertThat(site.look(HTTP, "{'url': 'SITE/'}").problem()).isEqualTo("refused-target");
        assertThat(site.asked).isEmpty();
    }

    @Test
    void a_resolver_that_does_not_answer_ends_at_the_deadline() {
        site.close();
        CountDownLatch never = new CountDownLatch(1);
        site = new Site(name -> {
            // Like the system's own, it does not care about interrupts.
            while (never.getCount() > 0) {
                LockSupport.parkNanos(10_000_000);
            }
            throw new java.net.UnknownHostException(name);
        });
        Finding finding = site.look(HTTP, "{'url': 'SITE/'}", Site.within(DEADLINE, Site.allowance("site.test")));
        never.countDown();
        assertThat(finding.problem()).isEqualTo("timeout");
        assertThat(finding.seconds()).isLessThan(0.8);
    }

    @Test
    void a_regular_expression_that_tries_everything_ends_at_the_deadline() {
        site.on("/", "a".repeat(5000) + "c");
        Finding finding = site.look(
                HTTP, "{'url': 'SITE/', 'matches': '(a|aa|a?)+b'}", Site.within(DEADLINE, Site.allowance("site.test")));
        assertThat(finding.problem()).isIn("timeout", "unreadable");
        assertThat(finding.seconds()).isLessThan(0.8);
    }

    @Test
    void a_regular_expression_that_backtracks_for_ever_is_interrupted() throws Exception {
        long start = System.nanoTime();
        try {
            BoundedText.find(
                    java.util.regex.Pattern.compile("^((x+x+)+)y\\1$"),
                    "x".repeat(40) + "z",
                    Deadline.in(Duration.ofMillis(50)));
            throw new AssertionError("It came to an end by itself");
        } catch (ProbeFault e) {
            assertThat(e.problem()).isEqualTo("timeout");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void entities_that_multiply_are_not_read() {
        StringBuilder dtd = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            dtd.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        site.on("/bomb", 200, "text/xml", dtd + "]><rss><channel><item><title>&a29;</title></item></channel></rss>");
        site.on(
                "/file",
                200,
                "text/xml",
                """
                <!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>
                <rss><channel><item><title>&f;</title></item></channel></rss>""");
        for (String path : new String[] {"/bomb", "/file"}) {
            Finding finding = site.look(ADVISORY_FEED, "{'url': 'SITE" + path + "', 'matches': 'ha'}");
            assertThat(finding.problem()).isEqualTo("unreadable");
            assertThat(finding.ok()).isFalse();
        }
    }

    @Test
    void a_secret_that_is_sent_back_does_not_stand_in_the_finding() {
        String secret = "Pä\"ss<w>&/+ 'word'";
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        String json = org.maint.shared.Canonical.mapper()
                .getNodeFactory()
                .textNode(secret)
                .toString();
        String echoed = String.join(
                "\n",
                "as it is: " + secret,
                "url: " + URLEncoder.encode(secret, StandardCharsets.UTF_8),
                "base64: " + Base64.getEncoder().encodeToString(utf8),
                "json: " + json,
                "html: " + org.jsoup.nodes.Entities.escape(secret),
                "html, by numbers: "
                        + secret.replace("&", "&#38;").replace("<", "&#x3C;").replace("'", "&#039;"),
                "basic: "
                        + Base64.getEncoder().encodeToString(("me:" + secret + "!").getBytes(StandardCharsets.UTF_8)));
        site.on("/", exchange -> {
            exchange.getResponseHeaders().set("X-Echo", "x");
            Site.answer(exchange, 200, "text/plain; charset=utf-8", Site.body(exchange) + "\n" + echoed);
        });
        site.on("/json", 200, "application/json", "{\"token\": " + json + "}");
        Allowance allowance = Site.with(Map.of("PASS", secret), Site.allowance("site.test"));
        for (Finding finding : new Finding[] {
            site.look(HTTP, "{'url': 'SITE/', 'body': 'x=${secret:PASS}', 'contains': 'nothing'}", allowance),
            site.look(
                    HTTP,
                    "{'url': 'SITE/json', 'body': '${secret:PASS}', 'jsonPath': '$.token', 'equals': 'x'}",
                    allowance),
            site.look(
                    JOURNEY,
                    "{'steps': [{'name': 'in', 'url': 'SITE/', 'form': {'p': '${secret:PASS}'}, 'capture': {'v': {'css': 'nothing'}}}]}",
                    allowance)
        }) {
            assertThat(finding.toJson())
                    .contains(Redaction.MASK)
                    .doesNotContain(
                            "ss<w>",
                            "ss&lt;w",
                            "ss%3Cw",
                            Base64.getEncoder().encodeToString(utf8).substring(4));
        }
        assertThat(allowance.toString()).doesNotContain("word");
    }

    @Test
    void a_secret_that_is_a_number_is_no_value() {
        site.on("/", 200, "application/json", "{\"pin\": 481516}");
        Finding finding = site.look(
                HTTP,
                "{'url': 'SITE/', 'headers': {'X-Pin': '${secret:PIN}'}, 'jsonPath': '$.pin', 'max': 1}",
                Site.with(Map.of("PIN", "481516"), Site.allowance("site.test")));
        assertThat(finding.ok()).isFalse();
        assertThat(finding.toJson()).doesNotContain("481516");
    }

    @Test
    void a_secret_with_control_characters_in_between_is_one_all_the_same() {
        site.on("/", 200, "text/plain; charset=utf-8", "key: hun\u0000te\u200br22.");
        Finding finding = site.look(
                HTTP,
                "{'url': 'SITE/', 'headers': {'X-Key': '${secret:KEY}'}}",
                Site.with(Map.of("KEY", "hunter22"), Site.allowance("site.test")));
        assertThat(finding.excerpt()).isEqualTo("key: •••.");
    }

    @Test
    void a_secret_at_the_end_of_the_excerpt_is_not_cut_and_shown() {
        String secret = "correct-horse-battery";
        site.on("/", "y".repeat(Finding.LONGEST_EXCERPT - 10) + secret);
        Finding finding = site.look(
                HTTP,
                "{'url': 'SITE/', 'headers': {'X-Key': '${secret:KEY}'}}",
                Site.with(Map.of("KEY", secret), Site.allowance("site.test")));
        assertThat(finding.excerpt()).doesNotContain("corr").hasSizeLessThanOrEqualTo(Finding.LONGEST_EXCERPT);
    }

    @Test
    void a_placeholder_that_a_server_sends_is_not_filled() {
        site.on("/", 200, "text/plain", "token=${secret:KEY};");
        site.on("/next", exchange -> Site.answer(exchange, 200, "text/plain", Site.body(exchange)));
        Finding finding = site.look(
                JOURNEY,
                """
                {'steps': [
                  {'name': 'a', 'url': 'SITE/', 'headers': {'X-Key': '${secret:KEY}'},
                   'capture': {'t': {'regex': 'token=([^;]+);'}}},
                  {'name': 'b', 'url': '/next', 'form': {'t': '${t}'}, 'contains': 'secret%3AKEY'}]}""",
                Site.with(Map.of("KEY", "hunter22"), Site.allowance("site.test")));
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
    }

    @Test
    void control_characters_do_not_stand_in_the_excerpt() {
        site.on("/", 200, "text/plain; charset=utf-8", "a\u001b[31m\u0000b\u202e\tc\u0085d");
        Finding finding = site.look(HTTP, "{'url': 'SITE/'}");
        assertThat(finding.excerpt()).isEqualTo("a[31mb cd");
        assertThat(assertion(finding, "status").seen()).isEqualTo("200");
    }
}
