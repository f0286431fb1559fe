package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.report.Goal;
import org.maint.report.GoalPeriod;
import org.maint.report.Goals;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** The goals of the quarter and the year before, this one, and the next. */
@Named
@RequestScoped
public class GoalsPage {
    private static final int MONTHS_OF_A_QUARTER = 3;

    private final Goals goals;
    private final Shell shell;
    private final Fmt fmt;
    private final HttpServletRequest request;

    private @Nullable List<Part> parts;
    private @Nullable String into;
    private @Nullable String words;
    private @Nullable Integer score;
    private @Nullable String outcome;

    @Inject
    public GoalsPage(Goals goals, Shell shell, Fmt fmt, HttpServletRequest request) {
        this.goals = goals;
        this.shell = shell;
        this.fmt = fmt;
        this.request = request;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected GoalsPage() {
        this(null, null, null, null);
    }

    /**
     * A period with its goals.
     *
     * @param scorable whether it has begun, so that somebody can say how it went
     */
    public record Part(GoalPeriod period, LocalDate begins, String title, boolean scorable, List<Goal> goals) {
        /** As the form names it. */
        public String value() {
            return period + ":" + begins;
        }
    }

    public List<Part> getParts() {
        if (parts == null) {
            LocalDate today = fmt.today();
            parts = Stream.of(GoalPeriod.values())
                    .flatMap(period -> {
                        LocalDate now = period.begin(today);
                        return Stream.of(period.begin(now.minusDays(1)), now, period.next(now))
                                .map(begin -> new Part(
                                        period,
                                        begin,
                                        title(period, begin),
                                        !begin.isAfter(today),
                                        goals.list(shell.actor(), period, begin)));
                    })
                    .toList();
        }
        return parts;
    }

    private String title(GoalPeriod period, LocalDate begin) {
        String year = Integer.toString(begin.getYear());
        return period == GoalPeriod.YEAR
                ? fmt.words("goals.year", year)
                : fmt.words("goals.quarter", Integer.toString(begin.getMonthValue() / MONTHS_OF_A_QUARTER + 1), year);
    }

    /** Those into which something can be set: the running ones and the next. */
    public List<Part> getOpen() {
        LocalDate today = fmt.today();
        return getParts().stream()
                .filter(part -> !part.begins().isBefore(part.period().begin(today)))
                .toList();
    }

    public boolean isKeeper() {
        return shell.can("LEAD MANAGER");
    }

    public @Nullable String set() {
        String[] where = String.valueOf(into).split(":", 2);
        return deed(() -> goals.set(
                shell.actor(),
                where.length == 2 && where[0].matches("QUARTER|YEAR") ? GoalPeriod.valueOf(where[0]) : null,
                where.length == 2 ? Owners.day(where[1]) : null,
                words));
    }

    /** How one went. */
    public @Nullable String keep() {
        return deed(() -> goals.score(shell.actor(), row(), score, outcome, null));
    }

    public @Nullable String carryOver() {
        return deed(() -> goals.carryOver(shell.actor(), row()));
    }

    private UUID row() {
        String row = String.valueOf(request.getParameter("row"));
        if (!row.matches("[0-9a-f-]{36}")) {
            throw Refusal.notFound(Message.of("not-found.row"));
        }
        return UUID.fromString(row);
    }

    private @Nullable String deed(Runnable deed) {
        try {
            deed.run();
            return "/goals.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String getInto() {
        return into;
    }

    public void setInto(@Nullable String into) {
        this.into = into;
    }

    public @Nullable String getWords() {
        return words;
    }

    public void setWords(@Nullable String words) {
        this.words = words;
    }

    public @Nullable Integer getScore() {
        return score;
    }

    public void setScore(@Nullable Integer score) {
        this.score = score;
    }

    public @Nullable String getOutcome() {
        return outcome;
    }

    public void setOutcome(@Nullable String outcome) {
        this.outcome = outcome;
    }
}
