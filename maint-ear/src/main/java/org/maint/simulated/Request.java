package org.maint.simulated;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked.
 *
 * @param method with HEAD as GET
 * @param form the fields of the body and of the query
 */
record Request(String method, String path, Map<String, String> form, Headers headers, String address) {
    /** In bytes. */
    private static final int LONGEST_BODY = 64 * 1024;

    /** Too long, or not as it should be. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String why) {
            super(why);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    static Request of(HttpExchange exchange) throws IOException, Refused {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new Refused(413, "Too long");
        }
        Headers headers = exchange.getRequestHeaders();
        Map<String, String> form = new HashMap<>();
        decode(exchange.getRequestURI().getRawQuery(), form);
        String type = headers.getFirst("Content-Type");
        if (type == null || type.startsWith("application/x-www-form-urlencoded")) {
            decode(new String(body, StandardCharsets.UTF_8), form);
        }
        String method = exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        Request request = new Request(
                method,
                path == null || path.isEmpty() ? "/" : path,
                form,
                headers,
                exchange.getRemoteAddress().getAddress().getHostAddress());
        request.requireOwn();
        return request;
    }

    /** A page from elsewhere that the same browser has open must not throw switches, nor pretend to be this site. */
    private void requireOwn() throws Refused {
        String host = headers.getFirst("Host");
        if (host != null && !host.matches("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?")) {
            throw new Refused(403, "Asked for as " + host);
        }
        String origin = headers.getFirst("Origin");
        if (!method.equals("GET") && origin != null && host != null) {
            try {
                if (!host.equals(URI.create(origin).getRawAuthority())) {
                    throw new Refused(403, "Asked for by " + origin);
                }
            } catch (IllegalArgumentException e) {
                throw new Refused(400, "No origin");
            }
        }
    }

    private static void decode(@Nullable String encoded, Map<String, String> into) throws Refused {
        if (encoded == null || encoded.isBlank()) {
            return;
        }
        try {
            for (String pair : encoded.split("&", -1)) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                into.put(
                        URLDecoder.decode(key, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "Not a form");
        }
    }

    String field(String name) {
        return form.getOrDefault(name, "");
    }

    boolean is(String wanted) {
        return method.equals(wanted);
    }

    boolean wantsHtml() {
        String accept = headers.getFirst("Accept");
        return accept != null && accept.contains("text/html");
    }

    @Nullable
    String cookie(String name) {
        for (String line : headers.getOrDefault("Cookie", java.util.List.of())) {
            for (String pair : line.split(";", -1)) {
                String one = pair.strip();
                if (one.startsWith(name + "=")) {
                    return one.substring(name.length() + 1);
                }
            }
        }
        return null;
    }
}
