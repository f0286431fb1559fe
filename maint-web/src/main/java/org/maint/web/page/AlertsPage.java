package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertQuery;
import org.maint.alerting.AlertState;
import org.maint.alerting.Alerts;
import org.maint.alerting.Backtests;
import org.maint.plan.Severity;
import org.maint.shared.Page;
import org.omnifaces.cdi.Param;

/** What is wrong, the worst first. The filter is the address; without one, what is open. */
@Named
@RequestScoped
public class AlertsPage {
    private static final int SIZE = 50;
    private static final String ANY = "any";
    private static final Duration NOISE = Duration.ofDays(30);

    private final Alerts alerts;
    private final Backtests backtests;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;

    @Inject
    @Param
    private @Nullable String state;

    @Inject
    @Param
    private @Nullable String severity;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable Page<Alert> found;
    private @Nullable List<Backtests.Noise> noise;

    @Inject
    public AlertsPage(Alerts alerts, Backtests backtests, Shell shell, Fmt fmt, Clock clock) {
        this.alerts = alerts;
        this.backtests = backtests;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AlertsPage() {
        this(null, null, null, null, null);
    }

    public Page<Alert> getFound() {
        if (found == null) {
            Set<AlertState> states = ANY.equals(state)
                    ? Set.of()
                    : Arrays.stream(AlertState.values())
                            .filter(each -> each.name().equals(state))
                            .map(Set::of)
                            .findFirst()
                            .orElse(AlertQuery.OPEN);
            Severity only = Arrays.stream(Severity.values())
                    .filter(each -> each.name().equals(severity))
                    .findFirst()
                    .orElse(null);
            found = alerts.list(shell.actor(), new AlertQuery(states, only, null), number(), SIZE);
        }
        return found;
    }

    /** What comes later has a higher number. */
    public long getNewest() {
        return alerts.newest(shell.actor());
    }

    public String getCount() {
        return fmt.words("alerts.count", getFound().total());
    }

    public List<AlertState> getStates() {
        return List.of(AlertState.values());
    }

    public List<Severity> getSeverities() {
        return List.of(Severity.values());
    }

    /** How often each rule fired in thirty days, and how much of it nobody needed. */
    public List<Backtests.Noise> getNoise() {
        if (noise == null) {
            noise = backtests.noise(shell.actor(), clock.instant().minus(NOISE));
        }
        return noise;
    }

    private int number() {
        return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    }

    public int getNumber() {
        return number();
    }

    public long getPages() {
        return Math.max(1, (getFound().total() + SIZE - 1) / SIZE);
    }

    /** The address of this list at another page. */
    public String address(int toPage) {
        return "alerts?page=" + toPage
                + (state == null ? "" : "&state=" + state.replaceAll("[^A-Za-z]", ""))
                + (severity == null ? "" : "&severity=" + severity.replaceAll("[^A-Za-z]", ""));
    }

    public @Nullable String getState() {
        return state;
    }

    public @Nullable String getSeverity() {
        return severity;
    }
}
