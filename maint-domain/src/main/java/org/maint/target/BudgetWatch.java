package org.maint.target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.YearMonth;
import org.maint.alerting.Alerts;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Duties;
import org.maint.shared.Message;
import org.maint.shared.Text;

/**
 * Raises an alert while the error budget of a target burns too fast over a long and a short time at once, and ends it when
 * it no longer does. The fastest is critical, because the budget of the month would be gone within days; the others are
 * warnings. Where too little was measured, nothing changes.
 */
@ApplicationScoped
@Transactional
public class BudgetWatch {
    /** From this rate on, two percent of a month's budget go in an hour. */
    private static final double CRITICAL_FROM = 14.4;

    private final PlanTargets targets;
    private final Alerts alerts;
    private final Duties duties;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public BudgetWatch(PlanTargets targets, Alerts alerts, Duties duties, Plans plans, Clock clock) {
        this.targets = targets;
        this.alerts = alerts;
        this.duties = duties;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected BudgetWatch() {
        this(null, null, null, null, null);
    }

    /** Once a minute, on one node at a time. */
    public void look() {
        if (!duties.take("budgets")) {
            return;
        }
        YearMonth month =
                YearMonth.from(clock.instant().atZone(plans.published().zone()));
        for (TargetResult result : targets.month(month)) {
            for (Burn burn : result.burns()) {
                if (burn.overLong() != null && burn.overShort() != null) {
                    alerts.burns(
                            result.target().key(),
                            Text.of(Message.of(
                                    "alert.budget-burns", result.target().title())),
                            result.target().metric(),
                            burn.limit(),
                            burn.limit() >= CRITICAL_FROM ? Severity.CRITICAL : Severity.WARNING,
                            burn.hot());
                }
            }
        }
    }
}
