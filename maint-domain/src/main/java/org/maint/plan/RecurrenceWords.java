package org.maint.plan;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dmfs.rfc5545.Weekday;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.WeekdayNum;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Messages;

/** What a recurrence rule says, as people say it: "every month, on the first Monday". */
public final class RecurrenceWords {
    private final RecurrenceRule rule;
    private final Locale locale;

    private RecurrenceWords(RecurrenceRule rule, Locale locale) {
        this.rule = rule;
        this.locale = locale;
    }

    /** A rule with parts that have no words of their own is said to be special. */
    public static String of(String rrule, Locale locale) {
        try {
            RecurrenceRule rule = new RecurrenceRule(rrule, RecurrenceRule.RfcMode.RFC5545_STRICT);
            return new RecurrenceWords(rule, Messages.language(locale)).words();
        } catch (InvalidRecurrenceRuleException e) {
            return rrule;
        }
    }

    private String words() {
        for (Part part : List.of(Part.BYWEEKNO, Part.BYYEARDAY)) {
            if (rule.hasPart(part)) {
                return words("recurrence.special");
            }
        }
        List<String> parts = new ArrayList<>();
        parts.add(words("recurrence." + rule.getFreq().name().toLowerCase(Locale.ROOT), rule.getInterval()));
        List<Integer> months = rule.getByPart(Part.BYMONTH);
        if (months != null) {
            // The library counts months from 0.
            parts.add(words("recurrence.in-months", listed(months, month -> Month.of(month + 1)
                    .getDisplayName(TextStyle.FULL, locale))));
        }
        String days = days();
        if (days != null) {
            parts.add(days);
        }
        return String.join(", ", parts);
    }

    private @Nullable String days() {
        List<WeekdayNum> weekdays = rule.getByDayPart();
        List<Integer> monthDays = rule.getByPart(Part.BYMONTHDAY);
        List<Integer> positions = rule.getByPart(Part.BYSETPOS);
        if (weekdays != null && positions != null) {
            boolean working = weekdays.size() == 5
                    && weekdays.stream().noneMatch(day -> day.weekday == Weekday.SA || day.weekday == Weekday.SU);
            String which = listed(positions, this::ordinal);
            return working
                    ? words("recurrence.nth-weekday-of-week", which)
                    : words("recurrence.nth-of", which, listed(weekdays, this::day));
        }
        if (weekdays != null) {
            return words(
                    weekdays.get(0).pos == 0 ? "recurrence.on-days" : "recurrence.on-nth-days",
                    listed(weekdays, this::day));
        }
        if (monthDays != null) {
            return words("recurrence.on-month-days", listed(monthDays, this::monthDay));
        }
        return null;
    }

    private String day(WeekdayNum day) {
        String name = DayOfWeek.of(day.weekday == Weekday.SU ? 7 : day.weekday.ordinal())
                .getDisplayName(TextStyle.FULL, locale);
        return day.pos == 0 ? name : words("recurrence.nth", ordinal(day.pos), name);
    }

    private String ordinal(int position) {
        return words(position < 0 ? "recurrence.from-last" : "recurrence.ordinal", Math.abs(position));
    }

    private String monthDay(int day) {
        return day < 0 ? words("recurrence.day-from-last", -day) : words("recurrence.month-day", day);
    }

    private <T> String listed(List<T> all, Function<T, String> each) {
        List<String> words = all.stream().map(each).toList();
        if (words.size() == 1) {
            return words.get(0);
        }
        String first = String.join(", ", words.subList(0, words.size() - 1));
        return words("recurrence.and", first, words.get(words.size() - 1));
    }

    private String words(String key, Object... arguments) {
        return Messages.words(Message.of(key, arguments), locale);
    }
}
