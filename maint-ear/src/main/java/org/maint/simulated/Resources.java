package org.maint.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files beside the classes: pages, in which {@code {{name}}} is filled in, and what they refer to. */
final class Resources {
    private static final Pattern SAFE = Pattern.compile("[a-z]+\\.(html|css|js|svg|png)");
    private static final Pattern HOLE = Pattern.compile("\\{\\{([A-Za-z0-9]+)}}");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png");

    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    /** @param values as HTML; what somebody has typed is escaped before */
    String page(String name, Map<String, String> values) {
        String page = new String(
                bytes("pages", name + ".html").orElseThrow(() -> new IllegalStateException("No page " + name)),
                StandardCharsets.UTF_8);
        return HOLE.matcher(page).replaceAll(hole -> Matcher.quoteReplacement(values.getOrDefault(hole.group(1), "")));
    }

    Optional<Answer> asset(String name) {
        return bytes("assets", name).map(bytes -> new Answer(
                        200,
                        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream"),
                        bytes,
                        Map.of())
                .with("Cache-Control", "no-cache"));
    }

    private Optional<byte[]> bytes(String directory, String name) {
        if (!SAFE.matcher(name).matches()) {
            return Optional.empty();
        }
        byte[] known = read.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        try (InputStream in = Resources.class.getResourceAsStream(directory + "/" + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            read.put(name, bytes);
            return Optional.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
