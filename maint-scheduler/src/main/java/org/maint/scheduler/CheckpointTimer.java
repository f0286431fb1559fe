package org.maint.scheduler;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.maint.logbook.Logbook;

/** Signs the end of the log's chain once a day, whichever node comes first. */
@Singleton
@Startup
@DependsOn("Start")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CheckpointTimer {
    @Inject
    Logbook logbook;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    public void sign() {
        logbook.dailyCheckpoint();
    }
}
