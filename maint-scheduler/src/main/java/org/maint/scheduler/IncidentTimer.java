package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.maint.incident.Incidents;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/** Watches over what was promised in incidents, each second; whichever node is first says it, once. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class IncidentTimer {
    private static final Log LOG = Log.of(IncidentTimer.class);

    @Inject
    Incidents incidents;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void watch() {
        try {
            incidents.keepPromises();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Watching over incidents failed; it is tried again in a second", e);
        }
    }
}
