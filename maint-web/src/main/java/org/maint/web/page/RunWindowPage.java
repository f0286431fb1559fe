package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.window.MaintenanceWindow;
import org.maint.window.RunWindows;

/** The maintenance window of a run; a part of the run's page. */
@Named
@RequestScoped
public class RunWindowPage {
    private final RunPage page;
    private final RunWindows windows;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable Optional<MaintenanceWindow> open;
    private @Nullable String minutes = "60";
    private @Nullable String reason;

    @Inject
    public RunWindowPage(RunPage page, RunWindows windows, Shell shell, Fmt fmt) {
        this.page = page;
        this.windows = windows;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RunWindowPage() {
        this(null, null, null, null);
    }

    /** Whether this person may open one now. */
    public boolean isAllowed() {
        return page.isWorkable() && shell.can("TECHNICIAN LEAD") && getOpen() == null;
    }

    public @Nullable MaintenanceWindow getOpen() {
        if (open == null) {
            open = windows.openOf(shell.actor(), page.getRun().id());
        }
        return open.orElse(null);
    }

    public @Nullable String start() {
        try {
            String typed = minutes == null ? "" : minutes.strip();
            if (!typed.matches("\\d{1,6}")) {
                throw Refusal.invalid("/minutes", Message.of("invalid.number.range", 1, RunWindows.LONGEST_MINUTES));
            }
            windows.open(shell.actor(), page.getRun().id(), Integer.parseInt(typed), reason, List.of());
            Told.done(fmt.words("window.for-run-done"));
            return "/run.xhtml?faces-redirect=true&id=" + page.getRun().id();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String getMinutes() {
        return minutes;
    }

    public void setMinutes(@Nullable String minutes) {
        this.minutes = minutes;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }
}
