package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Related;
import org.maint.checklist.RunSummary;
import org.maint.logbook.LogEntry;
import org.maint.watch.Probe;
import org.maint.watch.Probes;

/** What belongs to the alert of the page: runs, entries of the log, probes. */
@Named
@RequestScoped
public class AlertBeside {
    private final AlertPage page;
    private final Related related;
    private final Probes probes;
    private final Shell shell;
    private Related.@Nullable Around around;
    private @Nullable List<Probe> looked;

    @Inject
    public AlertBeside(AlertPage page, Related related, Probes probes, Shell shell) {
        this.page = page;
        this.related = related;
        this.probes = probes;
        this.shell = shell;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AlertBeside() {
        this(null, null, null, null);
    }

    private Related.Around around() {
        if (around == null) {
            around = related.of(shell.actor(), page.getWhole());
        }
        return around;
    }

    public List<RunSummary> getRuns() {
        return around().runs();
    }

    public List<LogEntry> getEntries() {
        return around().entries();
    }

    /** Those of the probes named that are set up. */
    public List<Probe> getProbes() {
        if (looked == null) {
            looked = around().probes().isEmpty()
                    ? List.of()
                    : probes.list(shell.actor()).stream()
                            .filter(probe -> around().probes().contains(probe.key()))
                            .toList();
        }
        return looked;
    }

    public boolean isAny() {
        return !getRuns().isEmpty() || !getEntries().isEmpty() || !getProbes().isEmpty();
    }
}
