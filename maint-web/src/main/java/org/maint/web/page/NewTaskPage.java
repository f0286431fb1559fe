package org.maint.web.page;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformErrors;
import org.maint.alerting.Alerts;
import org.maint.checklist.RunItem;
import org.maint.checklist.Runs;
import org.maint.logbook.Logbook;
import org.maint.shared.Refusal;
import org.maint.task.Origin;
import org.maint.task.Priority;
import org.maint.task.Task;
import org.maint.task.TaskWish;
import org.maint.task.Tasks;
import org.omnifaces.cdi.Param;

/**
 * A new follow-up: on its own, or from an item ({@code ?run=…&item=…}) a log entry
 * ({@code ?entry=…}), an alert ({@code ?alert=…}) or an error of the platform ({@code ?error=…}).
 */
@Named
@RequestScoped
public class NewTaskPage {
    private static final int LONGEST_TITLE = 200;

    private final Tasks tasks;
    private final Runs runs;
    private final Logbook logbook;
    private final Alerts alerts;
    private final PlatformErrors errors;
    private final HttpServletRequest request;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String run;

    @Inject
    @Param
    private @Nullable String item;

    @Inject
    @Param
    private @Nullable String entry;

    @Inject
    @Param
    private @Nullable String alert;

    @Inject
    @Param
    private @Nullable String error;

    private @Nullable String title;
    private @Nullable String description;
    private @Nullable String owner;
    private @Nullable String due;
    private Priority priority = Priority.NORMAL;

    @Inject
    public NewTaskPage(
            Tasks tasks,
            Runs runs,
            Logbook logbook,
            Alerts alerts,
            PlatformErrors errors,
            HttpServletRequest request,
            Shell shell,
            Fmt fmt) {
        this.tasks = tasks;
        this.runs = runs;
        this.logbook = logbook;
        this.alerts = alerts;
        this.errors = errors;
        this.request = request;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected NewTaskPage() {
        this(null, null, null, null, null, null, null, null);
    }

    /** What is known already is filled in; a form that comes back keeps what was typed. */
    @PostConstruct
    void prefill() {
        owner = shell.actor().id().toString();
        if ("POST".equals(request.getMethod())) {
            return;
        }
        if (run != null && item != null) {
            RunItem failed = runs.get(shell.actor(), Addressed.run(run)).item(item);
            title = fmt.text(failed.title());
            description = failed.note();
        } else if (alert != null) {
            title = fmt.text(
                    alerts.whole(shell.actor(), Addressed.alert(alert)).alert().title());
        } else if (error != null && error.matches("\\d{1,18}")) {
            String message = errors.get(shell.actor(), Long.parseLong(error)).message();
            title = message.length() > LONGEST_TITLE ? message.substring(0, LONGEST_TITLE) : message;
        } else if (entry != null) {
            title = fmt.text(logbook.get(shell.actor(), Addressed.entry(entry)).title());
        }
    }

    public @Nullable String create() {
        try {
            TaskWish wish = new TaskWish(title, description, priority, Owners.chosen(owner), Owners.day(due));
            Task task = run != null && item != null
                    ? tasks.create(shell.actor(), wish, Origin.Kind.RUN_ITEM.name(), run + "/" + item)
                    : alert != null || error != null
                            ? tasks.create(
                                    shell.actor(),
                                    wish,
                                    alert != null ? Origin.Kind.ALERT.name() : Origin.Kind.ERROR.name(),
                                    alert != null ? alert : error)
                            : entry != null
                                    ? tasks.create(shell.actor(), wish, Origin.Kind.LOG_ENTRY.name(), entry)
                                    : tasks.create(shell.actor(), wish, null, null);
            Told.done(fmt.words("task.created", task.name()));
            return "/task.xhtml?faces-redirect=true&n=" + task.number();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public List<Priority> getPriorities() {
        return List.of(Priority.values());
    }

    public String getToday() {
        return fmt.today().toString();
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

    public @Nullable String getOwner() {
        return owner;
    }

    public void setOwner(@Nullable String owner) {
        this.owner = owner;
    }

    public @Nullable String getDue() {
        return due;
    }

    public void setDue(@Nullable String due) {
        this.due = due;
    }

    public Priority getPriority() {
        return priority;
    }

    public void setPriority(Priority priority) {
        this.priority = priority;
    }
}
