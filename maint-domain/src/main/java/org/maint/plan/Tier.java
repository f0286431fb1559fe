package org.maint.plan;

/** How often a part of the plan comes round. Emergencies and unplanned work are types of work beside the tiers. */
public enum Tier {
    DAILY,
    WEEKLY,
    MONTHLY,
    QUARTERLY,
    ANNUAL
}
