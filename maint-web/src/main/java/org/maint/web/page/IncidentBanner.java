package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.maint.incident.Incidents;

/** Says on every page which emergencies are open. */
@Named
@RequestScoped
public class IncidentBanner {
    private final Incidents incidents;

    @Inject
    public IncidentBanner(Incidents incidents) {
        this.incidents = incidents;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected IncidentBanner() {
        this(null);
    }

    public List<Incidents.Seen> getOpen() {
        return incidents.seen();
    }
}
