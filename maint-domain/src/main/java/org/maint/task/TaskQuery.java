package org.maint.task;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/**
 * Which tasks; null or empty means any.
 *
 * @param dueFrom the first due date, included
 * @param dueTo the last due date, included
 * @param words that the title or the description contains
 */
public record TaskQuery(
        Set<TaskState> states,
        Collection<PersonId> owners,
        @Nullable Priority priority,
        @Nullable LocalDate dueFrom,
        @Nullable LocalDate dueTo,
        @Nullable String words,
        @Nullable Origin origin) {
    public static final Set<TaskState> UNFINISHED = Set.of(TaskState.OPEN, TaskState.IN_PROGRESS);
    public static final TaskQuery ALL = new TaskQuery(Set.of(), List.of(), null, null, null, null, null);

    public static TaskQuery unfinished() {
        return new TaskQuery(UNFINISHED, List.of(), null, null, null, null, null);
    }

    public static TaskQuery unfinishedOf(Collection<PersonId> owners) {
        return new TaskQuery(UNFINISHED, owners, null, null, null, null, null);
    }

    public static TaskQuery from(Origin origin) {
        return new TaskQuery(Set.of(), List.of(), null, null, null, null, origin);
    }
}
