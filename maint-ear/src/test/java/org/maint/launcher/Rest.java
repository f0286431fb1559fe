package org.maint.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Somebody who calls the REST interface with a token, as a script outside would. */
final class Rest {
    private static final HttpClient HTTP =
            // HTTP/1.1: the client would ask for another protocol, and a balancer would pass that on.
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final Map<String, String> headers;

    private Rest(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    static Rest with(String maint, String token) {
        return new Rest(maint + "api/v1/", Map.of("Authorization", "Bearer " + token));
    }

    static Rest anonymous(String maint) {
        return new Rest(maint + "api/v1/", Map.of());
    }

    /** Any path of the server, not only of the REST interface. */
    static Rest server(String root) {
        return new Rest(root, Map.of());
    }

    Rest header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Rest(base, more);
    }

    record Answer(int status, String text, HttpResponse<byte[]> response) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }

        String type() {
            return response.headers().firstValue("Content-Type").orElse("");
        }
    }

    Answer get(String path) {
        return send("GET", path, null, null);
    }

    Answer post(String path, String json) {
        return send("POST", path, json.getBytes(java.nio.charset.StandardCharsets.UTF_8), "application/json");
    }

    Answer put(String path, String json) {
        return send("PUT", path, json.getBytes(java.nio.charset.StandardCharsets.UTF_8), "application/json");
    }

    Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    Answer send(String method, String path, byte[] body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    new String(response.body(), java.nio.charset.StandardCharsets.UTF_8),
                    response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
