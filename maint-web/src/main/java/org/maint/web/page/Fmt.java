package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Text;

/** Times, durations and labels as people say them, in their language and in the plan's zone. */
@Named
@RequestScoped
public class Fmt {
    /** The spaces within a time, around "h" and before "a.m." and "p.m.". */
    private static final Pattern TIME_GAP = Pattern.compile("(?<=\\d) (?=h |[ap]\\.)|(?<=\\d.h) (?=\\d)");

    private final Shell shell;
    private final Plans plans;
    private final Clock clock;
    private @Nullable ZoneId zone;

    @Inject
    public Fmt(Shell shell, Plans plans, Clock clock) {
        this.shell = shell;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Fmt() {
        this(null, null, null);
    }

    ZoneId zone() {
        if (zone == null) {
            zone = plans.published().zone();
        }
        return zone;
    }

    public String getZoneId() {
        return zone().getId();
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone());
    }

    Locale locale() {
        return shell.getLocale();
    }

    String words(Message message) {
        return Messages.words(message, locale());
    }

    /** The portal's own words; a name of the domain's, such as a role's, where the portal has none. */
    String words(String key, Object... arguments) {
        ResourceBundle own = ResourceBundle.getBundle("org.maint.web.words", locale());
        return own.containsKey(key)
                ? new MessageFormat(own.getString(key), locale()).format(arguments)
                : words(Message.of(key, arguments));
    }

    /** The words of a key, for pages: the portal's own, or the domain's name of a thing. */
    public String named(String key) {
        return words(key);
    }

    /** The words of a key with one thing filled in, for pages. */
    public String filled(String key, Object argument) {
        return words(key, argument);
    }

    /** The portal's own words of a key, where it has any. */
    Optional<String> optional(String key) {
        ResourceBundle own = ResourceBundle.getBundle("org.maint.web.words", locale());
        return own.containsKey(key) ? Optional.of(own.getString(key)) : Optional.empty();
    }

    public @Nullable String text(@Nullable Text text) {
        return text == null ? null : text.in(locale());
    }

    /** The exact time, such as "23 nov. 2026, 08 h 00". */
    public @Nullable String exact(@Nullable Instant instant) {
        return instant == null ? null : dateAndTime(instant, zone());
    }

    private String dateAndTime(Instant instant, ZoneId in) {
        return unbroken(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale())
                .format(instant.atZone(in)));
    }

    /** A time stays on one line: "08 h 30", "8:30 a.m.". */
    private static String unbroken(String time) {
        return TIME_GAP.matcher(time).replaceAll("\u00a0");
    }

    /** For machines: ISO-8601 with offset. */
    public @Nullable String iso(@Nullable Instant instant) {
        return instant == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        instant.atZone(zone()).toOffsetDateTime());
    }

    /** The exact time in the plan's zone, and the viewer's own beside it where they differ. */
    public @Nullable String both(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        String planned = exact(instant) + " (" + getZoneId() + ")";
        return differs(instant) ? planned + " · " + own(instant) : planned;
    }

    /** Whether the viewer's clock shows another time than the plan's. */
    public boolean differs(@Nullable Instant instant) {
        ZoneId own = shell.zone();
        return instant != null
                && own != null
                && !own.getRules().getOffset(instant).equals(zone().getRules().getOffset(instant));
    }

    /** The time on the viewer's own clock, with its zone. */
    public @Nullable String own(@Nullable Instant instant) {
        ZoneId own = shell.zone();
        if (instant == null || own == null) {
            return null;
        }
        boolean sameDay = LocalDate.ofInstant(instant, own).equals(LocalDate.ofInstant(instant, zone()));
        String time = sameDay ? time(LocalTime.ofInstant(instant, own)) : dateAndTime(instant, own);
        return time + " (" + own.getId() + ")";
    }

    public String clockTime(Instant instant) {
        return time(LocalTime.ofInstant(instant, zone()));
    }

    public String time(LocalTime time) {
        return unbroken(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale())
                .format(time));
    }

    public String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale())
                .format(date);
    }

    /** "23 nov. 2026". */
    public @Nullable String shortDate(@Nullable LocalDate date) {
        return date == null
                ? null
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(locale())
                        .format(date);
    }

    /** "23 nov. 2026 – 27 nov. 2026", or the one day. */
    public String days(LocalDate from, LocalDate to) {
        return from.equals(to) ? String.valueOf(shortDate(from)) : shortDate(from) + " – " + shortDate(to);
    }

    /** With the weekday: "lundi 23 novembre 2026". */
    public String day(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale())
                .format(date);
    }

    /** For the axis of a chart: "23 nov.", "Nov 23". */
    public String dayOfMonth(LocalDate date) {
        String pattern = locale().getLanguage().equals("fr") ? "d MMM" : "MMM d";
        return DateTimeFormatter.ofPattern(pattern, locale()).format(date);
    }

    /** Without the year: "mercredi 24 juin", "jeudi 1er janvier". */
    public String weekdayAndDate(LocalDate date) {
        String day = date.getDayOfMonth() == 1 ? "d'er'" : "d";
        String pattern = locale().getLanguage().equals("fr") ? "EEEE " + day + " MMMM" : "EEEE, MMMM d";
        return DateTimeFormatter.ofPattern(pattern, locale()).format(date);
    }

    public String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, locale());
    }

    /** "in 12 min", "3 h ago", and the day when it is further away. */
    public @Nullable String relative(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        Duration until = Duration.between(clock.instant(), instant);
        if (until.abs().compareTo(Duration.ofMinutes(1)) < 0) {
            return words("time.now");
        }
        if (until.abs().compareTo(Duration.ofHours(20)) > 0) {
            return exact(instant);
        }
        return words(until.isNegative() ? "time.ago" : "time.in", duration(until.abs()));
    }

    /** "12 min", "3 h 05". */
    public String duration(Duration duration) {
        long minutes = Math.max(0, duration.toMinutes());
        if (minutes < 60) {
            return minutes + "\u00a0min";
        }
        return minutes / 60 + "\u00a0h"
                + (minutes % 60 == 0 ? "" : String.format(Locale.ROOT, "\u00a0%02d", minutes % 60));
    }

    public @Nullable String number(@Nullable BigDecimal number) {
        if (number == null) {
            return null;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setMaximumFractionDigits(6);
        return format.format(number);
    }

    /** In kilobytes or megabytes, as file managers do. */
    public String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        boolean mega = bytes >= 1024 * 1024;
        BigDecimal amount = BigDecimal.valueOf(bytes * 10 / (mega ? 1024 * 1024 : 1024), 1);
        return number(amount) + (mega ? " MiB" : " KiB");
    }
}
