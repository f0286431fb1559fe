package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.target.Corrections;
import org.maint.target.CorrectiveCase;
import org.maint.target.PlanTargets;
import org.maint.target.TargetResult;
import org.omnifaces.cdi.Param;

/** The plan's targets over a month or the last thirty days, with the arithmetic; corrective actions. */
@Named
@RequestScoped
public class TargetsPage {
    private static final int MONTHS = 13;

    private final PlanTargets targets;
    private final Corrections corrections;
    private final Plans plans;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;
    private final HttpServletRequest request;

    @Inject
    @Param
    private @Nullable String period;

    private @Nullable List<TargetResult> results;
    private @Nullable List<Corrections.Whole> cases;
    private @Nullable String note;

    @Inject
    public TargetsPage(
            PlanTargets targets,
            Corrections corrections,
            Plans plans,
            Shell shell,
            Fmt fmt,
            Clock clock,
            HttpServletRequest request) {
        this.targets = targets;
        this.corrections = corrections;
        this.plans = plans;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
        this.request = request;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TargetsPage() {
        this(null, null, null, null, null, null, null);
    }

    /** Null for the last thirty days, and for what is no month. */
    private @Nullable YearMonth month() {
        try {
            return period == null || period.isBlank() ? null : YearMonth.parse(period);
        } catch (DateTimeException e) {
            return null;
        }
    }

    public String getPeriod() {
        YearMonth month = month();
        return month == null ? "" : month.toString();
    }

    /** This month and those before, the newest first. */
    public List<YearMonth> getMonths() {
        YearMonth now = YearMonth.from(clock.instant().atZone(plans.published().zone()));
        return IntStream.range(0, MONTHS).mapToObj(now::minusMonths).toList();
    }

    public String words(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, fmt.locale())
                + DateTimeFormatter.ofPattern(" yyyy", fmt.locale()).format(month);
    }

    public List<TargetResult> getResults() {
        if (results == null) {
            YearMonth month = month();
            results = month == null ? targets.rolling(shell.actor()) : targets.month(shell.actor(), month);
        }
        return results;
    }

    public void load() {
        getResults();
    }

    public List<Corrections.Whole> getCases() {
        if (cases == null) {
            cases = corrections.list(shell.actor());
        }
        return cases;
    }

    public int getGoodPeriods() {
        return CorrectiveCase.GOOD_PERIODS;
    }

    public boolean isWorking() {
        return shell.can("TECHNICIAN LEAD MANAGER");
    }

    /** The step whose button was pressed, as the page had shown it. */
    public @Nullable String done() {
        String row = String.valueOf(request.getParameter("row"));
        try {
            if (!row.matches("\\d{1,18}-\\d{1,4}")) {
                throw Refusal.notFound(Message.of("not-found.row"));
            }
            String[] parts = row.split("-", -1);
            corrections.done(shell.actor(), Long.parseLong(parts[0]), Integer.parseInt(parts[1]), note);
            return "/targets.xhtml?faces-redirect=true&period=" + getPeriod();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String getNote() {
        return note;
    }

    public void setNote(@Nullable String note) {
        this.note = note;
    }
}
