package org.maint.probing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps secrets out of what is written down, also when a server sends them back: as they are, and as they look in
 * addresses, JSON, HTML and Base64, be it within something longer such as a name and a password.
 */
final class Redaction {
    static final String MASK = "•••";

    /** What a server gave is only hidden when it is too long to stand there by chance. */
    private static final int SHORTEST_CAPTURED = 8;

    private static final int SHORTEST_NUMBER = 4;

    /** Shorter pieces of Base64 stand anywhere by chance. */
    private static final int SHORTEST_BASE64 = 8;

    private static final String BASE64 = "[A-Za-z0-9+/_-]";

    /** Each takes some room on the stack when it is sought. */
    private static final int MOST_SPECIAL = 500;

    private static final Map<Integer, String> ENTITIES =
            Map.of((int) '&', "amp", (int) '<', "lt", (int) '>', "gt", (int) '"', "quot", (int) '\'', "apos");

    private final Map<String, String> secrets;
    private final Map<String, Pattern> hidden = new ConcurrentHashMap<>();

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
        Set<String> all = new LinkedHashSet<>(List.of(anyhow(value), Pattern.quote(value)));
        // An editor of secrets may have left a space around it that a server does not send back.
        if (!value.isBlank()) {
            all.add(anyhow(value.strip()));
        }
        for (int offset = 0; offset < 3; offset++) {
            String core = base64(value.getBytes(StandardCharsets.UTF_8), offset);
            if (core.length() >= SHORTEST_BASE64) {
                // With the characters at both ends that hold some of its bits.
                String before = offset == 0 ? "" : BASE64 + "?";
                all.add(before + Pattern.quote(core) + BASE64 + "?={0,2}");
                all.add(before + Pattern.quote(core.replace('+', '-').replace('/', '_')) + BASE64 + "?={0,2}");
            }
        }
        hidden.put(value, Pattern.compile(String.join("|", all)));
    }

    /** The characters of a text, each as it is or as some format writes it. */
    private static String anyhow(String value) {
        long special = value.codePoints().filter(c -> !isPlain(c)).count();
        if (special > MOST_SPECIAL) {
            return Pattern.quote(value);
        }
        return value.codePoints().mapToObj(Redaction::anyhow).collect(Collectors.joining());
    }

    private static boolean isPlain(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    private static String anyhow(int c) {
        String self = Character.toString(c);
        if (isPlain(c)) {
            return self;
        }
        StringBuilder ways = new StringBuilder("(?:");
        for (byte each : self.getBytes(StandardCharsets.UTF_8)) {
            ways.append("%%(?i:%02x)".formatted(each));
        }
        ways.append("|&#0*%d;|&#[xX]0*(?i:%x);|".formatted(c, c));
        if (ENTITIES.containsKey(c)) {
            ways.append('&').append(ENTITIES.get(c)).append(";|");
        }
        for (int i = 0; i < self.length(); i++) {
            ways.append("\\\\u(?i:%04x)".formatted((int) self.charAt(i)));
        }
        if (c < 0x80 && c > 0x20) {
            ways.append("|\\\\").append(Pattern.quote(self));
        }
        switch (c) {
            case ' ' -> ways.append("|\\+|&nbsp;");
            case '\n' -> ways.append("|\\\\n| ");
            case '\r' -> ways.append("|\\\\r| ");
            case '\t' -> ways.append("|\\\\t| ");
            default -> {}
        }
        return ways.append('|').append(Pattern.quote(self)).append(')').toString();
    }

    /** The part of the Base64 of something longer that depends on these bytes alone, when they start at an offset. */
    private static String base64(byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        int from = offset == 0 ? 0 : offset + 1;
        int to = shifted.length * 8 / 6;
        String encoded = Base64.getEncoder().encodeToString(shifted);
        return from < to ? encoded.substring(from, to) : "";
    }

    String secret(String name) {
        String value = secrets.get(name);
        if (value == null) {
            throw new UnknownSecret(name);
        }
        return value;
    }

    /** Whether a number is a secret, such as one that a server reads out of JSON. Short ones stand there by chance. */
    boolean isSecret(double number) {
        String text = Sheet.plain(number);
        return text.length() >= SHORTEST_NUMBER && hidden.containsKey(text);
    }

    String redacted(String text) {
        // The longest first: a short secret may be part of a long one.
        List<String> values = hidden.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        String clean = text;
        for (String value : values) {
            Pattern pattern = hidden.get(value);
            clean = pattern == null ? clean : pattern.matcher(clean).replaceAll(MASK);
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
