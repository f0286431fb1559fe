package org.maint.people;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * From when to when somebody is away, why, and who stands in for them.
 *
 * @param from the first day, included
 * @param to the last day, included; at most 366 days in all
 * @param note at most 500 characters; null for none
 * @param delegate who stands in; null when nobody does
 */
public record Away(LocalDate from, LocalDate to, @Nullable String note, @Nullable PersonId delegate) {
    static final int LONGEST_DAYS = 366;
    static final int LONGEST_NOTE = 500;

    public Away {
        if (to.isBefore(from)) {
            throw Refusal.invalid("/to", Message.of("invalid.range.order", from.toString(), to.toString()));
        }
        if (ChronoUnit.DAYS.between(from, to) >= LONGEST_DAYS) {
            throw Refusal.invalid("/to", Message.of("invalid.absence.length", LONGEST_DAYS));
        }
        note = Words.optional(note, "/note", LONGEST_NOTE);
    }

    /** Refused when a day is missing. */
    public static Away of(
            @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String note, @Nullable PersonId delegate) {
        if (from == null || to == null) {
            throw Refusal.invalid(from == null ? "/from" : "/to", Message.of("invalid.absence.days"));
        }
        return new Away(from, to, note, delegate);
    }
}
