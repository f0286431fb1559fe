package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Run;
import org.maint.checklist.Runs;
import org.maint.checklist.WorkType;
import org.maint.shared.Refusal;

/** Work that no routine has planned. */
@Named
@RequestScoped
public class UnplannedPage {
    private final Runs runs;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable String title;
    private @Nullable String items;
    private WorkType type = WorkType.UNPLANNED;

    @Inject
    public UnplannedPage(Runs runs, Shell shell, Fmt fmt) {
        this.runs = runs;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected UnplannedPage() {
        this(null, null, null);
    }

    public @Nullable String start() {
        try {
            List<String> titles = items == null
                    ? List.of()
                    : Arrays.stream(items.split("\\R"))
                            .filter(line -> !line.isBlank())
                            .toList();
            Run run = runs.startUnplanned(shell.actor(), title, type, titles);
            return "/run.xhtml?faces-redirect=true&id=" + run.id();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public List<WorkType> getTypes() {
        return List.of(WorkType.UNPLANNED, WorkType.EMERGENCY);
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public @Nullable String getItems() {
        return items;
    }

    public void setItems(@Nullable String items) {
        this.items = items;
    }

    public WorkType getType() {
        return type;
    }

    public void setType(WorkType type) {
        this.type = type;
    }
}
