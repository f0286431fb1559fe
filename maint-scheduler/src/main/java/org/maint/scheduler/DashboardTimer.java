package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.dashboard.Dashboards;
import org.maint.report.Reports;
import org.maint.shared.Log;
import org.maint.target.BudgetWatch;
import org.maint.target.Corrections;
import org.maint.vitals.Ticked;

/**
 * Every five seconds, on each node, sees how the platform stands, so that pages that show it ask the database nothing; and
 * every few minutes, on whichever node is first, judges a month that has ended and writes the reports that are due.
 */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class DashboardTimer {
    private static final Log LOG = Log.of(DashboardTimer.class);

    @Inject
    Dashboards dashboards;

    @Inject
    Corrections corrections;

    @Inject
    Reports reports;

    @Inject
    BudgetWatch budgets;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void look() {
        try {
            dashboards.look();
        } catch (RuntimeException e) {
            LOG.log(WARNING, "Seeing how the platform stands failed; it is tried again in five seconds", e);
        }
    }

    /** A report is written within a minute of the end of its period. */
    @Schedule(hour = "*", minute = "*", second = "35", persistent = false)
    public void write() {
        try {
            reports.writeDue();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Writing reports failed; it is tried again in a minute", e);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "45", persistent = false)
    public void burn() {
        try {
            budgets.look();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Looking after error budgets failed; it is tried again in a minute", e);
        }
    }

    @Schedule(hour = "*", minute = "*/10", second = "20", persistent = false)
    public void judge() {
        try {
            corrections.look();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Judging the month that has ended failed; it is tried again in ten minutes", e);
        }
    }
}
