package org.maint.plan;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.maint.people.Role;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/**
 * A rule before it is in force: what it says, and what it would open next.
 *
 * @param words in the reader's language
 * @param next the next occurrences, at most eight
 */
public record RecurrencePreview(String words, List<Occurrence> next) {
    private static final int MOST = 8;
    private static final int YEARS_AHEAD = 10;

    static RecurrencePreview of(
            PublishedPlan plan, String rule, String opens, String roll, Instant now, Locale locale) {
        List<MalformedPlan.Fault> faults = new ArrayList<>();
        PlanChecks.recurrence(
                rule,
                (key, arguments) -> faults.add(new MalformedPlan.Fault(
                        1, 1, "/recurrence", Messages.words(Message.of("plan.fault." + key, arguments), locale))));
        if (!faults.isEmpty()) {
            throw new MalformedPlan(faults);
        }
        LocalTime time = time(opens);
        Routine routine = new Routine(
                "preview",
                Text.same("preview"),
                rule,
                time,
                new Due.AfterDays(0, time),
                Duration.ZERO,
                roll(roll),
                Role.TECHNICIAN,
                null,
                List.of());
        LocalDate today = LocalDate.ofInstant(now, plan.zone());
        List<Occurrence> next = new Schedule(routine, plan.zone(), plan.workingDays())
                .between(today.minusDays(31), today.plusYears(YEARS_AHEAD))
                .filter(each -> each.opensAt().isAfter(now))
                .limit(MOST)
                .toList();
        return new RecurrencePreview(RecurrenceWords.of(rule, locale), next);
    }

    private static LocalTime time(String opens) {
        try {
            return LocalTime.parse(opens);
        } catch (DateTimeException e) {
            throw Refusal.invalid("/opens", Message.of("invalid.time", opens));
        }
    }

    private static Roll roll(String roll) {
        try {
            return Roll.valueOf(roll);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("/roll", Message.of("problem.one-of-expected", List.of((Object[]) Roll.values())));
        }
    }
}
