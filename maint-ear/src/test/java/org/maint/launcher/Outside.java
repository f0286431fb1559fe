package org.maint.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.maint.shared.Canonical;

/** An outside program that is told by webhook, and may be unwell. */
final class Outside implements AutoCloseable {
    /** One request as it came in; a message is identified by its key for the receiver. */
    record Got(String path, Instant at, String key, String signature, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Canonical.parse(text());
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ConcurrentLinkedQueue<Got> got = new ConcurrentLinkedQueue<>();
    private volatile int status = 200;

    Outside() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                int answer = status;
                if (answer < 300) {
                    got.add(new Got(
                            exchange.getRequestURI().getPath(),
                            Clock.systemUTC().instant(),
                            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                            exchange.getRequestHeaders().getFirst("Maint-Signature"),
                            body));
                }
                byte[] words = (answer < 300 ? "all right" : "not here").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer, words.length);
                exchange.getResponseBody().write(words);
            }
        });
        server.start();
    }

    /** What it answers from now on; from 300 on it keeps nothing. */
    void answers(int status) {
        this.status = status;
    }

    /** Any path of it does. */
    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Got> got() {
        return List.copyOf(got);
    }

    List<Got> of(Predicate<Got> which) {
        return got.stream().filter(which).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
