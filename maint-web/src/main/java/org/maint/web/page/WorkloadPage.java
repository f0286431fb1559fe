package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.maint.workload.Workload;
import org.maint.workload.Workloads;

/** How much work the plan makes, and what comes. */
@Named
@RequestScoped
public class WorkloadPage {
    private final Workloads workloads;
    private final Shell shell;
    private final Fmt fmt;

    private @Nullable Workload workload;

    @Inject
    public WorkloadPage(Workloads workloads, Shell shell, Fmt fmt) {
        this.workloads = workloads;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected WorkloadPage() {
        this(null, null, null);
    }

    public Workload getWorkload() {
        if (workload == null) {
            workload = workloads.look(shell.actor());
        }
        return workload;
    }

    /** Minutes as people say them; null stays null. */
    public @Nullable String minutes(@Nullable Double minutes) {
        return minutes == null ? null : fmt.duration(Duration.ofMinutes(Math.round(minutes)));
    }

    /** What the plan estimates, or somebody aims at. */
    public String estimate(int minutes) {
        return fmt.duration(Duration.ofMinutes(minutes));
    }
}
