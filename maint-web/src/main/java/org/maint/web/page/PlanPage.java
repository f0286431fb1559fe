package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Due;
import org.maint.plan.Occurrence;
import org.maint.plan.PlanDocument;
import org.maint.plan.PlanDocument.Threshold;
import org.maint.plan.PlanDocument.TierPlan;
import org.maint.plan.PlanVersion;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.plan.RecurrenceWords;
import org.maint.plan.Routine;
import org.maint.plan.Severity;
import org.omnifaces.cdi.Param;

/** The plan, whole and readable. */
@Named
@RequestScoped
public class PlanPage {
    private final Plans plans;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;

    @Inject
    @Param
    private @Nullable String version;

    private @Nullable PublishedPlan plan;
    private @Nullable List<PlanVersion> versions;

    @Inject
    public PlanPage(Plans plans, Shell shell, Fmt fmt, Clock clock) {
        this.plans = plans;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PlanPage() {
        this(null, null, null, null);
    }

    private PublishedPlan plan() {
        if (plan == null) {
            shell.actor().requireStaff();
            plan = version == null ? plans.published() : plans.version(Addressed.version(version));
        }
        return plan;
    }

    public void load() {
        plan();
    }

    /** Whether what is shown is in force. */
    public boolean isCurrent() {
        return getNumber() == getInForce();
    }

    public int getInForce() {
        return plans.published().number();
    }

    public String getOldWords() {
        return fmt.words("plan.old-version", getNumber(), getInForce());
    }

    /** Newest first. */
    public List<PlanVersion> getVersions() {
        if (versions == null) {
            versions = plans.versions(shell.actor());
        }
        return versions;
    }

    public String recurrence(Routine routine) {
        return RecurrenceWords.of(routine.recurrence(), fmt.locale());
    }

    public int getNumber() {
        return plan().number();
    }

    public PlanDocument getDocument() {
        return plan().document();
    }

    public String getPublished() {
        return String.valueOf(fmt.exact(plans.find(plan().number()).publishedAt()));
    }

    public boolean isReviewOverdue() {
        return getDocument().review().next().isBefore(fmt.today());
    }

    public String minutes(TierPlan tier) {
        String least = fmt.duration(Duration.ofMinutes(tier.leastMinutes()));
        return tier.leastMinutes() == tier.mostMinutes()
                ? least
                : least + " – " + fmt.duration(Duration.ofMinutes(tier.mostMinutes()));
    }

    /** "opens at 08:00, due the next working day at 17:00". */
    public String timing(Routine routine) {
        Due due = routine.due();
        String until;
        if (due instanceof Due.AfterDays after) {
            until = after.days() == 0
                    ? fmt.words("plan.due.same-day", fmt.time(due.at()))
                    : fmt.words("plan.due.days", after.days(), fmt.time(due.at()));
        } else if (due instanceof Due.AfterWorkingDays after) {
            until = fmt.words("plan.due.working-days", after.workingDays(), fmt.time(due.at()));
        } else if (due instanceof Due.OnWeekday on) {
            until = fmt.words("plan.due.weekday", fmt.weekday(on.weekday()), fmt.time(due.at()));
        } else {
            until = fmt.words("plan.due.month-day", ((Due.OnMonthDay) due).monthDay(), fmt.time(due.at()));
        }
        return fmt.words("plan.opens", fmt.time(routine.opens())) + " " + until;
    }

    /** The next time that a routine opens. */
    public @Nullable String next(Routine routine) {
        LocalDate today = fmt.today();
        Optional<Instant> next = plan().schedule(routine.key())
                .between(today.minusDays(31), today.plusDays(400))
                .map(Occurrence::opensAt)
                .filter(opensAt ->
                        LocalDate.ofInstant(opensAt, fmt.zone()).isAfter(today) || !opensAt.isBefore(clock.instant()))
                .findFirst();
        return next.map(fmt::exact).orElse(null);
    }

    public List<Severity> getSeverities() {
        return List.of(Severity.values());
    }

    public List<Threshold> thresholds(Severity severity) {
        return getDocument().thresholds().stream()
                .filter(threshold -> threshold.severity() == severity)
                .toList();
    }

    public @Nullable String response(Severity severity) {
        return getDocument().responses().stream()
                .filter(response -> response.severity() == severity)
                .map(response -> fmt.text(response.title()))
                .findFirst()
                .orElse(null);
    }

    /** "Within 4 hours", "immediately". */
    public String within(Duration duration) {
        return duration.isZero() ? fmt.words("plan.immediately") : fmt.words("plan.within", fmt.duration(duration));
    }
}
