package org.maint.notification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Text;
import org.maint.task.Priority;
import org.maint.task.Task;
import org.maint.task.TaskEvent;
import org.maint.task.TaskLine;

/** What an outside tracker is told of a task: what happened, and how the task stands now. */
final class TaskNews {
    private TaskNews() {}

    static Notice of(TaskEvent event) {
        Task task = event.task();
        String deed = event.has(TaskLine.Kind.CREATED)
                ? "task.created"
                : event.has(TaskLine.Kind.CLOSED)
                        ? "task.closed"
                        : event.has(TaskLine.Kind.REOPENED) ? "task.reopened" : "task.changed";
        Message title = Message.of("webhook." + deed, task.name(), task.title());
        String words = event.changes().stream()
                .map(TaskEvent.Change::words)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("–");
        return new Notice(
                deed,
                task.priority() == Priority.URGENT ? Severity.WARNING : Severity.INFO,
                Text.of(title),
                Text.same(words),
                "/task?n=" + task.number(),
                data(event).toString(),
                null,
                List.of());
    }

    private static ObjectNode data(TaskEvent event) {
        ObjectNode data = Canonical.mapper().createObjectNode();
        Task task = event.task();
        ObjectNode json = data.putObject("task");
        json.put("number", task.number());
        json.put("title", task.title().fr());
        json.put("description", task.description());
        json.put("state", task.state().name());
        json.put("priority", task.priority().name());
        json.put("owner", text(task.owner()));
        json.put("due", text(task.due()));
        json.put("resolution", text(task.resolution()));
        json.put("version", task.version());
        ArrayNode changes = data.putArray("changes");
        event.changes().forEach(change -> changes.addObject()
                .put("kind", change.kind().name())
                .put("before", change.before())
                .put("after", change.after())
                .put("words", change.words()));
        data.put("by", text(event.by()));
        return data;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
