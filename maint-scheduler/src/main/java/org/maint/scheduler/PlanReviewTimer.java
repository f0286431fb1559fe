package org.maint.scheduler;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.maint.task.Tasks;

/** Has the plan's own review come up when its day has come. */
@Singleton
@Startup
@DependsOn("Start")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PlanReviewTimer {
    @Inject
    Tasks tasks;

    @Schedule(hour = "*", minute = "*", second = "10", persistent = false)
    public void look() {
        tasks.comeUpForReview();
    }
}
