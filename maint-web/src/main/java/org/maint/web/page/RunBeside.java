package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformChange;
import org.maint.activity.PlatformChanges;
import org.maint.alerting.Related;
import org.maint.checklist.Run;
import org.maint.checklist.RunItem;
import org.maint.checklist.RunQuery;
import org.maint.checklist.RunState;
import org.maint.checklist.RunSummary;
import org.maint.checklist.Runs;

/** What stands beside a run: what was changed on the platform since somebody last went through it, and its alerts. */
@Named
@RequestScoped
public class RunBeside {
    private static final int SHOWN = 5;

    /** As many as are counted. */
    private static final int COUNTED = 100;

    private final RunPage page;
    private final Runs runs;
    private final PlatformChanges changes;
    private final Related related;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;

    private @Nullable Optional<Instant> since;
    private @Nullable List<PlatformChange> changed;
    private @Nullable Map<String, Long> alerts;

    @Inject
    public RunBeside(
            RunPage page, Runs runs, PlatformChanges changes, Related related, Shell shell, Fmt fmt, Clock clock) {
        this.page = page;
        this.runs = runs;
        this.changes = changes;
        this.related = related;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RunBeside() {
        this(null, null, null, null, null, null, null);
    }

    /**
     * When the newest run of the routine before this one opened that somebody has signed: what came after it opened may
     * not have been looked at. Null for unplanned work, and where there was none.
     */
    public @Nullable Instant getSince() {
        if (since == null) {
            Run run = page.getRun();
            since = run.routineKey().flatMap(routine -> runs
                    .summaries(
                            shell.actor(),
                            new RunQuery(null, run.nominalDate().minusDays(1), routine, RunState.SIGNED),
                            1)
                    .stream()
                    .map(RunSummary::opensAt)
                    .findFirst());
        }
        return since.orElse(null);
    }

    public Instant getUntil() {
        Instant closed = page.getRun().closedAt();
        return closed == null ? clock.instant() : closed;
    }

    private List<PlatformChange> changed() {
        if (changed == null) {
            Instant from = getSince();
            changed = from == null ? List.of() : changes.between(shell.actor(), from, getUntil(), COUNTED);
        }
        return changed;
    }

    /** The newest ones. */
    public List<PlatformChange> getChanges() {
        return changed().stream().limit(SHOWN).toList();
    }

    public String getCount() {
        int number = changed().size();
        return fmt.words("run.changes", number, number == COUNTED ? "+" : "");
    }

    /** Where all of them are. */
    public String getAll() {
        return "changes?from=" + getSince() + "&to=" + getUntil();
    }

    /** The number of the alert for which a failed item is a reason; null for none. */
    public @Nullable Long alert(RunItem item) {
        if (alerts == null) {
            alerts = related.byItem(shell.actor(), page.getRun());
        }
        return alerts.get(item.key());
    }
}
