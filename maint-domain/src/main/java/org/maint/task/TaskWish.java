package org.maint.task;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/** What somebody wants a task to be, as they typed it; {@link Tasks} decides whether it may be. */
public record TaskWish(
        @Nullable String title,
        @Nullable String description,
        Priority priority,
        @Nullable PersonId owner,
        @Nullable LocalDate due) {}
