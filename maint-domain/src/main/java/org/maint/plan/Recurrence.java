package org.maint.plan;

import java.time.LocalDate;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * The dates of a series, by RFC 5545. The series starts on Monday 1 January 1996, so that intervals ("every second
 * week") count from a fixed day and a rule without a weekday falls on Mondays.
 */
public final class Recurrence {
    private static final LocalDate START = LocalDate.of(1996, 1, 1);

    private final RecurrenceRule rule;

    public Recurrence(String rrule) {
        try {
            this.rule = new RecurrenceRule(rrule, RecurrenceRule.RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalArgumentException("Not an RFC 5545 rule: " + rrule, e);
        }
    }

    /** A rule of whole days, without end, that occurs; refused at the pointer when it is none. */
    public static Recurrence checked(String rrule, String pointer) {
        PlanChecks.recurrence(rrule, (key, arguments) -> {
            throw Refusal.invalid(pointer, Message.of("plan.fault." + key, arguments));
        });
        return new Recurrence(rrule);
    }

    /** The dates from {@code from} to {@code to}, both included, in order. */
    public Stream<LocalDate> between(LocalDate from, LocalDate to) {
        if (to.isBefore(START)) {
            return Stream.empty();
        }
        RecurrenceRuleIterator dates = rule.iterator(allDay(START));
        if (from.isAfter(START)) {
            dates.fastForward(allDay(from));
        }
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<LocalDate>(
                        Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super LocalDate> action) {
                        while (dates.hasNext()) {
                            DateTime next = dates.nextDateTime();
                            LocalDate date = LocalDate.of(next.getYear(), next.getMonth() + 1, next.getDayOfMonth());
                            if (date.isAfter(to)) {
                                return false;
                            }
                            if (!date.isBefore(from)) {
                                action.accept(date);
                                return true;
                            }
                        }
                        return false;
                    }
                },
                false);
    }

    private static DateTime allDay(LocalDate date) {
        return new DateTime(date.getYear(), date.getMonthValue() - 1, date.getDayOfMonth());
    }
}
