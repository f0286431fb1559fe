package org.maint.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.maint.checklist.WorkType;

/** The plan's reports, each with what its template leaves to people. */
public enum ReportKind {
    DAILY_LOG(WorkType.DAILY, List.of("notes")),
    WEEKLY(WorkType.WEEKLY, List.of("performance-action", "errors-action", "security-action", "notes")),
    MONTHLY(WorkType.MONTHLY, List.of("action-items", "notes")),
    QUARTERLY(WorkType.QUARTERLY, List.of("goals", "goals-review", "notes")),
    ANNUAL(WorkType.ANNUAL, List.of("achievements", "challenges", "next-goals", "notes"));

    private static final int MONTHS_OF_A_QUARTER = 3;

    private final WorkType type;
    private final List<String> questions;

    ReportKind(WorkType type, List<String> questions) {
        this.type = type;
        this.questions = questions;
    }

    /** As what its approval stands in the log. */
    WorkType type() {
        return type;
    }

    /** The keys of what people answer, in the template's order. */
    public List<String> questions() {
        return questions;
    }

    /** The first day of the period in which a day lies: a day, a week from Monday, a month, a quarter, a year. */
    public LocalDate begin(LocalDate day) {
        return switch (this) {
            case DAILY_LOG -> day;
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
            case QUARTERLY -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % MONTHS_OF_A_QUARTER);
            case ANNUAL -> day.withDayOfYear(1);
        };
    }

    /** The first day after the period that begins on a day. */
    public LocalDate end(LocalDate begin) {
        return switch (this) {
            case DAILY_LOG -> begin.plusDays(1);
            case WEEKLY -> begin.plusWeeks(1);
            case MONTHLY -> begin.plusMonths(1);
            case QUARTERLY -> begin.plusMonths(MONTHS_OF_A_QUARTER);
            case ANNUAL -> begin.plusYears(1);
        };
    }
}
