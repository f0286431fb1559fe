package org.maint.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The made-up platform answers, fails and tells as its faults say. */
class SimulatedPlatformTest {
    /** Monday, half past ten in Montréal. */
    private static final Instant MORNING = Instant.parse("2026-11-23T15:30:00Z");

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Hands hands = new Hands(MORNING);
    private SimulatedPlatform platform;

    private static final class Hands extends Clock {
        private volatile Instant now;

        Hands(Instant now) {
            this.now = now;
        }

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void start() {
        platform = SimulatedPlatform.start(
                Options.with(directory.resolve("backups")).clock(hands).slowSeconds(.3));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(platform.url().resolve(path));
    }

    private HttpResponse<String> get(String path) {
        return send(to(path));
    }

    private HttpResponse<String> post(String path, String form, String... headers) {
        HttpRequest.Builder request = to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    private static String cookie(HttpResponse<?> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    }

    private HttpResponse<String> signIn(String user, String password) {
        HttpResponse<String> form = get("/login");
        String csrf = first("name=\"csrf\" value=\"([0-9a-f]+)\"", form.body());
        return post("/login", "csrf=" + csrf + "&user=" + user + "&password=" + password, "Cookie", cookie(form));
    }

    private String dashboard() {
        String session = cookie(signIn(SimulatedPlatform.user(), SimulatedPlatform.password()));
        HttpResponse<String> page = send(to("/dashboard").header("Cookie", session));
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private List<Path> backups() throws IOException {
        try (Stream<Path> files = Files.list(platform.backups())) {
            return files.filter(file -> file.toString().endsWith(".sql.gz"))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, Double> metrics() {
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        Map<String, Double> values = new TreeMap<>();
        answer.body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> values.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/jobs", "/gps", "/invoices", "/messages", "/admin"})
    void every_page_is_there_with_everything_it_refers_to(String path) {
        HttpResponse<String> page = get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .startsWith("<!DOCTYPE html>")
                .contains("lang=\"fr-CA\"")
                .doesNotContain("{{", "role=\"alert\"");
        whatItRefersTo(page.body());
    }

    private void whatItRefersTo(String page) {
        Matcher reference = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"").matcher(page);
        List<String> found = new ArrayList<>();
        while (reference.find()) {
            found.add(reference.group(1));
            assertThat(get(reference.group(1)).statusCode())
                    .as(reference.group(1))
                    .isEqualTo(200);
        }
        assertThat(found).hasSizeGreaterThan(2);
    }

    @Test
    void what_is_not_there_is_404_and_what_is_not_done_405() {
        for (String path :
                List.of("/nothing", "/assets/nothing.svg", "/assets/..%2Fpages%2Fadmin.html", "/faults/rain")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(post("/jobs", "").statusCode()).isEqualTo(405);
        assertThat(send(to("/").method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_dashboard_wants_a_sign_in_and_shows_images_and_a_chart() {
        assertThat(get("/dashboard").headers().firstValue("Location")).hasValue("/login");
        String page = dashboard();
        assertThat(page).contains("<canvas class=\"chart\"", "/assets/charts.js", "/assets/facture.svg");
        whatItRefersTo(page);
    }

    @Test
    void nobody_signs_in_with_a_wrong_password_or_without_the_hidden_field() {
        HttpResponse<String> wrong = signIn(SimulatedPlatform.user(), "guess");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("role=\"alert\"");
        String words = "user=" + SimulatedPlatform.user() + "&password=" + SimulatedPlatform.password();
        assertThat(post("/login", words).statusCode()).isEqualTo(403);
        assertThat(post("/login", words + "&csrf=0", "Cookie", cookie(get("/login")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_test_job_is_made_shown_and_taken_away_and_counts_in_no_figure() throws Exception {
        double before = metrics().get("platform_jobs_created_total");
        HttpResponse<String> made = post("/api/jobs", "");
        assertThat(made.statusCode()).isEqualTo(201);
        String id = JSON.readTree(made.body()).get("id").asText();
        assertThat(get("/jobs").body()).contains(id);
        assertThat(send(to("/api/jobs/" + id).DELETE()).statusCode()).isEqualTo(204);
        assertThat(send(to("/api/jobs/" + id).DELETE()).statusCode()).isEqualTo(404);
        assertThat(get("/jobs").body()).doesNotContain(id);
        assertThat(metrics().get("platform_jobs_created_total")).isEqualTo(before);
    }

    @Test
    void a_test_invoice_is_made_and_a_test_message_is_taken() throws Exception {
        HttpResponse<String> invoice = post("/api/invoices", "");
        assertThat(invoice.statusCode()).isEqualTo(201);
        String id = JSON.readTree(invoice.body()).get("id").asText();
        assertThat(get("/invoices").body()).contains(id);
        assertThat(send(to("/api/invoices/" + id).DELETE()).statusCode()).isEqualTo(204);
        assertThat(post("/api/messages", "").statusCode()).isEqualTo(202);
    }

    @Test
    void a_page_from_elsewhere_cannot_throw_a_switch() throws Exception {
        assertThat(post("/faults/down", "on=true", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/faults").body()).contains("\"down\":false");
    }

    @Test
    void health_and_advisories_can_be_read() throws Exception {
        assertThat(get("/health").body()).isEqualTo("{\"status\":\"up\"}");
        HttpResponse<String> feed = get("/advisories.xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var document = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(feed.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagNameNS("http://www.w3.org/2005/Atom", "entry")
                        .getLength())
                .isEqualTo(8);
        hands.forward(Duration.ofMinutes(5));
        assertThat(get("/advisories.xml").body()).isEqualTo(feed.body());
    }

    @Test
    void metrics_count_what_was_answered() {
        get("/");
        get("/nothing");
        Map<String, Double> metrics = metrics();
        assertThat(metrics.get("http_requests_total{status=\"200\"}")).isEqualTo(1);
        assertThat(metrics.get("http_requests_total{status=\"404\"}")).isEqualTo(1);
        assertThat(metrics.get("platform_active_users")).isBetween(20.0, 50.0);
        assertThat(metrics.get("platform_bundle_bytes")).isGreaterThan(1_000_000);
        assertThat(diskFree(metrics)).isBetween(25.0, 90.0);
        assertThat(memoryUsed(metrics)).isBetween(20.0, 75.0);
    }

    private static double diskFree(Map<String, Double> metrics) {
        String labels = "{device=\"/dev/vda1\",fstype=\"ext4\",mountpoint=\"/\"}";
        return 100
                * metrics.get("node_filesystem_avail_bytes" + labels)
                / metrics.get("node_filesystem_size_bytes" + labels);
    }

    private static double memoryUsed(Map<String, Double> metrics) {
        return 100 - 100 * metrics.get("node_memory_MemAvailable_bytes") / metrics.get("node_memory_MemTotal_bytes");
    }

    @Test
    void the_backups_of_ten_nights_are_there_real_growing_and_with_their_checksums() throws Exception {
        List<Path> files = backups();
        assertThat(files).hasSize(10);
        assertThat(files.get(9).getFileName()).hasToString("backup-2026-11-23-0200.sql.gz");
        assertThat(Files.getLastModifiedTime(files.get(9)).toInstant()).isEqualTo("2026-11-23T07:00:00Z");
        assertThat(Files.size(files.get(9))).isGreaterThan(Files.size(files.get(0)));
        for (Path file : files) {
            assertThat(Files.readString(Path.of(file + ".sha256")))
                    .isEqualTo(Backups.sha256(Files.readAllBytes(file)) + "  " + file.getFileName() + "\n");
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("insert into interventions");
            }
        }
    }

    @Test
    void a_backup_is_made_every_hour_and_when_it_is_asked_for_and_old_ones_go() throws Exception {
        platform.live();
        assertThat(backups()).hasSize(11).last().asString().endsWith("backup-2026-11-23-1030.sql.gz");
        hands.forward(Duration.ofMinutes(59));
        platform.live();
        assertThat(backups()).hasSize(11);
        hands.forward(Duration.ofMinutes(1));
        platform.live();
        assertThat(backups()).hasSize(12);
        hands.forward(Duration.ofDays(12));
        assertThat(post("/admin/backup", "").statusCode()).isEqualTo(201);
        assertThat(backups()).hasSize(5).last().asString().endsWith("backup-2026-12-05-1130.sql.gz");
    }

    @Test
    void down_answers_503_but_for_the_switches() {
        assertThat(post("/faults/down", "on=true").body()).contains("\"down\":true");
        for (String path : List.of("/", "/health", "/metrics", "/assets/logo.svg")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(503);
        }
        assertThat(get("/admin").statusCode()).isEqualTo(200);
        post("/faults/down", "on=false");
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void a_switch_that_makes_no_sense_is_refused() {
        assertThat(post("/faults/down", "on=perhaps").statusCode()).isEqualTo(400);
        assertThat(post("/faults/slow", "on=true&seconds=many").statusCode()).isEqualTo(400);
        assertThatThrownBy(() -> platform.fault("rain", true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void slow_takes_as_long_as_it_was_told_to_and_assets_are_quick() {
        platform.fault("slow", true);
        long start = System.nanoTime();
        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(metrics().get("http_request_duration_p95_seconds")).isGreaterThanOrEqualTo(.3);
    }

    @Test
    void errors_fail_three_of_ten_and_are_written_down() {
        platform.fault("errors", true);
        List<Integer> statuses =
                IntStream.range(0, 10).mapToObj(i -> get("/jobs").statusCode()).toList();
        assertThat(statuses).filteredOn(status -> status == 500).hasSize(3);
        assertThat(metrics().get("http_request_errors_percent")).isEqualTo(30);
        assertThat(get("/logs/errors").body().lines()).hasSize(3).allMatch(line -> line.contains("CRITICAL"));
        post("/faults/errors", "on=true&percent=100");
        assertThat(get("/jobs").statusCode()).isEqualTo(500);
        assertThat(post("/api/jobs", "").statusCode()).isEqualTo(500);
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void missing_backup_hides_the_young_ones_and_makes_none_until_it_is_off() throws Exception {
        platform.fault("missing-backup", true);
        assertThat(backups()).hasSize(8);
        hands.forward(Duration.ofHours(3));
        platform.live();
        assertThat(backups()).hasSize(8);
        assertThat(post("/admin/backup", "").statusCode()).isEqualTo(409);
        platform.fault("missing-backup", false);
        assertThat(backups()).hasSize(10);
    }

    @Test
    void what_was_hidden_is_back_after_a_restart() throws Exception {
        platform.fault("missing-backup", true);
        platform.close();
        start();
        assertThat(backups()).hasSize(10);
    }

    @Test
    void empty_backup_makes_one_of_0_bytes_whose_checksum_is_right() throws Exception {
        platform.fault("empty-backup", true);
        post("/admin/backup", "");
        Path newest = backups().get(10);
        assertThat(newest).isEmptyFile();
        assertThat(Files.readString(Path.of(newest + ".sha256"))).startsWith("e3b0c442");
    }

    @Test
    void broken_images_are_404_and_the_style_is_not() {
        platform.fault("broken-images", true);
        assertThat(get("/assets/camion.png").statusCode()).isEqualTo(404);
        assertThat(get("/assets/logo.svg").statusCode()).isEqualTo(404);
        assertThat(get("/assets/site.css").statusCode()).isEqualTo(200);
    }

    @Test
    void broken_charts_have_no_canvas_and_no_script() {
        platform.fault("broken-charts", true);
        assertThat(dashboard()).doesNotContain("<canvas");
        assertThat(get("/assets/charts.js").statusCode()).isEqualTo(404);
    }

    @Test
    void a_broken_login_lets_nobody_in() {
        platform.fault("login-broken", true);
        assertThat(signIn(SimulatedPlatform.user(), SimulatedPlatform.password())
                        .statusCode())
                .isEqualTo(500);
        assertThat(get("/logs/errors").body()).contains("[connexion]");
    }

    @Test
    void a_visible_error_message_is_on_every_page() {
        platform.fault("error-message-visible", true);
        assertThat(get("/").body()).contains("role=\"alert\"");
        assertThat(get("/gps").body()).contains("role=\"alert\"");
    }

    @Test
    void disk_and_memory_run_out() {
        platform.fault("disk-full", true);
        platform.fault("memory-high", true);
        Map<String, Double> metrics = metrics();
        assertThat(diskFree(metrics)).isLessThan(20);
        assertThat(memoryUsed(metrics)).isGreaterThan(80);
    }

    /** What stands for maint: takes what it is told, or refuses it. */
    private static final class Listener implements AutoCloseable {
        private record Told(String path, String authorization, JsonNode body) {}

        private final HttpServer server;
        private final List<Told> told = new CopyOnWriteArrayList<>();
        private volatile int status = 202;

        Listener() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                if (status == 202) {
                    told.add(new Told(
                            exchange.getRequestURI().getPath(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            JSON.readTree(body)));
                }
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/maint/");
        }

        List<JsonNode> bodies(String call) {
            return told.stream()
                    .filter(one -> one.path().equals("/maint/api/v1/" + call))
                    .map(Told::body)
                    .toList();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private void telling(Listener listener) {
        platform.close();
        platform = SimulatedPlatform.start(
                Options.with(directory.resolve("backups")).clock(hands).tells(listener.url(), "secret"));
    }

    private static Map<String, JsonNode> byMetric(JsonNode samples) {
        Map<String, JsonNode> found = new TreeMap<>();
        samples.forEach(sample -> found.put(sample.get("metric").asText(), sample));
        return found;
    }

    @Test
    void it_tells_how_it_is_doing_but_not_what_maint_looks_at_itself() throws Exception {
        try (Listener listener = new Listener()) {
            telling(listener);
            platform.live();
            assertThat(platform.send()).isZero();
            JsonNode samples = listener.bodies("samples").get(0);
            Map<String, JsonNode> byMetric = byMetric(samples);
            assertThat(byMetric.keySet())
                    .contains(
                            "platform.error-rate",
                            "platform.response-time",
                            "platform.active-users",
                            "platform.requests",
                            "platform.jobs-created",
                            "platform.invoices",
                            "platform.gps-sessions",
                            "platform.auto-dispatch-share",
                            "platform.bundle-size",
                            "host.bandwidth",
                            "host.storage-used",
                            "feature.usage",
                            "security.breach")
                    .doesNotContain("platform.up", "host.disk-free", "host.memory-used", "security.failed-logins");
            assertThat(samples).allSatisfy(sample -> {
                assertThat(sample.get("at").asText()).isEqualTo(MORNING.toString());
                assertThat(sample.get("source").asText()).isEqualTo("platform");
                assertThat(sample.get("value").isNumber()).isTrue();
            });
            assertThat(byMetric.get("platform.response-time").get("value").asDouble())
                    .isBetween(.1, 3.0);
            assertThat(listener.told).allMatch(one -> one.authorization().equals("Bearer secret"));
            JsonNode heartbeat = listener.bodies("heartbeats/backup").get(0);
            assertThat(heartbeat.get("ok").asBoolean()).isTrue();
            assertThat(heartbeat.get("sizeBytes").asLong()).isPositive();
            assertThat(heartbeat.get("note").asText()).isEqualTo("backup-2026-11-23-1030.sql.gz");
        }
    }

    @Test
    void it_tells_of_errors_failed_logins_slowness_and_a_breach() throws Exception {
        try (Listener listener = new Listener()) {
            telling(listener);
            for (String fault : List.of("errors", "failed-logins", "security-breach", "slow")) {
                platform.fault(fault, true);
            }
            platform.live();
            assertThat(platform.send()).isZero();
            Map<String, JsonNode> samples = byMetric(listener.bodies("samples").get(0));
            assertThat(samples.get("platform.error-rate").get("value").asDouble())
                    .isBetween(25.0, 35.0);
            assertThat(samples.get("platform.response-time").get("value").asDouble())
                    .isGreaterThan(6);
            assertThat(samples.get("security.breach").get("value").asInt()).isEqualTo(1);
            JsonNode tried = samples.get("security.failed-logins");
            assertThat(tried.get("value").asInt()).isEqualTo(3);
            assertThat(tried.get("labels").get("account").asText()).isEqualTo("m.tremblay");
            assertThat(tried.get("labels").get("address").asText()).isEqualTo("203.0.113.77");
            JsonNode errors = listener.bodies("errors").get(0);
            assertThat(errors).isNotEmpty().allSatisfy(error -> {
                assertThat(error.get("fingerprint").asText()).isNotBlank();
                assertThat(error.get("count").asInt()).isPositive();
            });
        }
    }

    @Test
    void while_it_is_down_it_has_no_rate_and_no_time() throws Exception {
        try (Listener listener = new Listener()) {
            telling(listener);
            platform.fault("down", true);
            platform.live();
            platform.send();
            Map<String, JsonNode> samples = byMetric(listener.bodies("samples").get(0));
            assertThat(samples).doesNotContainKeys("platform.error-rate", "platform.response-time");
            assertThat(samples.get("platform.active-users").get("value").asInt())
                    .isZero();
        }
    }

    @Test
    void what_did_not_get_through_is_sent_again_in_its_order() throws Exception {
        try (Listener listener = new Listener()) {
            telling(listener);
            listener.status = 503;
            platform.live();
            hands.forward(Duration.ofSeconds(10));
            platform.live();
            assertThat(platform.send()).isGreaterThanOrEqualTo(3);
            listener.status = 202;
            assertThat(platform.send()).isZero();
            assertThat(listener.bodies("samples"))
                    .extracting(batch -> batch.get(0).get("at").asText())
                    .containsExactly("2026-11-23T15:30:00Z", "2026-11-23T15:30:10Z");
        }
    }

    @Test
    void what_is_refused_for_good_does_not_hold_up_the_rest() throws Exception {
        try (Listener listener = new Listener()) {
            telling(listener);
            listener.status = 400;
            platform.live();
            assertThat(platform.send()).isZero();
            listener.status = 202;
            hands.forward(Duration.ofSeconds(10));
            platform.live();
            assertThat(platform.send()).isZero();
            assertThat(listener.bodies("samples")).hasSize(1);
        }
    }

    @Test
    void the_same_seed_gives_the_same_day_and_the_night_is_quiet() {
        Activity one = new Activity(7, MORNING);
        Activity other = new Activity(7, MORNING);
        int day = 0;
        int night = 0;
        for (int i = 0; i < 360; i++) {
            Activity.Done done = one.live(MORNING.plusSeconds(i * 10L), Duration.ofSeconds(10));
            assertThat(other.live(MORNING.plusSeconds(i * 10L), Duration.ofSeconds(10)))
                    .isEqualTo(done);
            day += done.requests();
            night += one.live(MORNING.plusSeconds(i * 10L + 16 * 3_600), Duration.ofSeconds(10))
                    .requests();
            other.live(MORNING.plusSeconds(i * 10L + 16 * 3_600), Duration.ofSeconds(10));
        }
        assertThat(day).isGreaterThan(4 * night);
        assertThat(night).isPositive();
    }

    @Test
    void its_command_line_says_what_it_does_not_take() {
        assertThat(Options.parse("--backups", "x", "--port", "0", "--seed", "7").seed())
                .isEqualTo(7);
        for (String[] words : new String[][] {
            {},
            {"--backups"},
            {"--backups", "x", "--port", "many"},
            {"--backups", "x", "--clock", "noon"},
            {"--backups", "x", "--colour", "red"},
            {"--backups", "x", "--maint", "http://127.0.0.1:1/"}
        }) {
            assertThatThrownBy(() -> Options.parse(words)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
