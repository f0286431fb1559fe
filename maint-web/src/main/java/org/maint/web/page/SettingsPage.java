package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnifaces.cdi.Param;

/** The parts of the settings; each has its own address, and its own bean. */
@Named
@RequestScoped
public class SettingsPage {
    private static final List<String> FOR_EVERYBODY = List.of("appearance", "days");
    private static final List<String> FOR_LEADS = List.of("appearance", "days", "templates");
    private static final List<String> FOR_ADMINISTRATORS = List.of(
            "appearance", "days", "platform", "retention", "channels", "templates", "webhook", "tokens", "audit");

    private final Shell shell;

    @Inject
    @Param
    private @Nullable String part;

    @Inject
    public SettingsPage(Shell shell) {
        this.shell = shell;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SettingsPage() {
        this(null);
    }

    public List<String> getParts() {
        if (shell.can("ADMIN")) {
            return FOR_ADMINISTRATORS;
        }
        return shell.can("LEAD") ? FOR_LEADS : FOR_EVERYBODY;
    }

    /** The first part where none is named, or none that there is for this person. */
    public String getPart() {
        return part != null && getParts().contains(part) ? part : FOR_EVERYBODY.get(0);
    }
}
