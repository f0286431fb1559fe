package org.maint.scheduler;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.maint.search.Fill;
import org.maint.search.Upkeep;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/**
 * Once after every start, makes findable what is not: an upgraded installation's history, and what a node of the older
 * version wrote meanwhile. In small steps beside everything else: ten years take some minutes.
 */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class SearchTimer {
    private static final Log LOG = Log.of(SearchTimer.class);
    private static final int STEP = 100;

    @Inject
    Upkeep upkeep;

    private Optional<Fill> next = Optional.of(Fill.START);

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void fill() {
        try {
            if (next.isPresent()) {
                Upkeep.Missing missing = upkeep.missing(next.get(), STEP);
                missing.refs().forEach(ref -> upkeep.fill(missing.kind(), ref));
                next = missing.next();
            }
        } catch (Exception e) {
            // A timer that fails twice is never called again.
            LOG.log(WARNING, "Making the history findable failed; it is tried again in a second", e);
        }
    }
}
