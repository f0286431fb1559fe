package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.incident.Declaration;
import org.maint.incident.Incident;
import org.maint.incident.Incidents;
import org.maint.incident.Trigger;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** Declaring an emergency: two clicks are enough, and what an alert knows is filled in. */
@Named
@RequestScoped
public class DeclarePage {
    private final Incidents incidents;
    private final HttpServletRequest request;
    private final Shell shell;
    private final Fmt fmt;

    /** The alert that proposes it. */
    @Inject
    @Param
    private @Nullable String alert;

    @Inject
    @Param(name = "drill")
    private @Nullable String asked;

    private Trigger trigger = Trigger.PLATFORM_DOWN;
    private @Nullable String title;
    private @Nullable String description;
    private boolean drill;
    private @Nullable Declaration proposed;

    @Inject
    public DeclarePage(Incidents incidents, HttpServletRequest request, Shell shell, Fmt fmt) {
        this.incidents = incidents;
        this.request = request;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected DeclarePage() {
        this(null, null, null, null);
    }

    public void load() {
        shell.actor().require(Role.TECHNICIAN, Role.LEAD, Role.MANAGER);
        if (alert != null) {
            proposed = incidents.proposed(shell.actor(), Addressed.alert(alert), fmt.locale());
        }
        if (!"POST".equals(request.getMethod())) {
            drill = "true".equals(asked);
            if (proposed != null) {
                trigger = proposed.trigger();
                title = proposed.title();
                description = proposed.description();
            }
        }
    }

    /** What it would be declared from; null for nothing. */
    public @Nullable String getAlert() {
        return alert;
    }

    public List<Trigger> getTriggers() {
        return List.of(Trigger.values());
    }

    public @Nullable String declare() {
        try {
            String named = title == null || title.isBlank() ? fmt.named("incident.trigger." + trigger) : title;
            Incident incident = incidents.declare(
                    shell.actor(),
                    Declaration.of(
                            trigger,
                            named,
                            description,
                            proposed == null ? null : proposed.beganAt(),
                            alert == null ? null : (Long) Addressed.alert(alert),
                            drill));
            return "/incident.xhtml?faces-redirect=true&n=" + incident.number();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public Trigger getTrigger() {
        return trigger;
    }

    public void setTrigger(Trigger trigger) {
        this.trigger = trigger;
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = description;
    }

    public boolean isDrill() {
        return drill;
    }

    public void setDrill(boolean drill) {
        this.drill = drill;
    }
}
