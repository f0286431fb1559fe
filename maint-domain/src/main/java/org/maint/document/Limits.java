package org.maint.document;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maint.logbook.LogQuery;

/** What a period of the log was limited to, in words. */
record Limits(Wording wording, Names names, LogQuery query, Instant now) {

    String title() {
        return wording.word("log.of", period());
    }

    private String period() {
        String from =
                query.from() == null ? wording.word("period.beginning") : wording.date(wording.dateOf(query.from()));
        return wording.word("period", from, wording.date(wording.dateOf(last())));
    }

    private Instant last() {
        Instant to = query.to();
        return to == null || to.isAfter(now) ? now : to.minusNanos(1);
    }

    /** Each limit that was set, by its name. */
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(wording.word("period.label"), period());
        if (query.type() != null) {
            lines.put(wording.word("type"), wording.type(query.type()));
        }
        if (query.event() != null) {
            lines.put(wording.word("event"), wording.event(query.event()));
        }
        if (query.person() != null) {
            lines.put(wording.word("person"), names.of(query.person()));
        }
        if (query.words() != null) {
            lines.put(wording.word("words"), query.words());
        }
        return lines;
    }

    /** As in {@code 2026-11-01-2026-11-30}. */
    String fileDates() {
        return (query.from() == null ? "" : wording.dateOf(query.from()) + "-") + wording.dateOf(last());
    }
}
