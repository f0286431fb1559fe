package org.maint.scheduler;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.shared.Log;
import org.maint.vitals.DatabaseSighting;
import org.maint.vitals.Ticked;

/** Finds out every second whether the database answers, for health to say. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class DatabaseTimer {
    private static final Log LOG = Log.of(DatabaseTimer.class);

    @Inject
    DatabaseSighting database;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void look() {
        try {
            database.look();
        } catch (Exception e) {
            LOG.log(WARNING, "The database does not answer; it is asked again in a second: " + e.getMessage());
        }
    }
}
