package org.maint.window;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Recurrence;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * What somebody wants to come round, checked: a title and a reason as of a single window, a rule that occurs between its
 * first and last day, at most a year apart, and a length of one minute to a day.
 *
 * @param recurrence by RFC 5545, of whole days
 * @param time at which each one begins, in the plan's zone
 * @param scope as of a single window
 */
public record RecurringWish(
        String title,
        String reason,
        String recurrence,
        LocalTime time,
        int minutes,
        LocalDate first,
        LocalDate last,
        List<String> scope) {
    static final int LONGEST_MINUTES = 24 * 60;
    private static final int LONGEST_RULE = 200;

    /** Refused when something is missing, out of range, or never occurs. */
    public static RecurringWish of(
            @Nullable String title,
            @Nullable String reason,
            @Nullable String typedRule,
            @Nullable LocalTime time,
            int minutes,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            List<String> scope) {
        String words = Words.required(title, "/title", WindowWish.LONGEST_TITLE);
        String why = Words.required(reason, "/reason", WindowWish.LONGEST_REASON);
        String rule = Words.required(typedRule, "/recurrence", LONGEST_RULE).toUpperCase(Locale.ROOT);
        Recurrence recurrence = Recurrence.checked(rule, "/recurrence");
        if (time == null) {
            throw Refusal.invalid("/time", Message.of("invalid.missing"));
        }
        if (minutes < 1 || minutes > LONGEST_MINUTES) {
            throw Refusal.invalid("/minutes", Message.of("invalid.number.range", 1, LONGEST_MINUTES));
        }
        if (first == null) {
            throw Refusal.invalid("/first", Message.of("invalid.missing"));
        }
        if (last == null) {
            throw Refusal.invalid("/last", Message.of("invalid.missing"));
        }
        if (last.isBefore(first) || last.isAfter(first.plusYears(1))) {
            throw Refusal.invalid("/last", Message.of("invalid.window.last"));
        }
        if (recurrence.between(first, last).findFirst().isEmpty()) {
            throw Refusal.invalid("/recurrence", Message.of("invalid.window.never", first, last));
        }
        return new RecurringWish(
                words, why, rule, time.withSecond(0).withNano(0), minutes, first, last, WindowScope.of(scope));
    }
}
