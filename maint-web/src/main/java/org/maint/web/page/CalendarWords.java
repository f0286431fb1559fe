package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.calendar.CalendarEntry;
import org.maint.calendar.CalendarEntry.Kind;
import org.maint.calendar.CalendarEntry.State;

/** What an entry of the calendar is called, how it stands, and when it is, as people say it in a small place. */
@Named
@RequestScoped
public class CalendarWords {
    private final Owners owners;
    private final Fmt fmt;

    @Inject
    public CalendarWords(Owners owners, Fmt fmt) {
        this.owners = owners;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected CalendarWords() {
        this(null, null);
    }

    public String title(CalendarEntry entry) {
        String title = String.valueOf(fmt.text(entry.title()));
        return entry.kind() == Kind.TASK ? "T-" + entry.key() + " · " + title : title;
    }

    /** When it begins, for what has a time and is of one day. */
    public @Nullable String begins(CalendarEntry entry) {
        Instant from = entry.span().from();
        return from == null || entry.span().severalDays() ? null : brief(from);
    }

    /** "8 h", "8 h 30"; "8 am", "8:30 am". */
    public String brief(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, fmt.zone());
        boolean whole = time.getMinute() == 0;
        if (french()) {
            return DateTimeFormatter.ofPattern(whole ? "H'\u00a0h'" : "H'\u00a0h\u00a0'mm")
                    .format(time);
        }
        return DateTimeFormatter.ofPattern(whole ? "h'\u00a0'" : "h:mm'\u00a0'").format(time)
                + (time.getHour() < 12 ? "am" : "pm");
    }

    private boolean french() {
        return fmt.locale().getLanguage().equals(Locale.FRENCH.getLanguage());
    }

    /** "8 h – 10 h", with the days where it ends on another one than it began. */
    public String time(CalendarEntry entry) {
        Instant from = entry.span().from();
        Instant to = entry.span().to();
        if (from == null || to == null) {
            return entry.span().severalDays()
                    ? day(entry.span().firstDay()) + " – " + day(entry.span().lastDay())
                    : fmt.words("calendar.all-day");
        }
        if (!to.isAfter(from)) {
            return brief(from);
        }
        return entry.span().severalDays()
                ? day(entry.span().firstDay()) + ", " + brief(from) + " – "
                        + day(entry.span().lastDay()) + ", " + brief(to)
                : brief(from) + " – " + brief(to);
    }

    /** "22 – 28 novembre 2026", "24 novembre – 21 décembre 2026"; "November 22 – 28, 2026". */
    String period(LocalDate from, LocalDate to) {
        boolean sameYear = from.getYear() == to.getYear();
        boolean sameMonth = sameYear && from.getMonth() == to.getMonth();
        String first;
        String last;
        if (french()) {
            first = sameMonth ? "d" : sameYear ? "d MMMM" : "d MMMM uuuu";
            last = "d MMMM uuuu";
        } else {
            first = sameYear ? "MMMM d" : "MMMM d, uuuu";
            last = sameMonth ? "d, uuuu" : "MMMM d, uuuu";
        }
        return DateTimeFormatter.ofPattern(first, fmt.locale()).format(from)
                + " – "
                + DateTimeFormatter.ofPattern(last, fmt.locale()).format(to);
    }

    /** "23 nov." */
    private String day(LocalDate date) {
        return DateTimeFormatter.ofPattern(french() ? "d MMM" : "MMM d", fmt.locale())
                .format(date);
    }

    /** How it stands, in a word; nothing for what just is. */
    public @Nullable String state(CalendarEntry entry) {
        if (entry.late()) {
            return fmt.words(entry.kind() == Kind.TASK ? "tasks.overdue" : "state.late");
        }
        return switch (entry.kind()) {
            case HOLIDAY, ABSENCE -> null;
            case WINDOW -> fmt.words("window.state." + entry.state());
            case TASK -> switch (entry.state()) {
                case DONE -> fmt.words("task.resolution.DONE");
                case DROPPED -> fmt.words("task.resolution.DROPPED");
                default -> fmt.words("task.state." + entry.state());
            };
            case RUN -> fmt.words("state." + entry.state());
            case PLANNED -> fmt.words("calendar.planned");
        };
    }

    /** What it is, in a word. */
    public String kind(CalendarEntry entry) {
        return entry.type() != null ? fmt.words("type." + entry.type()) : fmt.words("calendar.kind." + entry.kind());
    }

    /** Everything in one line, for whoever does not see the colour and the icon. */
    public String whole(CalendarEntry entry) {
        String state = state(entry);
        return kind(entry) + fmt.words("calendar.colon") + " " + title(entry) + ", " + time(entry)
                + (state == null ? "" : ", " + state);
    }

    public @Nullable String person(CalendarEntry entry) {
        return entry.kind() == Kind.ABSENCE ? null : owners.name(entry.person());
    }

    /** The symbol: how a run stands, what anything else is. */
    public String icon(CalendarEntry entry) {
        if (entry.late()) {
            return "state-late";
        }
        return switch (entry.kind()) {
            case HOLIDAY -> "holiday";
            case ABSENCE -> "away";
            case WINDOW -> "window";
            case TASK -> switch (entry.state()) {
                case DONE -> "state-SIGNED";
                case DROPPED -> "state-SKIPPED";
                default -> "tasks";
            };
            case RUN -> "state-" + entry.state();
            case PLANNED -> "state-PLANNED";
        };
    }

    /** The symbol and the colours of the word for how it stands. */
    public String badge(CalendarEntry entry) {
        if (entry.late()) {
            return "late";
        }
        State state = entry.state();
        return switch (state) {
            case DONE, ENDED -> "SIGNED";
            case DROPPED, CANCELLED -> "SKIPPED";
            case NONE, PLANNED -> "PLANNED";
            default -> state.name();
        };
    }

    public String style(CalendarEntry entry) {
        return "kind-" + entry.kind() + " is-" + (entry.late() ? "late" : entry.state());
    }
}
