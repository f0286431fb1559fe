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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.probing.Finding;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;
import org.maint.watch.Probes;
import org.maint.watch.Verifications;
import org.maint.watch.Verifications.Due;

/** Has the items of runs proven that wait for it, every second; items that share a look wait for one. */
@Ticked
@Singleton
@Startup
@DependsOn("Start")
@TransactionManagement(TransactionManagementType.BEAN)
public class VerificationTimer {
    private static final Log LOG = Log.of(VerificationTimer.class);
    private static final int MOST = 100;

    @Inject
    Verifications verifications;

    @Inject
    Probes probes;

    @Resource
    ManagedExecutorService executor;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void prove() {
        try {
            verifications.giveUp();
        } catch (Exception e) {
            LOG.log(ERROR, "Giving up what cannot be proven failed; it is tried again in a second", e);
        }
        try {
            Map<String, List<Due>> shared = new LinkedHashMap<>();
            List<Due> alone = new ArrayList<>();
            for (Due due : verifications.claim(MOST)) {
                Probes.Due look = due.look();
                if (look == null) {
                    alone.add(due);
                } else {
                    shared.computeIfAbsent(look.probe(), unknown -> new ArrayList<>())
                            .add(due);
                }
            }
            alone.forEach(due -> executor.execute(() -> record(List.of(due))));
            shared.values().forEach(dues -> executor.execute(() -> record(dues)));
        } catch (Exception e) {
            LOG.log(ERROR, "Claiming the items that wait to be proven failed; it is tried again in a second", e);
        }
    }

    private void record(List<Due> dues) {
        try {
            Probes.Due look = dues.get(0).look();
            Finding finding = look == null ? null : probes.look(look);
            dues.forEach(due -> record(due, finding));
        } catch (Exception e) {
            LOG.log(ERROR, "Proving " + dues.get(0).item() + " failed; it is tried again", e);
        }
    }

    /** In a transaction of its own: one that cannot be recorded does not take the others with it. */
    private void record(Due due, @Nullable Finding finding) {
        try {
            verifications.record(List.of(due), finding);
        } catch (Exception e) {
            // The claim runs out, and it is tried again.
            LOG.log(ERROR, "Recording what proves " + due.item() + " failed; it is tried again", e);
        }
    }
}
