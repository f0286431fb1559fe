package org.maint.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What is answered. */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    private static final JsonMapper JSON = new JsonMapper();

    static Answer text(int status, String type, String text) {
        return new Answer(status, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Answer html(int status, String page) {
        return text(status, "text/html", page);
    }

    static Answer json(int status, Object value) {
        try {
            return new Answer(status, "application/json", JSON.writeValueAsBytes(value), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Answer empty(int status) {
        return new Answer(status, "", new byte[0], Map.of());
    }

    static Answer redirect(String to) {
        return empty(303).with("Location", to);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, more);
    }

    void to(HttpExchange exchange) throws IOException {
        Headers into = exchange.getResponseHeaders();
        if (!type.isEmpty()) {
            into.set("Content-Type", type);
        }
        headers.forEach(into::set);
        into.set("X-Content-Type-Options", "nosniff");
        into.set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; form-action 'self'");
        into.set("Referrer-Policy", "same-origin");
        into.putIfAbsent("Cache-Control", java.util.List.of("no-store"));
        boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }
}
