package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformChange;
import org.maint.activity.PlatformChanges;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertLine;
import org.maint.alerting.AlertReason;
import org.maint.alerting.AlertState;
import org.maint.alerting.Alerts;
import org.maint.people.PersonId;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** One alert: what is wrong, since when, how bad, what was measured around it, what happened beside it. */
@Named
@RequestScoped
public class AlertPage {
    /** Changes of this time before it are worth a look. */
    private static final Duration BEFORE = Duration.ofHours(24);

    private final Alerts alerts;
    private final PlatformChanges changes;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;

    @Inject
    @Param(name = "n")
    private @Nullable String number;

    private Alerts.@Nullable Whole whole;
    private @Nullable Optional<Alerts.Graph> graph;
    private @Nullable List<PlatformChange> changed;
    private @Nullable List<Alert> beside;
    private @Nullable String note;
    private @Nullable String assignee;

    @Inject
    public AlertPage(Alerts alerts, PlatformChanges changes, Shell shell, Fmt fmt, Clock clock) {
        this.alerts = alerts;
        this.changes = changes;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AlertPage() {
        this(null, null, null, null, null);
    }

    public void load() {
        getAlert();
    }

    Alerts.Whole getWhole() {
        return whole();
    }

    private Alerts.Whole whole() {
        if (whole == null) {
            whole = alerts.whole(shell.actor(), Addressed.alert(number));
        }
        return whole;
    }

    public Alert getAlert() {
        return whole().alert();
    }

    public String getHeading() {
        return "A-" + getAlert().number() + " · " + fmt.text(getAlert().title());
    }

    public List<AlertReason> getReasons() {
        return whole().reasons();
    }

    /** Newest first. */
    public List<AlertLine> getLines() {
        List<AlertLine> lines = new ArrayList<>(whole().lines());
        Collections.reverse(lines);
        return lines;
    }

    /** What was said with it, in the reader's language where it is a word of maint's. */
    public @Nullable String detail(AlertLine line) {
        return line.kind() == AlertLine.Kind.WORSE ? fmt.words("severity." + line.words()) : line.words();
    }

    public boolean isMine() {
        return shell.can("TECHNICIAN LEAD");
    }

    public boolean isOpen() {
        return getAlert().state().open();
    }

    public boolean isAcknowledgeable() {
        return isMine() && getAlert().state() == AlertState.FIRING;
    }

    public String getLasted() {
        Instant resolved = getAlert().resolvedAt();
        Instant end = resolved == null ? clock.instant() : resolved;
        Duration lasted = Duration.between(getAlert().since(), end);
        return fmt.duration(lasted.isNegative() ? Duration.ZERO : lasted);
    }

    public Alerts.@Nullable Graph getGraph() {
        return graph().orElse(null);
    }

    private Optional<Alerts.Graph> graph() {
        if (graph == null) {
            graph = alerts.graph(shell.actor(), whole());
        }
        return graph;
    }

    public @Nullable Drawing getDrawing() {
        return graph().map(graph -> new Drawing(graph.from(), graph.to(), graph.points(), graph.threshold()))
                .orElse(null);
    }

    public Instant getEnd() {
        Instant resolved = getAlert().resolvedAt();
        return resolved == null ? clock.instant() : resolved;
    }

    /** What was changed on the platform in the day before it and while it lasted. */
    public List<PlatformChange> getChanges() {
        if (changed == null) {
            changed = changes.between(shell.actor(), getAlert().since().minus(BEFORE), getEnd().plusSeconds(1), 10);
        }
        return changed;
    }

    /** Others that were open at the same time. */
    public List<Alert> getBeside() {
        if (beside == null) {
            beside = alerts.during(shell.actor(), getAlert().since(), getEnd(), 11).stream()
                    .filter(other -> other.number() != getAlert().number())
                    .limit(10)
                    .toList();
        }
        return beside;
    }

    public @Nullable String acknowledge() {
        return done(() -> alerts.acknowledge(shell.actor(), getAlert().number(), note));
    }

    public @Nullable String resolve() {
        return done(() -> alerts.resolve(shell.actor(), getAlert().number(), note));
    }

    public @Nullable String addNote() {
        return done(() -> alerts.note(shell.actor(), getAlert().number(), note));
    }

    public @Nullable String assign() {
        PersonId to = Owners.chosen(assignee);
        return done(() -> alerts.assign(shell.actor(), getAlert().number(), to));
    }

    private @Nullable String done(Runnable deed) {
        try {
            deed.run();
            return back();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private String back() {
        return "/alert.xhtml?faces-redirect=true&n=" + getAlert().number();
    }

    public @Nullable String getNote() {
        return note;
    }

    public void setNote(@Nullable String note) {
        this.note = note;
    }

    public @Nullable String getAssignee() {
        PersonId now = getAlert().assignee();
        return assignee != null ? assignee : now == null ? null : now.toString();
    }

    public void setAssignee(@Nullable String assignee) {
        this.assignee = assignee;
    }
}
