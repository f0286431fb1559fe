package org.maint.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.maint.shared.Text;

/**
 * Which days are worked.
 *
 * @param calendar the public holidays, as an ISO 3166 code such as {@code CA-QC}
 * @param workingWeek the days of the week that are worked; never empty
 * @param closed further days off, for instance a company holiday or a day in lieu
 * @param worked days that are worked although they are a holiday or a day off (make-up days); these win
 */
public record Holidays(String calendar, Set<DayOfWeek> workingWeek, List<ClosedDay> closed, Set<LocalDate> worked) {

    /** A day off of the company's own. */
    public record ClosedDay(LocalDate date, Text title) {}
}
