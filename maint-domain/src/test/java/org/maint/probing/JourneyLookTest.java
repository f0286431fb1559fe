package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maint.probing.ProbeKind.JOURNEY;
import static org.maint.probing.Site.assertion;

import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JourneyLookTest {
    private static final String SIGN_IN_AND_OUT =
            """
            {'steps': [
              {'name': 'form', 'url': 'SITE/login', 'capture': {'csrf': {'css': 'input[name=csrf]', 'attribute': 'value'}}},
              {'name': 'sign-in', 'url': '/login/do', 'form': {'user': 'probe', 'pass': '${secret:PASS}', 'csrf': '${csrf}'},
               'capture': {'home': {'header': 'X-Home'}, 'id': {'jsonPath': '$.user.id'}}},
              {'name': 'home', 'url': '${home}?id=${id}', 'contains': 'Welcome',
               'capture': {'n': {'regex': 'visit ([0-9]+)'}}},
              {'name': 'sign-out', 'method': 'POST', 'url': 'SITE/logout', 'headers': {'X-Visit': '${n}'}, 'status': 204,
               'always': true}]}""";

    private final Site site = new Site();
    private String password = "hunter22";

    @AfterEach
    void close() {
        site.close();
    }

    private static boolean signedIn(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")).contains("session=42");
    }

    private void platform() {
        site.on("/login", "<form><input name=csrf value='t&amp;k1234567'></form>");
        site.on("/login/do", exchange -> {
            boolean good = Site.body(exchange).equals("user=probe&pass=" + password + "&csrf=t%26k1234567");
            exchange.getResponseHeaders().set("Set-Cookie", "session=42; Path=/; HttpOnly");
            exchange.getResponseHeaders().set("X-Home", "/home");
            Site.answer(exchange, good ? 200 : 403, "application/json", "{\"user\": {\"id\": \"a b\"}}");
        });
        site.on("/home", exchange -> {
            boolean good = signedIn(exchange)
                    && "id=a%20b".equals(exchange.getRequestURI().getRawQuery());
            Site.answer(exchange, good ? 200 : 401, "text/html", "Welcome, visit 7, t&k1234567");
        });
        site.on("/logout", exchange -> exchange.sendResponseHeaders(signedIn(exchange) ? 204 : 401, -1));
    }

    private Finding look(String config) {
        return site.look(JOURNEY, config, Site.with(Map.of("PASS", "hunter22"), Site.allowance("site.test")));
    }

    @Test
    void somebody_signs_in_and_out() {
        platform();
        Finding finding = look(SIGN_IN_AND_OUT);
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
        assertThat(assertion(finding, "step:sign-in").ok()).isTrue();
        assertThat(finding.values()).containsKeys("seconds", "step:form", "step:sign-out");
        assertThat(finding.toJson()).doesNotContain("hunter22");
        assertThat(finding.asked())
                .startsWith(
                        "form: GET " + site.url("/login") + " → sign-in: POST /login/do → home: GET ${home}?id=${id}");
    }

    @Test
    void it_stops_where_it_fails_and_cleans_up() {
        platform();
        password = "another";
        Finding finding = look(SIGN_IN_AND_OUT.replace(", 'headers': {'X-Visit': '${n}'}", ""));
        assertThat(finding.ok()).isFalse();
        assertThat(assertion(finding, "step:form").ok()).isTrue();
        assertThat(assertion(finding, "step:sign-in").ok()).isFalse();
        assertThat(assertion(finding, "step:sign-in:status").seen()).isEqualTo("403");
        assertThat(assertion(finding, "step:sign-out").ok()).isTrue();
        assertThat(site.asked).containsExactly("GET /login", "POST /login/do", "POST /logout");
    }

    @Test
    void what_was_captured_does_not_stand_in_the_finding() {
        platform();
        Finding finding = look(SIGN_IN_AND_OUT.replace("'status': 204", "'status': 200"));
        assertThat(finding.ok()).isFalse();
        assertThat(finding.toJson()).doesNotContain("k1234567");
    }

    @Test
    void a_step_that_needs_what_was_not_captured_fails() {
        site.on("/", "nothing here");
        Finding finding = look(
                """
                {'steps': [{'name': 'a', 'url': 'SITE/', 'capture': {'x': {'css': '#x'}}},
                           {'name': 'b', 'url': 'SITE/${x}', 'always': true}]}""");
        assertThat(finding.ok()).isFalse();
        assertThat(assertion(finding, "step:a:capture").ok()).isFalse();
        assertThat(assertion(finding, "step:b").seen()).isEqualTo("${x}");
        assertThat(site.asked).containsExactly("GET /");
    }

    @Test
    void there_is_time_to_clean_up_after_a_step_that_hangs() {
        CountDownLatch ended = new CountDownLatch(1);
        site.on("/hangs", exchange -> {
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        site.on("/clean", "");
        Finding finding = site.look(
                JOURNEY,
                "{'steps': [{'name': 'a', 'url': 'SITE/hangs'}, {'name': 'b', 'url': 'SITE/clean', 'always': true}]}",
                Site.within(1000, Site.allowance("site.test")));
        ended.countDown();
        assertThat(finding.problem()).isEqualTo("timeout");
        assertThat(assertion(finding, "step:b").ok()).isTrue();
        assertThat(site.asked).containsExactly("GET /hangs", "GET /clean");
    }

    @Test
    void it_may_not_be_led_elsewhere() {
        site.on("/", "<a href='http://169.254.169.254/latest'>next</a>");
        Finding finding = look(
                """
                {'steps': [{'name': 'a', 'url': 'SITE/', 'capture': {'next': {'css': 'a', 'attribute': 'href'}}},
                           {'name': 'b', 'url': '${next}'}]}""");
        assertThat(finding.problem()).isEqualTo("refused-target");
    }
}
