package org.maint.scheduler;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.util.List;
import org.maint.probing.Finding;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;
import org.maint.watch.Probes;
import org.maint.watch.Probes.Due;

/** Claims the looks that are due every second, and takes each on a thread of its own: a slow one holds up none. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class ProbeTimer {
    private static final Log LOG = Log.of(ProbeTimer.class);
    private static final int MOST = 40;
    private static final int MOST_ROUNDS = 10;

    @Inject
    Probes probes;

    @Resource
    ManagedExecutorService executor;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void look() {
        try {
            // In rounds: no transaction is large, and what is due at once waits for no second tick.
            List<Due> due;
            int rounds = 0;
            do {
                due = probes.claim(MOST);
                due.forEach(each -> executor.execute(() -> look(each)));
            } while (due.size() == MOST && ++rounds < MOST_ROUNDS);
        } catch (Exception e) {
            LOG.log(ERROR, "Claiming the looks that are due failed; it is tried again in a second", e);
        }
    }

    private void look(Due due) {
        try {
            Finding finding = probes.look(due);
            probes.record(due.probe(), finding);
        } catch (Exception e) {
            LOG.log(
                    ERROR,
                    "What probe " + due.probe() + " saw could not be recorded; it looks again when it is due",
                    e);
        }
    }
}
