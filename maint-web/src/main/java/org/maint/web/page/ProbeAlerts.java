package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.Related;

/** The alerts of what the probe of the page looks at. */
@Named
@RequestScoped
public class ProbeAlerts {
    private final ProbePage page;
    private final Related related;
    private final Shell shell;
    private @Nullable List<Alert> found;

    @Inject
    public ProbeAlerts(ProbePage page, Related related, Shell shell) {
        this.page = page;
        this.related = related;
        this.shell = shell;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ProbeAlerts() {
        this(null, null, null);
    }

    /** Open ones first, then the newest. */
    public List<Alert> getFound() {
        if (found == null) {
            found = page.isFresh()
                    ? List.of()
                    : related.ofProbe(shell.actor(), page.getProbe().key());
        }
        return found;
    }
}
