package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maint.probing.ProbeKind.HTTP;
import static org.maint.probing.Site.assertion;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maint.shared.Canonical;

class HttpLookTest {
    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void an_answer_as_expected_is_well() {
        site.on("/", "<p>Bonjour");
        Finding finding = site.look(
                HTTP, "{'url': 'SITE/', 'status': [200], 'contains': 'Bonjour', 'matches': 'B.n', 'maxSeconds': 4}");
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
        assertThat(finding.problem()).isNull();
        assertThat(finding.assertions())
                .extracting(Assertion::key)
                .containsExactly("status", "latency", "contains", "matches");
        assertThat(finding.values()).containsKeys("seconds", "bytes");
        assertThat(finding.answerSha256()).isEqualTo(Canonical.sha256("<p>Bonjour"));
        assertThat(finding.excerpt()).isEqualTo("<p>Bonjour");
        assertThat(finding.asked()).isEqualTo("GET " + site.url("/"));
        assertThat(finding.observedAt()).isEqualTo(Site.NOW);
        assertThat(finding.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'status': 204          | status",
                "'contains': 'Bonsoir'  | contains",
                "'matches': '^Z'        | matches",
                "'maxSeconds': 0.001    | latency",
                "'jsonPath': '$.a.b', 'equals': 8 | json",
                "'jsonPath': '$.a.c'    | json",
                "'jsonPath': '$.a.b', 'max': 6 | json",
                "'jsonPath': '$.a.t', 'min': 0 | json",
            })
    void what_is_not_as_expected_is_named(String expectation, String key) {
        site.on("/", exchange -> {
            java.util.concurrent.locks.LockSupport.parkNanos(3_000_000);
            Site.answer(exchange, 200, "application/json", "{\"a\": {\"b\": 7, \"t\": \"x\"}}");
        });
        Finding finding = site.look(HTTP, "{'url': 'SITE/', " + expectation + "}");
        assertThat(finding.ok()).isFalse();
        assertThat(finding.problem()).isNull();
        assertThat(finding.assertions().stream().filter(each -> !each.ok()).map(Assertion::key))
                .containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'jsonPath': '$.a.b', 'equals': 7     | 7",
                "'jsonPath': '$.a.b', 'equals': '7.0' | 7",
                "'jsonPath': '$.a.b', 'min': 7, 'max': 7 | 7",
                "'jsonPath': '$.workers[?(@.state==`ALIVE`)].cores' | 4",
                "'jsonPath': '$.workers.length()', 'equals': 2 | 2",
            })
    void a_place_in_json_is_held_against_a_value(String expectation, double value) {
        site.on(
                "/",
                200,
                "application/json",
                """
                {"a": {"b": 7}, "workers": [{"state": "ALIVE", "cores": 4}, {"state": "DEAD", "cores": 8}]}""");
        Finding finding = site.look(HTTP, "{'url': 'SITE/', " + expectation.replace("`ALIVE`", "\\\"ALIVE\\\"") + "}");
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
        assertThat(finding.values()).containsEntry("value", value);
    }

    @Test
    void what_is_no_json_is_unreadable() {
        site.on("/", "<html>");
        Finding finding = site.look(HTTP, "{'url': 'SITE/', 'jsonPath': '$.a'}");
        assertThat(finding.problem()).isEqualTo("unreadable");
        assertThat(finding.ok()).isFalse();
    }

    @Test
    void a_server_error_is_not_well_without_being_told_so() {
        site.on("/", 503, "text/plain", "later");
        assertThat(site.look(HTTP, "{'url': 'SITE/'}").ok()).isFalse();
    }

    @Test
    void a_redirect_is_followed_and_can_be_looked_at_itself() {
        site.redirects("/old", "/new").on("/new", "here");
        assertThat(site.look(HTTP, "{'url': 'SITE/old', 'contains': 'here'}").ok())
                .isTrue();
        Finding itself = site.look(HTTP, "{'url': 'SITE/old', 'followRedirects': false, 'status': 302}");
        assertThat(itself.ok()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.test, x, http://a.test/x",
        "http://a.test, ?q=1, http://a.test/?q=1",
        "http://a.test/b/c, ?q=1, http://a.test/b/c?q=1",
        "http://a.test/b/c, d, http://a.test/b/d",
        "http://a.test/b/c, ../d, http://a.test/d",
        "http://a.test/b, //b.test/c, http://b.test/c",
    })
    void an_address_is_relative_to_the_one_before(String base, String reference, String expected) {
        assertThat(Requests.resolved(java.net.URI.create(base), reference)).hasToString(expected);
    }

    @Test
    void a_large_answer_is_cut_but_looked_at_to_its_end() {
        site.on("/", " ".repeat(100_000) + "x".repeat(10_000) + "end");
        Finding finding = site.look(HTTP, "{'url': 'SITE/', 'contains': 'end'}");
        assertThat(finding.ok()).isTrue();
        assertThat(finding.excerpt()).isEqualTo("…");
    }

    @Test
    void redirects_in_a_circle_come_to_an_end() {
        site.redirects("/", "/");
        assertThat(site.look(HTTP, "{'url': 'SITE/'}").problem()).isEqualTo("redirects");
        assertThat(site.asked).hasSize(6);
    }

    @Test
    void a_form_is_sent_with_its_secret() {
        site.on(
                "/",
                exchange -> Site.answer(
                        exchange,
                        200,
                        "text/plain",
                        Site.body(exchange).equals("user=tech&password=a%26b") + " "
                                + exchange.getRequestHeaders().getFirst("Content-Type")));
        Finding finding = site.look(
                HTTP,
                "{'url': 'SITE/', 'form': {'user': 'tech', 'password': '${secret:PASS}'}, 'contains': 'true application/x-www-form-urlencoded'}",
                Site.with(Map.of("PASS", "a&b"), Site.allowance("site.test")));
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
        assertThat(site.asked).containsExactly("POST /");
    }

    @Test
    void a_secret_that_is_not_there_is_told_and_nothing_is_sent() {
        site.on("/", "");
        Finding finding = site.look(HTTP, "{'url': 'SITE/', 'headers': {'Authorization': 'Bearer ${secret:KEY}'}}");
        assertThat(finding.problem()).isEqualTo("secret");
        assertThat(assertion(finding, "secret").seen()).isEqualTo("KEY");
        assertThat(site.asked).isEmpty();
    }

    @Test
    void a_look_is_taken_again_until_it_is_well() {
        AtomicInteger times = new AtomicInteger();
        site.on("/", exchange -> Site.answer(exchange, times.incrementAndGet() < 3 ? 500 : 200, "text/plain", "x"));
        Finding finding = site.look(HTTP, "{'url': 'SITE/'}", Site.attempts(3, Site.allowance("site.test")));
        assertThat(finding.ok()).isTrue();
        assertThat(finding.attempts()).isEqualTo(3);
        assertThat(finding.assertions()).hasSize(1);
    }

    @Test
    void nothing_that_listens_is_a_problem_of_connecting() throws Exception {
        int free;
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Finding finding = site.look(HTTP, "{'url': 'http://site.test:" + free + "/'}");
        assertThat(finding.problem()).isEqualTo("connect");
        assertThat(finding.ok()).isFalse();
    }

    @Test
    void an_address_is_a_host_like_any_other() {
        site.on("/", "here");
        Finding finding = site.look(
                HTTP, "{'url': 'http://127.0.0.1:" + site.port() + "/'}", Site.allowance("127.0.0.1:" + site.port()));
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
    }

    @Test
    void cookies_of_one_look_are_not_sent_by_the_next() {
        site.on("/", exchange -> {
            String cookie = exchange.getRequestHeaders().getFirst("Cookie");
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            Site.answer(exchange, 200, "text/plain", "cookie: " + cookie);
        });
        for (int i = 0; i < 2; i++) {
            assertThat(site.look(HTTP, "{'url': 'SITE/', 'contains': 'cookie: null'}")
                            .ok())
                    .isTrue();
        }
    }
}
