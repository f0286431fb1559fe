package org.maint.checklist;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.shared.Text;

/** A run in a list: out of one query, without its items. */
public record RunSummary(
        RunId id,
        @Nullable String routineKey,
        LocalDate nominalDate,
        WorkType type,
        Text title,
        RunState state,
        Role responsible,
        @Nullable PersonId assignee,
        Instant opensAt,
        @Nullable Instant dueAt,
        long graceSeconds,
        @Nullable Instant closedAt,
        long answered,
        long items,
        long failed) {

    public boolean late(Instant now) {
        return state.workable() && dueAt != null && now.isAfter(dueAt.plusSeconds(graceSeconds));
    }
}
