package org.maint.document;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.WorkType;
import org.maint.logbook.LogEntry;
import org.maint.logbook.LogEvent;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Text;

/** Words, times and numbers as the reader of a document says them; times in the plan's zone. */
record Wording(Locale locale, ZoneId zone) {

    Wording {
        locale = Messages.language(locale);
    }

    /** A word of the bundle under {@code document.}. */
    String word(String key, Object... arguments) {
        return Messages.words(Message.of("document." + key, arguments), locale);
    }

    String words(Message message) {
        return Messages.words(message, locale);
    }

    String text(Text text) {
        return text.in(locale);
    }

    String type(WorkType type) {
        return word("type." + type);
    }

    String event(LogEvent event) {
        return event == LogEvent.CORRECTION ? word("correction") : state(event.name());
    }

    /** The name of a run's state, as it stands alone. */
    String state(String state) {
        String word = words(Message.of("run.state." + state));
        return word.substring(0, 1).toUpperCase(locale) + word.substring(1);
    }

    String number(LogEntry entry) {
        return word("entry.number", Long.toString(entry.sequence()));
    }

    String title(LogEntry entry) {
        return word("entry.title", Long.toString(entry.sequence()), text(entry.title()));
    }

    /** Why a run was missed, and from when to when maint was down where that was the cause. */
    String cause(String cause, @Nullable Instant downFrom, @Nullable Instant downTo) {
        String words = words(Message.of("run.missed." + cause));
        return downFrom == null || downTo == null ? words : words + " " + word("down", exact(downFrom), exact(downTo));
    }

    String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(date);
    }

    /** With the weekday. */
    String day(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale)
                .format(date);
    }

    LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** The shortest that names a moment. */
    String brief(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.SHORT)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /** The same beside a date: the time alone when it is that day. */
    String brief(Instant instant, LocalDate beside) {
        return dateOf(instant).equals(beside)
                ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(instant.atZone(zone))
                : brief(instant);
    }

    String exact(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /** "12 min", "3 h 05". */
    String duration(Duration duration) {
        long minutes = Math.max(0, duration.toMinutes());
        if (minutes < 60) {
            return minutes + "\u00a0min";
        }
        return minutes / 60 + "\u00a0h"
                + (minutes % 60 == 0 ? "" : String.format(Locale.ROOT, "\u00a0%02d", minutes % 60));
    }

    String number(BigDecimal number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(6);
        return format.format(number);
    }
}
