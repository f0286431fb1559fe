package org.maint.checklist;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.tika.Tika;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * A file that somebody sends, checked: its size, its name, and that its content is what its name says. What it is, is
 * read from its bytes; what the sender says it is, is not trusted.
 */
public record Upload(String name, String mediaType, byte[] content, String sha256) {
    /** 10 MiB. */
    public static final int LARGEST = 10 * 1024 * 1024;

    static final int LONGEST_NAME = 150;

    /** What each ending may contain. Nothing that a browser would run: no HTML, no SVG, no scripts. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("pdf", Set.of("application/pdf")),
            Map.entry("png", Set.of("image/png")),
            Map.entry("jpg", Set.of("image/jpeg")),
            Map.entry("jpeg", Set.of("image/jpeg")),
            Map.entry("gif", Set.of("image/gif")),
            Map.entry("webp", Set.of("image/webp")),
            Map.entry("txt", Set.of("text/plain")),
            Map.entry("log", Set.of("text/plain")),
            Map.entry("csv", Set.of("text/plain")),
            Map.entry("md", Set.of("text/plain")),
            Map.entry("json", Set.of("text/plain")),
            Map.entry("zip", Set.of("application/zip")),
            Map.entry("gz", Set.of("application/gzip")),
            Map.entry("xlsx", Set.of("application/zip")),
            Map.entry("docx", Set.of("application/zip")));

    private static final Tika TIKA = new Tika();

    /** Refused when empty, larger than 10 MiB, of a type that is not allowed, or not what its name says. */
    public static Upload of(String typedName, byte[] content) {
        if (content.length > LARGEST) {
            throw Refusal.tooLarge(Message.of("invalid.file.size", LARGEST / 1024 / 1024));
        }
        if (content.length == 0) {
            throw Refusal.invalid("/file", Message.of("invalid.file.empty"));
        }
        String name = baseName(typedName);
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        Set<String> expected = ALLOWED.get(ending);
        if (expected == null) {
            throw Refusal.unsupportedType(Message.of(
                    "invalid.file.type",
                    name,
                    ALLOWED.keySet().stream().sorted().toList()));
        }
        // The name is not given to the detection: only the bytes count.
        String found = TIKA.detect(content);
        if (!expected.contains(found)) {
            throw Refusal.unsupportedType(Message.of("invalid.file.lies", name, found));
        }
        return new Upload(name, found, content, Canonical.sha256(content));
    }

    /** The output of a command, as text. */
    static Upload commandOutput(String typed) {
        String output = Words.required(typed, "/output", 200_000);
        byte[] content = output.getBytes(StandardCharsets.UTF_8);
        return new Upload("output.txt", "text/plain", content, Canonical.sha256(content));
    }

    /** What an automatic look asked and what came back. */
    static Upload check(String itemKey, JsonNode document, Instant at) {
        byte[] content = Canonical.json(document).getBytes(StandardCharsets.UTF_8);
        String name =
                itemKey + "-" + at.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "") + ".json";
        return new Upload(name, "application/json", content, Canonical.sha256(content));
    }

    private static String baseName(String typed) {
        String last = typed.replace('\\', '/');
        last = last.substring(last.lastIndexOf('/') + 1).replaceAll("[\\p{Cntrl}\"<>|:*?]", "_");
        return Words.required(last, "/name", LONGEST_NAME);
    }
}
