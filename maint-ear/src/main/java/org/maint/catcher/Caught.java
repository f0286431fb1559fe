package org.maint.catcher;

import java.time.Instant;
import java.util.List;

/**
 * A mail as it arrived.
 *
 * @param id counts from 1
 * @param to whom it was for on the way, which its head need not say
 * @param text what is plain in it; empty for none
 * @param html as it came; empty for none. Never to be shown but locked in
 */
record Caught(
        long id,
        Instant at,
        String from,
        List<String> to,
        String subject,
        List<Line> headers,
        String text,
        String html) {
    /** A line of the head, decoded. */
    record Line(String name, String value) {}

    /** About, in bytes. */
    long weight() {
        long lines = headers.stream()
                .mapToLong(line -> line.name().length() + line.value().length() + 64L)
                .sum();
        return 2L * (text.length() + html.length() + subject.length()) + lines;
    }
}
