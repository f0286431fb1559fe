package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformChange;
import org.maint.activity.PlatformChanges;
import org.maint.incident.Incident;
import org.maint.incident.Incidents;
import org.maint.notification.Notification;
import org.maint.notification.NotificationState;
import org.maint.notification.Notifications;
import org.maint.postmortem.PostMortemAction;
import org.maint.postmortem.PostMortems;
import org.maint.shared.Text;
import org.maint.watch.Check;
import org.maint.watch.Probe;
import org.maint.watch.Probes;

/** What stands beside the room of an incident and is asked for once the page is there. */
@Named
@RequestScoped
public class IncidentBeside {
    private static final Duration CHANGES_BEFORE = Duration.ofDays(1);
    private static final int CHANGES = 6;
    private static final int RECEIPTS = 8;

    private final IncidentPage page;
    private final Incidents incidents;
    private final PlatformChanges changes;
    private final PostMortems postMortems;
    private final Probes probes;
    private final Notifications notifications;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Shell shell;

    private @Nullable List<PlatformChange> changed;
    private @Nullable List<Incident> similar;
    private @Nullable List<PostMortemAction> openActions;
    private @Nullable List<Notification> receipts;
    private @Nullable List<Tally> tallies;
    private @Nullable List<Looked> looked;

    @Inject
    public IncidentBeside(
            IncidentPage page,
            Incidents incidents,
            PlatformChanges changes,
            PostMortems postMortems,
            Probes probes,
            Notifications notifications,
            Deliveries deliveries,
            Clock clock,
            Shell shell) {
        this.page = page;
        this.incidents = incidents;
        this.changes = changes;
        this.postMortems = postMortems;
        this.probes = probes;
        this.notifications = notifications;
        this.deliveries = deliveries;
        this.clock = clock;
        this.shell = shell;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected IncidentBeside() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** Faces goes through the whole page to find its part, so the room is read anyway. */
    private Incident incident() {
        return page.getIncident();
    }

    public List<Incident> getSimilar() {
        if (similar == null) {
            similar = incidents.similar(shell.actor(), incident());
        }
        return similar;
    }

    /** What was sent about it, to the team; whom customers' mails went to is not for everybody. */
    public List<Notification> getReceipts() {
        if (receipts == null) {
            receipts = notifications.ofThread(
                    shell.actor(), "incident-" + incident().number(), RECEIPTS);
            deliveries.know(receipts);
        }
        return receipts;
    }

    /** How many messages stand in a state, customers' mails too. */
    public record Tally(NotificationState state, long number) {}

    public List<Tally> getTallies() {
        if (tallies == null) {
            long at = incident().number();
            tallies = notifications.states(shell.actor(), List.of("incident-" + at, "status-" + at)).entrySet().stream()
                    .map(each -> new Tally(each.getKey(), each.getValue()))
                    .toList();
        }
        return tallies;
    }

    /** A probe as it looked last. */
    public record Looked(String key, Text title, String state, @Nullable Instant at) {}

    /** Those that fail first. */
    public List<Looked> getProbes() {
        if (looked == null) {
            looked = probesNow();
        }
        return looked;
    }

    private List<Looked> probesNow() {
        Map<String, Check> newest = probes.newest(shell.actor());
        return probes.list(shell.actor()).stream()
                .filter(Probe::enabled)
                .map(probe -> {
                    Check check = newest.get(probe.key());
                    String state = check == null ? "PENDING" : check.ok() ? "PASS" : "FAIL";
                    return new Looked(probe.key(), probe.title(), state, check == null ? null : check.observedAt());
                })
                .sorted(Comparator.comparing(Looked::state))
                .toList();
    }

    /** What was to change after a similar one and has not yet. */
    public List<PostMortemAction> openActions(Incident earlier) {
        if (openActions == null) {
            openActions = postMortems.openActions(
                    shell.actor(), getSimilar().stream().map(Incident::number).toList());
        }
        return openActions.stream()
                .filter(action -> action.incident() == earlier.number())
                .toList();
    }

    /** What was changed on the platform before it began. */
    public List<PlatformChange> getChanges() {
        if (changed == null) {
            Instant began = incident().beganAt();
            changed = changes.between(shell.actor(), began.minus(CHANGES_BEFORE), clock.instant(), CHANGES);
        }
        return changed;
    }
}
