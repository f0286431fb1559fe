package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.plan.RecurrenceWords;
import org.maint.shared.Refusal;
import org.maint.window.MaintenanceWindow;
import org.maint.window.RecurringWindow;
import org.maint.window.RecurringWindows;
import org.maint.window.RecurringWish;
import org.maint.window.WindowWish;

/** How a maintenance window comes round; a part of the window's page. */
@Named
@RequestScoped
public class WindowRepeats {
    /** From the day of the first one. */
    public enum Repeats {
        NEVER,
        DAILY,
        WEEKLY,
        MONTHLY,
        /** As it is typed. */
        RULE
    }

    private final RecurringWindows recurring;
    private final Shell shell;
    private final Fmt fmt;
    private Repeats repeats = Repeats.NEVER;
    private @Nullable String rule;
    private @Nullable String last;
    private @Nullable RecurringWindow series;

    @Inject
    public WindowRepeats(RecurringWindows recurring, Shell shell, Fmt fmt) {
        this.recurring = recurring;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected WindowRepeats() {
        this(null, null, null);
    }

    boolean asked() {
        return repeats != Repeats.NEVER;
    }

    /** Plans the first one and those that follow; answers the day of the first. */
    LocalDate plan(WindowWish first) {
        LocalDateTime begins = LocalDateTime.ofInstant(first.from(), fmt.zone());
        long minutes = Duration.between(first.from(), first.to()).toMinutes();
        RecurringWindow planned = recurring.plan(
                shell.actor(),
                RecurringWish.of(
                        first.title(),
                        first.reason(),
                        rule(begins.toLocalDate()),
                        begins.toLocalTime(),
                        (int) Math.min(minutes, Integer.MAX_VALUE),
                        begins.toLocalDate(),
                        Owners.day(last),
                        first.scope()));
        Told.done(fmt.words("window.series-planned", words(planned)));
        return planned.first();
    }

    private @Nullable String rule(LocalDate first) {
        String weekday = day(first.getDayOfWeek());
        return switch (repeats) {
            case NEVER -> null;
            case DAILY -> "FREQ=DAILY";
            case WEEKLY -> "FREQ=WEEKLY;BYDAY=" + weekday;
            case MONTHLY -> {
                int nth = (first.getDayOfMonth() - 1) / 7 + 1;
                // A fifth one is not in every month: the last is meant.
                yield "FREQ=MONTHLY;BYDAY=" + (nth > 4 ? -1 : nth) + weekday;
            }
            case RULE -> rule;
        };
    }

    private static String day(DayOfWeek day) {
        return day.name().substring(0, 2);
    }

    /** What a window is one time of; null when it comes only once. */
    public @Nullable RecurringWindow of(MaintenanceWindow window) {
        UUID id = window.recurring();
        if (series == null && id != null) {
            series = recurring.get(shell.actor(), id);
        }
        return series;
    }

    public String words(RecurringWindow of) {
        return RecurrenceWords.of(of.recurrence(), fmt.locale());
    }

    public boolean endable(MaintenanceWindow window) {
        RecurringWindow of = of(window);
        return of != null && shell.can("LEAD") && of.live(LocalDate.ofInstant(fmt.now(), fmt.zone()));
    }

    public @Nullable String end(MaintenanceWindow window) {
        try {
            RecurringWindow of = of(window);
            if (of != null) {
                recurring.end(shell.actor(), of.id());
                Told.done(fmt.words("window.series-ended"));
            }
            return "/window.xhtml?faces-redirect=true&id=" + window.id();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public List<Repeats> getChoices() {
        return List.of(Repeats.values());
    }

    /** For what is not a moment but a length: how long each one is. */
    public String lasts(RecurringWindow of) {
        return fmt.duration(Duration.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(60L * of.minutes())));
    }

    public Repeats getRepeats() {
        return repeats;
    }

    public void setRepeats(Repeats repeats) {
        this.repeats = repeats;
    }

    public @Nullable String getRule() {
        return rule;
    }

    public void setRule(@Nullable String rule) {
        this.rule = rule;
    }

    public @Nullable String getLast() {
        return last;
    }

    public void setLast(@Nullable String last) {
        this.last = last;
    }
}
