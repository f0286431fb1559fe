package org.maint.checklist;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.shared.Text;

/** A run in a calendar: its times and its end, out of one query, without its items. */
public record RunMark(
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
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable PersonId closedBy,
        @Nullable String skipReason,
        @Nullable MissedCause missedCause) {

    public boolean late(Instant now) {
        return state.workable() && dueAt != null && now.isAfter(dueAt.plusSeconds(graceSeconds));
    }
}
