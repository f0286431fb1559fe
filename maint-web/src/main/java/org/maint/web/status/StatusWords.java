package org.maint.web.status;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import org.maint.shared.Message;
import org.maint.shared.Messages;

/** What the public page says, in one language and in the plan's zone. */
final class StatusWords {
    private final Locale locale;
    private final ZoneId zone;
    private final ResourceBundle own;

    StatusWords(Locale language, ZoneId zone) {
        this.locale = Messages.language(language);
        this.zone = zone;
        this.own = ResourceBundle.getBundle("org.maint.web.words", locale);
    }

    Locale locale() {
        return locale;
    }

    String language() {
        return locale.getLanguage();
    }

    /** The page's own words; a name of the domain's, such as an update's status, where it has none. */
    String of(String key, Object... arguments) {
        return own.containsKey(key)
                ? new MessageFormat(own.getString(key), locale).format(arguments)
                : Messages.words(Message.of(key, arguments), locale);
    }

    String time(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atZone(zone));
    }

    String day(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(date);
    }

    /** For machines. */
    String iso(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
    }

    /** For machines that read RSS. */
    String rfc822(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(zone));
    }
}
