package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.shared.Log;
import org.maint.task.Tasks;
import org.maint.training.Trainings;
import org.maint.vitals.Ticked;

/** Has the plan's own review come up when its day has come. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class PlanReviewTimer {
    private static final Log LOG = Log.of(PlanReviewTimer.class);

    @Inject
    Tasks tasks;

    @Inject
    Trainings trainings;

    @Schedule(hour = "*", minute = "*", second = "10", persistent = false)
    public void look() {
        try {
            tasks.comeUpForReview();
        } catch (Exception e) {
            LOG.log(ERROR, "Looking whether the plan is to be reviewed failed; it is tried again in a minute", e);
        }
    }

    /** The trainings of the plan, and skills that end. */
    @Schedule(hour = "*", minute = "*/5", second = "50", persistent = false)
    public void train() {
        try {
            trainings.look();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Looking which trainings come up failed; it is tried again in five minutes", e);
        }
    }
}
