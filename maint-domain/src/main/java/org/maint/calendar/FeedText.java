package org.maint.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Writes entries as RFC 5545 (and, for the calendar's own name and refreshing, RFC 7986) wants them. */
final class FeedText {
    /** Programs that honour it read the feed once an hour. */
    private static final String REFRESH = "PT1H";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private FeedText() {}

    /**
     * @param name of the calendar, for people
     * @param from the zone is described from then …
     * @param to … until then
     * @param base the portal's address, without a slash at its end
     */
    static String of(List<FeedEntry> entries, String name, ZoneId zone, Instant from, Instant to, String base) {
        IcsLines lines = new IcsLines()
                .begin("VCALENDAR")
                .line("VERSION", "2.0")
                .line("PRODID", "-//maint//maint//EN")
                .line("CALSCALE", "GREGORIAN")
                .text("NAME", name)
                .text("X-WR-CALNAME", name)
                .text("X-WR-TIMEZONE", zone.getId())
                .line("REFRESH-INTERVAL;VALUE=DURATION", REFRESH)
                .line("X-PUBLISHED-TTL", REFRESH);
        ZoneLines.write(lines, zone, from, to);
        entries.forEach(entry -> event(lines, entry, zone, base));
        return lines.end("VCALENDAR").toString();
    }

    private static void event(IcsLines lines, FeedEntry entry, ZoneId zone, String base) {
        String changed = LOCAL.format(LocalDateTime.ofInstant(entry.changedAt(), ZoneOffset.UTC)) + "Z";
        lines.begin("VEVENT")
                .text("UID", entry.uid())
                // Without a METHOD this is when the information was last revised, not when it was read.
                .line("DTSTAMP", changed)
                .line("LAST-MODIFIED", changed)
                .line("SEQUENCE", Integer.toString(entry.sequence()))
                .line("STATUS", entry.cancelled() ? "CANCELLED" : "CONFIRMED");
        times(lines, entry.span(), zone);
        lines.text("SUMMARY", entry.summary());
        if (!entry.description().isEmpty()) {
            lines.text("DESCRIPTION", entry.description());
        }
        String categories = entry.categories().stream().map(IcsLines::escaped).collect(Collectors.joining(","));
        // Work of a quarter of an hour that may be done all morning does not make anybody busy all morning.
        lines.line("CATEGORIES", categories).line("TRANSP", "TRANSPARENT");
        if (entry.path() != null) {
            lines.line("URL", base + entry.path());
        }
        lines.end("VEVENT");
    }

    private static void times(IcsLines lines, Span span, ZoneId zone) {
        Instant from = span.from();
        Instant to = span.to();
        if (from == null || to == null) {
            lines.line("DTSTART;VALUE=DATE", DATE.format(span.firstDay()));
            // The day after the last one.
            lines.line("DTEND;VALUE=DATE", DATE.format(span.lastDay().plusDays(1)));
            return;
        }
        lines.line("DTSTART;TZID=" + zone.getId(), local(from, zone));
        // An end must come after the beginning; a moment has none.
        if (to.truncatedTo(ChronoUnit.SECONDS).isAfter(from.truncatedTo(ChronoUnit.SECONDS))) {
            lines.line("DTEND;TZID=" + zone.getId(), local(to, zone));
        }
    }

    private static String local(Instant instant, ZoneId zone) {
        return LOCAL.format(LocalDateTime.ofInstant(instant, zone));
    }

    static String local(LocalDateTime time) {
        return LOCAL.format(time);
    }
}
