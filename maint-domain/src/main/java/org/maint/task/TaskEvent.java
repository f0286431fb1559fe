package org.maint.task;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/**
 * What happened to a task.
 *
 * @param by who did it; null for maint itself
 * @param changes what of it; at least one
 */
public record TaskEvent(Task task, List<Change> changes, @Nullable PersonId by, Instant at) implements Audited {

    /**
     * One change.
     *
     * @param before what was there; null for nothing
     * @param after what is there now; null for nothing
     * @param words a comment, a reason, or the name of what was added
     */
    public record Change(TaskLine.Kind kind, @Nullable String before, @Nullable String after, @Nullable String words) {
        static Change of(TaskLine.Kind kind, @Nullable String words) {
            return new Change(kind, null, null, words);
        }
    }

    public boolean has(TaskLine.Kind kind) {
        return changes.stream().anyMatch(change -> change.kind() == kind);
    }

    @Override
    public AuditLine audit() {
        String what = changes.stream()
                .map(change -> change.kind().name().toLowerCase(java.util.Locale.ROOT)
                        + (change.before() == null && change.after() == null
                                ? ""
                                : " " + change.before() + " → " + change.after()))
                .collect(Collectors.joining(", "));
        return new AuditLine(by == null ? null : by.value(), "task.changed", "task:" + task.number(), what);
    }
}
