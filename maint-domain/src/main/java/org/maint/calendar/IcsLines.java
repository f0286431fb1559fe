package org.maint.calendar;

import java.nio.charset.StandardCharsets;

/**
 * Content lines of RFC 5545: ended by CR LF, folded at 75 octets without tearing a character apart, text escaped. Written
 * by hand rather than by the libraries that read the feed in the tests, so that what they find there is not their own.
 */
final class IcsLines {
    private static final int LONGEST_OCTETS = 75;

    private final StringBuilder out = new StringBuilder();

    IcsLines begin(String component) {
        return line("BEGIN", component);
    }

    IcsLines end(String component) {
        return line("END", component);
    }

    /** A value that is no text: a time, a number, a rule, an address. {@code name} may carry parameters. */
    IcsLines line(String name, String value) {
        String line = name + ":" + value;
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            int width = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (octets + width > LONGEST_OCTETS) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(point);
            octets += width;
            i += Character.charCount(point);
        }
        out.append("\r\n");
        return this;
    }

    IcsLines text(String name, String value) {
        return line(name, escaped(value));
    }

    /** With what means something else in a value marked, and without control characters, which a value cannot hold. */
    static String escaped(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 8);
        value.codePoints().forEach(point -> {
            if (point == '\n') {
                escaped.append("\\n");
            } else if (point == '\\' || point == ';' || point == ',') {
                escaped.append('\\').appendCodePoint(point);
            } else if (point == '\t' || !Character.isISOControl(point)) {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
