package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The load program sends what it says: valid samples, each of its own. */
class LoadBatchTest {
    private static final Instant START = Instant.parse("2026-10-30T23:59:59.990Z");
    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode body(byte[] request) throws IOException {
        String text = new String(request, StandardCharsets.US_ASCII);
        int end = text.indexOf("\r\n\r\n");
        String body = text.substring(end + 4);
        assertThat(text).contains("Content-Length: " + body.length());
        return JSON.readTree(body);
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "100, 7", "7, 100", "1, 1", "50, 3000"})
    void no_two_samples_have_the_same_identity(int size, int series) throws Exception {
        LoadBatch batch = new LoadBatch("POST / HTTP/1.1\r\n", "platform.requests", size, series, START.toEpochMilli());
        Set<String> identities = new HashSet<>();
        Set<String> labels = new HashSet<>();
        int rounds = 80;
        for (int i = 0; i < rounds; i++) {
            JsonNode samples = body(batch.from((long) i * size));
            assertThat(samples).hasSize(size);
            for (JsonNode sample : samples) {
                String label = sample.get("labels").get("series").asText();
                Instant at = Instant.parse(sample.get("at").asText());
                assertThat(at).isBetween(START, START.plusMillis((long) rounds * size / series + 1));
                assertThat(sample.get("value").asInt()).isBetween(10_000, 19_999);
                identities.add(label + at);
                labels.add(label);
            }
        }
        assertThat(identities).hasSize(rounds * size);
        assertThat(labels).hasSize(Math.min(series, rounds * size));
    }

    @Test
    void a_sample_says_the_same_whoever_sends_it() throws Exception {
        LoadBatch large = new LoadBatch("POST / HTTP/1.1\r\n", "m", 20, 5, START.toEpochMilli());
        LoadBatch small = new LoadBatch("POST / HTTP/1.1\r\n", "m", 1, 5, START.toEpochMilli());
        JsonNode all = body(large.from(40));
        for (int i = 0; i < 20; i++) {
            assertThat(body(small.from(40 + i)).get(0)).isEqualTo(all.get(i));
        }
    }

    private static String run(String... words) {
        StringWriter err = new StringWriter();
        int exit = Maint.commandLine().setErr(new PrintWriter(err)).execute(words);
        return exit + " " + err;
    }

    @Test
    void it_sends_for_a_while_then_20_large_batches_over_connections_that_stay_open() throws Exception {
        Set<String> identities = ConcurrentHashMap.newKeySet();
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger large = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        var workers = Executors.newFixedThreadPool(4);
        server.setExecutor(workers);
        server.createContext("/maint/api/v1/samples", exchange -> {
            JsonNode samples = JSON.readTree(exchange.getRequestBody().readAllBytes());
            ports.add(exchange.getRemoteAddress().getPort());
            samples.forEach(
                    sample -> identities.add(sample.get("labels").get("series").asText()
                            + sample.get("at").asText()));
            sent.addAndGet(samples.size());
            if (samples.size() == 5_000) {
                large.incrementAndGet();
            }
            byte[] answer = ("{\"accepted\":" + samples.size() + "}").getBytes(StandardCharsets.US_ASCII);
            // Without a length: in chunks.
            exchange.sendResponseHeaders(202, large.get() % 2 == 0 ? 0 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/maint/";
            String said = run("load", "--url", url, "--token", "t", "--seconds", "1", "--connections", "2");
            assertThat(said).isEqualTo("0 ");
            assertThat(large).hasValue(20);
            assertThat(identities).hasSize(sent.get());
            // One to try, two for the while, one for the large ones.
            assertThat(ports).hasSize(4);
        } finally {
            server.stop(0);
            workers.shutdownNow();
        }
    }

    @Test
    void it_keeps_to_this_machine_and_says_at_once_that_nobody_answers() {
        assertThat(run("load", "--url", "http://192.0.2.1/maint/", "--token", "t"))
                .startsWith("1 ")
                .contains("--anywhere");
        assertThat(run("load", "--url", "http://127.0.0.1:" + Ports.free() + "/maint/", "--token", "t"))
                .startsWith("1 ")
                .contains("does not answer");
        assertThat(run("load", "--token", "t")).startsWith("2 ");
        assertThat(run("load", "--url", "ftp://127.0.0.1/", "--token", "t")).startsWith("1 ");
    }
}
