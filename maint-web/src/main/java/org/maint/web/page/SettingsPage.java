package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnifaces.cdi.Param;

/** The parts of the settings; each has its own address, and its own bean. */
@Named
@RequestScoped
public class SettingsPage {
    private static final List<String> FOR_EVERYBODY = List.of("appearance", "days");
    private static final List<String> FOR_LEADS =
            List.of("appearance", "days", "templates", "status", "judgement", "transfer");
    private static final List<String> FOR_MANAGERS = List.of("appearance", "days", "status", "judgement");
    private static final List<String> FOR_ADMINISTRATORS = List.of(
            "appearance",
            "days",
            "platform",
            "retention",
            "channels",
            "templates",
            "webhook",
            "tokens",
            "transfer",
            "audit");

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
        List<String> ofRole = shell.can("LEAD") ? FOR_LEADS : shell.can("MANAGER") ? FOR_MANAGERS : FOR_EVERYBODY;
        return shell.can("ADMIN")
                ? Stream.concat(FOR_ADMINISTRATORS.stream(), ofRole.stream())
                        .distinct()
                        .toList()
                : ofRole;
    }

    /** The first part where none is named, or none that there is for this person. */
    public String getPart() {
        return part != null && getParts().contains(part) ? part : FOR_EVERYBODY.get(0);
    }
}
