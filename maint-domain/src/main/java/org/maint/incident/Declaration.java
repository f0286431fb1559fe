package org.maint.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * What somebody declares.
 *
 * @param beganAt since when it is so, as far as is known
 * @param alert the number of the alert that proposed it; null for none
 * @param drill whether it is practised only, and kept out of every figure
 */
public record Declaration(
        Trigger trigger,
        String title,
        @Nullable String description,
        @Nullable Instant beganAt,
        @Nullable Long alert,
        boolean drill) {
    public static final int LONGEST_TITLE = 200;
    public static final int LONGEST_DESCRIPTION = 4_000;

    /** Refused when the trigger or the title is missing, or something is too long. */
    public static Declaration of(
            @Nullable Trigger trigger,
            @Nullable String title,
            @Nullable String description,
            @Nullable Instant beganAt,
            @Nullable Long alert,
            boolean drill) {
        if (trigger == null) {
            throw Refusal.invalid("/trigger", Message.of("invalid.missing"));
        }
        return new Declaration(
                trigger,
                Words.required(title, "/title", LONGEST_TITLE),
                Words.optional(description, "/description", LONGEST_DESCRIPTION),
                beganAt,
                alert,
                drill);
    }
}
