package org.maint.report;

/** Whether a report may still change. */
public enum ReportState {
    DRAFT,
    /** Its text is frozen and stands in the log. */
    APPROVED
}
