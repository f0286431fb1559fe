package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.report.Report;
import org.maint.report.ReportKind;
import org.maint.report.Reports;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** All reports, the newest first; one of a period can be made before it writes itself. */
@Named
@RequestScoped
public class ReportsPage {
    private static final int SIZE = 30;

    private final Reports reports;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String kind;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable Page<Report> found;
    private @Nullable ReportKind wanted;
    private @Nullable String day;

    @Inject
    public ReportsPage(Reports reports, Shell shell, Fmt fmt) {
        this.reports = reports;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ReportsPage() {
        this(null, null, null);
    }

    public List<ReportKind> getKinds() {
        return List.of(ReportKind.values());
    }

    /** Null for all of them. */
    public @Nullable ReportKind getKind() {
        return Arrays.stream(ReportKind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElse(null);
    }

    public Page<Report> getFound() {
        if (found == null) {
            found = reports.list(shell.actor(), getKind(), null, null, getNumber(), SIZE);
        }
        return found;
    }

    public @Nullable String title(Report report) {
        return fmt.text(Reports.title(report));
    }

    public int getNumber() {
        return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    }

    public int getPages() {
        return (int) ((getFound().total() + SIZE - 1) / SIZE);
    }

    public String address(int number) {
        ReportKind only = getKind();
        return "reports?page=" + number + (only == null ? "" : "&kind=" + only);
    }

    public @Nullable String make() {
        try {
            Reports.Made made = reports.draft(shell.actor(), wanted, parsed());
            return "/report.xhtml?faces-redirect=true&id=" + made.report().id();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private @Nullable LocalDate parsed() {
        try {
            return day == null || day.isBlank() ? null : LocalDate.parse(day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    public @Nullable ReportKind getWanted() {
        return wanted;
    }

    public void setWanted(@Nullable ReportKind wanted) {
        this.wanted = wanted;
    }

    public @Nullable String getDay() {
        return day;
    }

    public void setDay(@Nullable String day) {
        this.day = day;
    }
}
