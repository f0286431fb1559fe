package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.rota.Hours;
import org.maint.rota.Rota;
import org.maint.rota.RotaOverride;
import org.maint.rota.Shift;

/** What rotas and shifts are called in words. */
@Named
@RequestScoped
public class RotaWords {
    private final Fmt fmt;
    private final Owners owners;

    @Inject
    public RotaWords(Fmt fmt, Owners owners) {
        this.fmt = fmt;
        this.owners = owners;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RotaWords() {
        this(null, null);
    }

    public String name(@Nullable PersonId person) {
        String name = owners.name(person);
        return name == null ? fmt.words("on-call.nobody") : name;
    }

    /** Why it is this person, or why it is nobody. */
    public String reason(Shift shift) {
        RotaOverride override = shift.override();
        String how = override == null
                ? fmt.words("on-call.by-turn", shift.title())
                : fmt.words("on-call.by-override", shift.title(), name(override.author()));
        if (override != null && override.reason() != null) {
            how += " (" + override.reason() + ")";
        }
        if (shift.gap() != null) {
            return fmt.words("on-call.gap." + shift.gap(), name(shift.meant())) + " · " + how;
        }
        return shift.delegated() ? fmt.words("on-call.by-delegate", name(shift.meant())) + " · " + how : how;
    }

    /** "weekly, Monday at 08:00", "every 3 days at 12:00". */
    public String rotation(Rota rota) {
        String time = fmt.time(rota.handOver());
        DayOfWeek weekday = rota.weekday();
        return weekday == null
                ? fmt.words("rota.every." + rota.rotation(), rota.days(), time)
                : fmt.words("rota.every." + rota.rotation(), fmt.weekday(weekday), time);
    }

    /** "Mon–Fri" is not tried: each day by its short name, then the hours. */
    public String hours(Rota rota) {
        Hours hours = rota.hours();
        if (hours == null) {
            return fmt.words("rota.always");
        }
        String days = hours.days().size() == DayOfWeek.values().length
                ? fmt.words("rota.every-day")
                : hours.days().stream()
                        .map(day -> day.getDisplayName(TextStyle.SHORT, fmt.locale()))
                        .collect(Collectors.joining(" "));
        String words = days + " " + fmt.time(hours.from()) + " – " + fmt.time(hours.to());
        return hours.notOnHolidays() ? words + ", " + fmt.words("rota.no-holidays-short") : words;
    }

    public String members(Rota rota) {
        return rota.members().stream().map(this::name).collect(Collectors.joining(", "));
    }

    /** "Mon Nov 23, 08:00 – 17:00", and the day of the end where it is another one. */
    public String span(Instant from, Instant to) {
        LocalDate first = LocalDate.ofInstant(from, fmt.zone());
        LocalDate last = LocalDate.ofInstant(to, fmt.zone());
        return day(first) + " " + fmt.clockTime(from) + " – " + (first.equals(last) ? "" : day(last) + " ")
                + fmt.clockTime(to);
    }

    private String day(LocalDate date) {
        String pattern = fmt.locale().getLanguage().equals("fr") ? "EEE d MMM" : "EEE, MMM d";
        return DateTimeFormatter.ofPattern(pattern, fmt.locale()).format(date);
    }
}
