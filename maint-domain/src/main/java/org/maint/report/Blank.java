package org.maint.report;

import java.util.Arrays;
import java.util.Optional;
import org.maint.report.Measured.How;
import org.maint.report.ReportLine.Unit;

/** Blanks of the templates that are filled from one metric alone; where it was not measured, a person may say. */
enum Blank {
    ACTIVE_USERS("active-users", "platform.active-users", Unit.COUNT, How.MOST),
    USERS("users", "platform.active-users", Unit.COUNT, How.MOST),
    JOBS("jobs-created", "platform.jobs-created", Unit.COUNT, How.SUM),
    INVOICES("invoices", "platform.invoices", Unit.COUNT, How.SUM),
    REVENUE("revenue", "platform.revenue", Unit.DOLLARS, How.SUM),
    REGISTRATIONS("growth", "platform.registrations", Unit.COUNT, How.SUM),
    DISPATCH("auto-dispatch", "platform.auto-dispatch-share", Unit.PERCENT, How.AVERAGE),
    GPS("gps-sessions", "platform.gps-sessions", Unit.COUNT, How.SUM),
    LOAD_TIME("load-time", "platform.page-load", Unit.SECONDS, How.AVERAGE),
    RESPONSE_TIME("response-time", "platform.response-time", Unit.SECONDS, How.AVERAGE),
    FAILED_LOGINS("failed-logins", "security.failed-logins", Unit.COUNT, How.SUM),
    SATISFACTION("satisfaction", "satisfaction.score", Unit.COUNT, How.AVERAGE);

    private final String key;
    private final String metric;
    private final Unit unit;
    private final How how;

    Blank(String key, String metric, Unit unit, How how) {
        this.key = key;
        this.metric = metric;
        this.unit = unit;
        this.how = how;
    }

    static Optional<Blank> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    String key() {
        return key;
    }

    String metric() {
        return metric;
    }

    Unit unit() {
        return unit;
    }

    How how() {
        return how;
    }
}
