package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.incident.Incident;
import org.maint.incident.IncidentRole;
import org.maint.incident.IncidentState;
import org.maint.incident.Incidents;
import org.maint.shared.Page;
import org.omnifaces.cdi.Param;

/** Emergencies: those that are open, and those that were. */
@Named
@RequestScoped
public class IncidentsPage {
    private static final int SIZE = 50;

    private final Incidents incidents;
    private final Clock clock;
    private final Owners owners;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String state;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable Page<Incident> found;

    @Inject
    public IncidentsPage(Incidents incidents, Clock clock, Owners owners, Shell shell, Fmt fmt) {
        this.incidents = incidents;
        this.clock = clock;
        this.owners = owners;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected IncidentsPage() {
        this(null, null, null, null, null);
    }

    public List<IncidentState> getStates() {
        return List.of(IncidentState.values());
    }

    /** Null for all of them. */
    public @Nullable IncidentState getState() {
        return Arrays.stream(IncidentState.values())
                .filter(each -> each.name().equals(state))
                .findFirst()
                .orElse(null);
    }

    public Page<Incident> getFound() {
        if (found == null) {
            found = incidents.list(shell.actor(), getState(), getNumber(), SIZE);
        }
        return found;
    }

    public int getNumber() {
        return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    }

    public int getPages() {
        return (int) ((getFound().total() + SIZE - 1) / SIZE);
    }

    public String address(int number) {
        IncidentState only = getState();
        return "incidents?page=" + number + (only == null ? "" : "&state=" + only);
    }

    public String lasted(Incident incident) {
        Instant end = incident.resolvedAt();
        Duration lasted = Duration.between(incident.declaredAt(), end == null ? clock.instant() : end);
        return fmt.duration(lasted.isNegative() ? Duration.ZERO : lasted);
    }

    public String lead(Incident incident) {
        String name = owners.name(incident.holder(IncidentRole.LEAD));
        return name == null ? "–" : name;
    }

    public boolean isMine() {
        return shell.can("TECHNICIAN LEAD MANAGER");
    }
}
