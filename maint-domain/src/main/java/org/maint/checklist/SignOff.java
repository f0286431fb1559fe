package org.maint.checklist;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * What a person adds when they put their name to a run: the parts of the plan's log template that the items do not say.
 *
 * @param minutesSpent from 0 to 10,080 (a week)
 */
public record SignOff(
        @Nullable String notes,
        int minutesSpent,
        List<String> issuesResolved,
        List<String> issuesEscalated,
        List<String> nextActions) {
    static final int LONGEST_NOTES = 10_000;
    static final int LONGEST_LINE = 500;
    static final int MOST_LINES = 50;
    static final int MOST_MINUTES = 7 * 24 * 60;

    public SignOff {
        notes = Words.optional(notes, "/notes", LONGEST_NOTES);
        if (minutesSpent < 0 || minutesSpent > MOST_MINUTES) {
            throw Refusal.invalid("/minutesSpent", Message.of("invalid.number.range", 0, MOST_MINUTES));
        }
        issuesResolved = lines(issuesResolved, "/issuesResolved");
        issuesEscalated = lines(issuesEscalated, "/issuesEscalated");
        nextActions = lines(nextActions, "/nextActions");
    }

    public static SignOff of(@Nullable String notes, int minutesSpent) {
        return new SignOff(notes, minutesSpent, List.of(), List.of(), List.of());
    }

    private static List<String> lines(List<String> typed, String pointer) {
        if (typed.size() > MOST_LINES) {
            throw Refusal.invalid(pointer, Message.of("invalid.too-many", MOST_LINES));
        }
        return typed.stream()
                .map(line -> Words.optional(line, pointer, LONGEST_LINE))
                .filter(line -> line != null)
                .toList();
    }
}
