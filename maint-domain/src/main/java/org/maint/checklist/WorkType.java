package org.maint.checklist;

import org.maint.plan.Tier;

/** What kind of work a run or a log entry is about: one of the plan's tiers, an emergency, or unplanned work. */
public enum WorkType {
    DAILY,
    WEEKLY,
    MONTHLY,
    QUARTERLY,
    ANNUAL,
    EMERGENCY,
    UNPLANNED;

    public static WorkType of(Tier tier) {
        return valueOf(tier.name());
    }
}
