package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import org.maint.task.Priority;
import org.maint.task.Resolution;
import org.maint.task.Task;
import org.maint.task.TaskFile;
import org.maint.task.TaskLine;
import org.maint.task.TaskLink;
import org.maint.task.TaskState;
import org.maint.task.TaskWish;
import org.maint.task.Tasks;
import org.omnifaces.cdi.Param;

/** One follow-up: what it is, what became of it, and what can be done with it now. */
@Named
@RequestScoped
public class TaskPage {
    private final Tasks tasks;
    private final Owners owners;
    private final HttpServletRequest request;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param(name = "n")
    private @Nullable String number;

    private Tasks.@Nullable Whole whole;
    private @Nullable String title;
    private @Nullable String description;
    private @Nullable String owner;
    private @Nullable String due;
    private @Nullable Priority priority;
    private @Nullable Integer version;
    private Resolution resolution = Resolution.DONE;
    private @Nullable String reason;
    private @Nullable String comment;
    private @Nullable String address;
    private @Nullable String linkTitle;

    @Inject
    public TaskPage(Tasks tasks, Owners owners, HttpServletRequest request, Shell shell, Fmt fmt) {
        this.tasks = tasks;
        this.owners = owners;
        this.request = request;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TaskPage() {
        this(null, null, null, null, null);
    }

    /** The form shows the task as it is; one that comes back keeps what was typed. */
    public void load() {
        Task task = task();
        if (!"POST".equals(request.getMethod())) {
            title = fmt.text(task.title());
            description = task.description();
            owner = task.owner() == null ? null : task.owner().toString();
            due = task.due() == null ? null : task.due().toString();
            priority = task.priority();
            version = task.version();
        }
    }

    private Tasks.Whole whole() {
        if (whole == null) {
            whole = tasks.whole(shell.actor(), Addressed.task(number));
        }
        return whole;
    }

    private Task task() {
        return whole().task();
    }

    public Task getTask() {
        return task();
    }

    public String getHeading() {
        return task().name() + " · " + fmt.text(task().title());
    }

    /** What maint wrote itself it keeps in both languages; of that, the reader's own. */
    public @Nullable String getShownDescription() {
        String kept = task().description();
        Message own = Message.of("task.plan-review.words");
        String both = Messages.words(own, Locale.FRENCH) + "\n\n" + Messages.words(own, Locale.ENGLISH);
        return both.equals(kept) ? fmt.words(own) : kept;
    }

    public boolean isLate() {
        return task().late(fmt.today());
    }

    public boolean isClosed() {
        return task().state() == TaskState.CLOSED;
    }

    public boolean isMine() {
        return shell.can("TECHNICIAN LEAD MANAGER");
    }

    public String getOrigin() {
        String ref = task().origin().ref();
        return fmt.words("task.origin." + task().origin().kind(), ref == null ? "" : ref);
    }

    public List<TaskFile> getFiles() {
        return whole().files();
    }

    public List<TaskLink> getLinks() {
        return whole().links();
    }

    /** Newest first. */
    public List<TaskLine> getLines() {
        List<TaskLine> lines = new java.util.ArrayList<>(whole().lines());
        java.util.Collections.reverse(lines);
        return lines;
    }

    public String words(TaskLine line) {
        return fmt.words("task.line." + line.kind(), shown(line, line.before()), shown(line, line.after()));
    }

    private String shown(TaskLine line, @Nullable String value) {
        if (value == null) {
            return "–";
        }
        return switch (line.kind()) {
            case OWNER -> Objects.requireNonNullElse(owners.name(new PersonId(UUID.fromString(value))), value);
            case DUE -> fmt.date(java.time.LocalDate.parse(value));
            case PRIORITY -> fmt.words("task.priority." + value);
            case CLOSED -> fmt.words("task.resolution." + value);
            default -> value;
        };
    }

    public @Nullable String save() {
        try {
            tasks.edit(
                    shell.actor(),
                    task().number(),
                    new TaskWish(
                            title,
                            description,
                            priority == null ? Priority.NORMAL : priority,
                            Owners.chosen(owner),
                            Owners.day(due)),
                    version);
            return done("task.saved");
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.STALE) {
                // What was typed stays; saved again, now that theirs is shown, it replaces theirs.
                version = task().version();
            }
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String start() {
        return act(() -> tasks.start(shell.actor(), task().number()), "task.started");
    }

    public @Nullable String close() {
        return act(() -> tasks.close(shell.actor(), task().number(), resolution, reason, null), "task.closed");
    }

    public @Nullable String reopen() {
        return act(() -> tasks.reopen(shell.actor(), task().number()), "task.reopened");
    }

    public @Nullable String addComment() {
        return act(() -> tasks.comment(shell.actor(), task().number(), comment), "task.commented");
    }

    public @Nullable String addLink() {
        return act(() -> tasks.link(shell.actor(), task().number(), address, linkTitle), "task.linked");
    }

    private @Nullable String act(Runnable deed, String doneWords) {
        try {
            deed.run();
            return done(doneWords);
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private String done(String words) {
        Told.done(fmt.words(words));
        return "/task.xhtml?faces-redirect=true&n=" + task().number();
    }

    public List<Priority> getPriorities() {
        return List.of(Priority.values());
    }

    public List<Resolution> getResolutions() {
        return List.of(Resolution.values());
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

    public @Nullable Priority getPriority() {
        return priority;
    }

    public void setPriority(@Nullable Priority priority) {
        this.priority = priority;
    }

    public @Nullable Integer getVersion() {
        return version;
    }

    public void setVersion(@Nullable Integer version) {
        this.version = version;
    }

    public Resolution getResolution() {
        return resolution;
    }

    public void setResolution(Resolution resolution) {
        this.resolution = resolution;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    public @Nullable String getComment() {
        return comment;
    }

    public void setComment(@Nullable String comment) {
        this.comment = comment;
    }

    public @Nullable String getAddress() {
        return address;
    }

    public void setAddress(@Nullable String address) {
        this.address = address;
    }

    public @Nullable String getLinkTitle() {
        return linkTitle;
    }

    public void setLinkTitle(@Nullable String linkTitle) {
        this.linkTitle = linkTitle;
    }
}
