package org.maint.report;

import java.time.LocalDate;

/** For how long a goal is set. */
public enum GoalPeriod {
    QUARTER(ReportKind.QUARTERLY),
    YEAR(ReportKind.ANNUAL);

    private final ReportKind report;

    GoalPeriod(ReportKind report) {
        this.report = report;
    }

    /** The first day of the period in which a day lies. */
    public LocalDate begin(LocalDate day) {
        return report.begin(day);
    }

    /** The first day of the one after that which begins on a day. */
    public LocalDate next(LocalDate begin) {
        return report.end(begin);
    }
}
