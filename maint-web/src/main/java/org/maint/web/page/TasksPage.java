package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Page;
import org.maint.task.Priority;
import org.maint.task.Task;
import org.maint.task.TaskQuery;
import org.maint.task.TaskState;
import org.maint.task.Tasks;
import org.omnifaces.cdi.Param;

/** Follow-ups, what is due first first. The filter is the address; without one, what is not closed. */
@Named
@RequestScoped
public class TasksPage {
    private static final int SIZE = 50;
    private static final String ANY = "any";
    private static final String ME = "me";

    private final Tasks tasks;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String state;

    @Inject
    @Param
    private @Nullable String owner;

    @Inject
    @Param
    private @Nullable String priority;

    @Inject
    @Param
    private @Nullable String words;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable Page<Task> found;

    @Inject
    public TasksPage(Tasks tasks, Shell shell, Fmt fmt) {
        this.tasks = tasks;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TasksPage() {
        this(null, null, null);
    }

    public Page<Task> getFound() {
        if (found == null) {
            found = tasks.list(shell.actor(), query(), number(), SIZE);
        }
        return found;
    }

    private TaskQuery query() {
        Set<TaskState> states = ANY.equals(state)
                ? Set.of()
                : Arrays.stream(TaskState.values())
                        .filter(each -> each.name().equals(state))
                        .map(Set::of)
                        .findFirst()
                        .orElse(TaskQuery.UNFINISHED);
        Priority only = Arrays.stream(Priority.values())
                .filter(each -> each.name().equals(priority))
                .findFirst()
                .orElse(null);
        return new TaskQuery(states, owners(), only, null, null, words == null || words.isBlank() ? null : words, null);
    }

    private List<PersonId> owners() {
        if (ME.equals(owner)) {
            return List.of(shell.actor().id());
        }
        // What is no person is no filter.
        return owner != null && owner.matches("[0-9a-fA-F-]{36}")
                ? List.of(new PersonId(UUID.fromString(owner)))
                : List.of();
    }

    public String getCount() {
        return fmt.words("tasks.count", getFound().total());
    }

    public boolean late(Task task) {
        return task.late(fmt.today());
    }

    public List<TaskState> getStates() {
        return List.of(TaskState.values());
    }

    public List<Priority> getPriorities() {
        return List.of(Priority.values());
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
        StringBuilder address = new StringBuilder("tasks?page=").append(toPage);
        append(address, "state", state);
        append(address, "owner", owner);
        append(address, "priority", priority);
        append(address, "words", words);
        return address.toString();
    }

    private static void append(StringBuilder address, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            address.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    public @Nullable String getState() {
        return state;
    }

    public @Nullable String getOwner() {
        return owner;
    }

    public @Nullable String getPriority() {
        return priority;
    }

    public @Nullable String getWords() {
        return words;
    }
}
