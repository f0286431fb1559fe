package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maint.shared.Canonical;

/** The rules and the dashboard's questions in a Prometheus that watches a running maint (Debian: prometheus). */
class PrometheusIT {
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final Path OPERATIONS = Path.of("src/main/operations");

    private static Process prometheus;
    private static Rest api;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "Prometheus is not installed");
        Path work = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "prometheus");
        Files.writeString(
                work.resolve("prometheus.yml"),
                """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: maint
                    static_configs: [{targets: ["127.0.0.1:%d", "127.0.0.1:%d"]}]
                """
                        .formatted(
                                OPERATIONS.resolve("prometheus-rules.yml").toAbsolutePath(),
                                Installed.shared().port(),
                                nobody()));
        int port = Ports.free();
        prometheus = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=" + work.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + work.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("prometheus.log").toFile())
                .start();
        api = Rest.server("http://127.0.0.1:" + port + "/");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> !value("maint_timer_idle_seconds{job=\"maint\"}").isEmpty()
                        && !value("rate(maint_requests_total{job=\"maint\"}[5m])")
                                .isEmpty());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (prometheus != null) {
            prometheus.destroy();
            assertThat(prometheus.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A port at which nothing answers: a node that is down. */
    private static int nobody() {
        return Ports.free();
    }

    private static JsonNode value(String question) {
        Rest.Answer answer = api.get("api/v1/query?query=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(question + ": " + answer.text()).isEqualTo(200);
        return answer.json().at("/data/result");
    }

    private static List<String> questions() throws IOException {
        List<String> questions = new ArrayList<>();
        Canonical.parse(Files.readString(OPERATIONS.resolve("grafana-dashboard.json")))
                .findValues("expr")
                .forEach(each -> questions.add(each.asText().replace("$job", "maint")));
        return questions;
    }

    @Test
    void every_question_of_the_dashboard_has_an_answer() throws IOException {
        List<String> questions = questions();
        assertThat(questions).hasSizeGreaterThan(10);
        for (String question : questions) {
            // What was so long ago, nothing knows yet.
            String now = question.replaceFirst(" - max.*offset.*", "");
            assertThat(value(now)).as(question).isNotEmpty();
        }
    }

    @Test
    void every_rule_can_be_judged_and_sees_the_node_that_is_down_and_the_clock_that_is_off() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher metrics =
                Pattern.compile("maint_[a-z_]+").matcher(Files.readString(OPERATIONS.resolve("prometheus-rules.yml")));
        while (metrics.find()) {
            named.add(metrics.group());
        }
        assertThat(named).hasSizeGreaterThan(6);
        named.forEach(metric -> assertThat(value(metric)).as(metric).isNotEmpty());
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode rules = api.get("api/v1/rules").json().at("/data/groups/0/rules");
            assertThat(rules).hasSize(11);
            for (JsonNode rule : rules) {
                String name = rule.path("name").asText();
                assertThat(rule.path("health").asText()).as(name).isEqualTo("ok");
                if (name.equals("MaintNodeDown")) {
                    assertThat(rule.path("state").asText()).isNotEqualTo("inactive");
                    assertThat(rule.path("alerts")).hasSize(1);
                }
                if (name.equals("MaintClockSkew")) {
                    // The clock of the test's installation stands in another week than the database's.
                    assertThat(rule.path("state").asText()).isNotEqualTo("inactive");
                }
                if (Set.of("MaintTimersStandStill", "MaintDatabaseUnreadable").contains(name)) {
                    assertThat(rule.path("state").asText()).as(name).isEqualTo("inactive");
                }
            }
        });
    }
}
