package org.maint.target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Set;
import org.maint.alerting.Alerts;
import org.maint.shared.Duties;
import org.maint.shared.Message;
import org.maint.shared.Text;

/**
 * Raises a warning while the error budget of a target burns too fast over a long and a short time at once, and ends it when
 * it no longer does, too little is measured to say so, or the plan has no such target any more. What is critical is for the
 * thresholds of the plan to say.
 */
@ApplicationScoped
@Transactional
public class BudgetWatch {
    private final PlanTargets targets;
    private final Alerts alerts;
    private final Duties duties;

    @Inject
    public BudgetWatch(PlanTargets targets, Alerts alerts, Duties duties) {
        this.targets = targets;
        this.alerts = alerts;
        this.duties = duties;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected BudgetWatch() {
        this(null, null, null);
    }

    /** Once a minute, on one node at a time. */
    public void look() {
        if (!duties.take("budgets")) {
            return;
        }
        Set<String> burning = new HashSet<>();
        targets.burns()
                .forEach((target, burns) -> burns.stream().filter(Burn::hot).forEach(burn -> {
                    String ref = target.key() + "/" + burn.limit();
                    burning.add(ref);
                    alerts.burns(
                            ref,
                            Text.of(Message.of("alert.budget-burns", target.title())),
                            target.metric(),
                            burn.limit() + "\u00d7",
                            burn.shorter());
                }));
        alerts.burnOnly(burning);
    }
}
