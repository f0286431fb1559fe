package org.maint.probing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.maint.shared.Canonical;

/**
 * Keeps secrets out of what is written down, also when a server sends them back: as they are, and as they look in
 * addresses, JSON, HTML and Base64.
 */
final class Redaction {
    static final String MASK = "•••";

    /** What a server gave is only hidden when it is too long to stand there by chance. */
    private static final int SHORTEST_CAPTURED = 8;

    private final Map<String, String> secrets;
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();

    Redaction(Map<String, String> secrets) {
        this.secrets = secrets;
        secrets.values().forEach(this::hide);
    }

    /** Also what was captured on the way, for it may be a token. */
    void hideCaptured(String value) {
        if (value.length() >= SHORTEST_CAPTURED) {
            hide(value);
        }
    }

    private void hide(String value) {
        if (value.isEmpty()) {
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String quoted = Canonical.mapper().getNodeFactory().textNode(value).toString();
        hidden.addAll(List.of(
                value,
                value.strip().isEmpty() ? value : value.strip(),
                URLEncoder.encode(value, StandardCharsets.UTF_8),
                URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"),
                quoted.substring(1, quoted.length() - 1),
                value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
                value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    String secret(String name) throws UnknownSecret {
        String value = secrets.get(name);
        if (value == null) {
            throw new UnknownSecret(name);
        }
        return value;
    }

    String redacted(String text) {
        String clean = text;
        // The longest first: a short secret may be part of a long one.
        List<String> all = hidden.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        for (String each : all) {
            clean = clean.replace(each, MASK);
        }
        return clean;
    }

    /** A placeholder names a secret that was not given. */
    static final class UnknownSecret extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownSecret(String name) {
            super(name);
        }
    }
}
