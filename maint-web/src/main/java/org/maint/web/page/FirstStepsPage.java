package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.installation.FirstSteps;
import org.maint.installation.FirstSteps.Step;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.plan.Plans;
import org.maint.setting.Setting;
import org.maint.setting.SettingKey;
import org.maint.shared.Refusal;

/** What a new installation still lacks, and what to do about it. */
@Named
@RequestScoped
public class FirstStepsPage {
    private final FirstSteps firstSteps;
    private final People people;
    private final Plans plans;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    public FirstStepsPage(FirstSteps firstSteps, People people, Plans plans, Shell shell, Fmt fmt) {
        this.firstSteps = firstSteps;
        this.people = people;
        this.plans = plans;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FirstStepsPage() {
        this(null, null, null, null, null);
    }

    /** Refused at once to who has no say in them. */
    public FirstSteps.State getState() {
        return shell.getSteps();
    }

    public boolean done(String step) {
        return getState().done(Step.valueOf(step));
    }

    public int getDoneCount() {
        return Step.values().length - getState().open().size();
    }

    public int getCount() {
        return Step.values().length;
    }

    public String getTimeNow() {
        return fmt.clockTime(fmt.now());
    }

    /** Days off of this year and the next, in two columns. */
    public List<DaysOff> getYears() {
        return DaysOff.thisYearAndNext(plans.published(), fmt);
    }

    /** Every level of the plan, also the complete ones. */
    public List<EscalationLevel> getLevels() {
        return plans.published().document().escalation();
    }

    /** "Confirmed by Louise Gagnon on 23 November 2026"; null when nobody has. */
    public @Nullable String confirmation(String key) {
        return getState()
                .settings()
                .setting(SettingKey.valueOf(key))
                .map(setting -> fmt.words(
                        "first-steps.confirmed-by", by(setting), String.valueOf(fmt.exact(setting.changedAt()))))
                .orElse(null);
    }

    private String by(Setting setting) {
        PersonId by = setting.changedBy();
        Map<PersonId, String> names = by == null ? Map.of() : people.names(List.of(by));
        return by == null ? "maint" : names.getOrDefault(by, "?");
    }

    public @Nullable String confirmZone() {
        try {
            firstSteps.confirmZone(shell.actor());
            return "/first-steps.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String confirmHolidays() {
        try {
            firstSteps.confirmHolidays(shell.actor());
            return "/first-steps.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }
}
