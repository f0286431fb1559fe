package org.maint.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A period with its two ends as days and as instants; ends are excluded. */
record Period(LocalDate from, LocalDate to, Instant begin, Instant end) {
    static Period of(LocalDate from, LocalDate to, ZoneId zone) {
        return new Period(
                from,
                to,
                from.atStartOfDay(zone).toInstant(),
                to.atStartOfDay(zone).toInstant());
    }
}
