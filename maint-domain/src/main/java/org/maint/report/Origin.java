package org.maint.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.report.ReportLine.Unit;
import org.maint.shared.Text;

/**
 * What one figure of a report was worked out of.
 *
 * @param how in words
 * @param unit of the rows' values
 * @param rows by time or by weight; at most {@value #MOST}
 * @param all how many there are
 */
public record Origin(Text how, Unit unit, List<Row> rows, long all) {
    static final int MOST = 1_000;

    /**
     * @param what a day, a thing, a name
     * @param value what it brings in; null for what counts as one
     * @param words what is to be said of it; null for nothing
     * @param at when; null where that says nothing
     * @param link the page where it is, from the portal's address on; null for none
     */
    public record Row(
            Text what, @Nullable Double value, @Nullable Text words, @Nullable Instant at, @Nullable String link) {}
}
