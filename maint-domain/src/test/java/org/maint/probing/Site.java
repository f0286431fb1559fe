package org.maint.probing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.maint.shared.Canonical;

/** A platform of one server on the loopback, and a prober that may look at it. */
final class Site implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-10T15:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneId.of("America/Montreal"));
    static final CountQuery NO_QUERY = (dataSource, sql, timeout) -> {
        throw new java.sql.SQLException("none", "42000");
    };

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Prober prober;

    Site() {
        this(name -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
    }

    Site(Resolver resolver) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
        prober = new Prober(CLOCK, NO_QUERY, resolver, null, Executors.defaultThreadFactory());
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://site.test:" + port() + path;
    }

    Site on(String path, int status, String type, String body) {
        return on(path, exchange -> answer(exchange, status, type, body));
    }

    Site on(String path, String body) {
        return on(path, 200, "text/html; charset=utf-8", body);
    }

    Site on(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            try (exchange) {
                handler.handle(exchange);
            }
        });
        return this;
    }

    Site redirects(String path, String location) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    static Allowance allowance(String... hosts) {
        return new Allowance(
                AllowedTargets.of(List.of(hosts), List.<Path>of()),
                Map.of(),
                Duration.ofSeconds(5),
                Allowance.USUAL_BYTES,
                1,
                Duration.ZERO);
    }

    static Allowance within(int millis, Allowance other) {
        return new Allowance(
                other.targets(), other.secrets(), Duration.ofMillis(millis), other.maxBytes(), 1, Duration.ZERO);
    }

    static Allowance with(Map<String, String> secrets, Allowance other) {
        return new Allowance(other.targets(), secrets, other.deadline(), other.maxBytes(), 1, Duration.ZERO);
    }

    static Allowance attempts(int attempts, Allowance other) {
        return new Allowance(
                other.targets(), other.secrets(), other.deadline(), other.maxBytes(), attempts, Duration.ofMillis(1));
    }

    /** @param config with single quotation marks for double ones, and {@code SITE} for the site's address */
    Finding look(ProbeKind kind, String config) {
        return look(kind, config, allowance("site.test"));
    }

    Finding look(ProbeKind kind, String config, Allowance allowance) {
        return prober.look(spec(kind, config.replace("SITE", url(""))), allowance);
    }

    Prober prober() {
        return prober;
    }

    static ProbeSpec spec(ProbeKind kind, String config) {
        return ProbeReader.read(kind, Canonical.parse(config.replace('\'', '"')));
    }

    @Override
    public void close() {
        prober.close();
        server.stop(0);
        threads.shutdownNow();
    }

    static Assertion assertion(Finding finding, String key) {
        return finding.assertions().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + key + " in " + finding.toJson()));
    }
}
