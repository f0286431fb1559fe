package org.maint.task;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.shared.Csv;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Page;

/** Tasks as comma-separated values, for a spreadsheet. */
final class TaskExport {
    private static final List<String> COLUMNS = List.of(
            "number",
            "title",
            "state",
            "priority",
            "owner",
            "due",
            "created",
            "created-by",
            "closed",
            "closed-by",
            "resolution",
            "reason",
            "description");

    private final TaskRepository repository;
    private final People people;
    private final Locale locale;

    TaskExport(TaskRepository repository, People people, Locale locale) {
        this.repository = repository;
        this.people = people;
        this.locale = locale;
    }

    void write(TaskQuery query, Appendable out) throws IOException {
        out.append(Csv.BYTE_ORDER_MARK)
                .append(Csv.row(COLUMNS.stream()
                        .map(column -> words("task.column." + column))
                        .toArray()));
        Page<Task> step;
        int page = 0;
        do {
            step = repository.list(query, page++, Page.LARGEST);
            Map<PersonId, String> names = people.names(step.items().stream()
                    .flatMap(task -> Stream.of(task.owner(), task.createdBy(), task.closedBy()))
                    .filter(Objects::nonNull)
                    .toList());
            for (Task task : step.items()) {
                out.append(Csv.row(row(task, names)));
            }
        } while ((long) page * Page.LARGEST < step.total());
    }

    private @Nullable Object[] row(Task task, Map<PersonId, String> names) {
        return new @Nullable Object[] {
            task.name(),
            task.title().in(locale),
            words("task.state." + task.state()),
            words("task.priority." + task.priority()),
            name(task.owner(), names),
            task.due(),
            task.createdAt(),
            task.createdBy() == null ? "maint" : name(task.createdBy(), names),
            task.closedAt(),
            name(task.closedBy(), names),
            task.resolution() == null ? null : words("task.resolution." + task.resolution()),
            task.closingReason(),
            task.description()
        };
    }

    private static @Nullable String name(@Nullable PersonId person, Map<PersonId, String> names) {
        return person == null ? null : names.getOrDefault(person, person.toString());
    }

    private String words(String key) {
        return Messages.words(Message.of(key), locale);
    }
}
