package org.maint.scheduler;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.plan.Tier;
import org.maint.vitals.Ticked;

/** Opens the runs of the annual tier. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class AnnualTimer {
    @Inject
    TierTick tick;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void wake() {
        tick.open(Tier.ANNUAL);
    }
}
