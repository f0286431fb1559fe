package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maint.calendar.CalendarEntry;
import org.maint.calendar.CalendarEntry.Kind;
import org.maint.calendar.Calendars;
import org.maint.plan.Plans;
import org.maint.web.page.CalendarAddress.Show;
import org.maint.web.page.CalendarAddress.View;
import org.maint.web.page.CalendarGrid.Cell;
import org.maint.web.page.CalendarGrid.Week;
import org.omnifaces.cdi.Param;

/** The calendar by month, by week and as a list. What it shows is its address. */
@Named
@RequestScoped
public class CalendarPage {
    /** Lines of a day in the month; the last one may say how many more there are. */
    private static final int ROOM = 4;

    private final Calendars calendars;
    private final CalendarWords calendarWords;
    private final Plans plans;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String view;

    @Inject
    @Param
    private @Nullable String date;

    @Inject
    @Param
    private @Nullable String day;

    @Inject
    @Param
    private @Nullable String show;

    @Inject
    @Param
    private @Nullable String mine;

    private @Nullable CalendarAddress address;
    private @Nullable List<CalendarEntry> entries;
    private @Nullable List<Week> weeks;

    @Inject
    public CalendarPage(Calendars calendars, CalendarWords calendarWords, Plans plans, Shell shell, Fmt fmt) {
        this.calendars = calendars;
        this.calendarWords = calendarWords;
        this.plans = plans;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected CalendarPage() {
        this(null, null, null, null, null);
    }

    /** A button that shows a kind of thing or leaves it out; {@code then} is what {@code show} is after that. */
    public record Choice(String name, boolean pressed, String then) {}

    /** A way to look at it. */
    public record Look(String name, boolean current, String href) {}

    /** A day of the list. */
    public record Day(LocalDate date, @Nullable CalendarEntry holiday, List<CalendarEntry> entries) {}

    private CalendarAddress address() {
        if (address == null) {
            DayOfWeek first = WeekFields.of(fmt.locale()).getFirstDayOfWeek();
            address = CalendarAddress.of(view, date, day, show, mine, fmt.today(), first);
        }
        return address;
    }

    private List<CalendarEntry> entries() {
        if (entries == null) {
            CalendarAddress at = address();
            entries = calendars.between(shell.actor(), at.from(), at.to(), at.filter());
        }
        return entries;
    }

    public String getView() {
        return CalendarAddress.lower(address().view());
    }

    /** "Novembre 2026"; the days of a week or of the list. */
    public String getPeriod() {
        CalendarAddress at = address();
        if (at.view() != View.MONTH) {
            return calendarWords.period(at.from(), at.to());
        }
        String words = DateTimeFormatter.ofPattern("LLLL uuuu", fmt.locale()).format(at.date());
        return words.substring(0, 1).toUpperCase(fmt.locale()) + words.substring(1);
    }

    public List<Week> getWeeks() {
        if (weeks == null) {
            boolean month = address().view() == View.MONTH;
            weeks = CalendarGrid.of(
                    entries(), address().from(), address().weeks(), month ? ROOM : Integer.MAX_VALUE, !month);
        }
        return weeks;
    }

    /** What is on each day, days without anything left out. */
    public List<Day> getDays() {
        return address()
                .from()
                .datesUntil(address().to().plusDays(1))
                .map(this::dayOf)
                .filter(each -> each.holiday() != null || !each.entries().isEmpty())
                .toList();
    }

    private Day dayOf(LocalDate date) {
        List<CalendarEntry> all =
                entries().stream().filter(entry -> entry.span().covers(date)).toList();
        return new Day(
                date,
                all.stream()
                        .filter(entry -> entry.kind() == Kind.HOLIDAY)
                        .findFirst()
                        .orElse(null),
                all.stream().filter(entry -> entry.kind() != Kind.HOLIDAY).toList());
    }

    /** Whether the address asks for a day's list; a phone shows one in any case. */
    public boolean isDayAsked() {
        return address().day() != null;
    }

    /** The day whose list stands beside or below the month: the one asked for, today, or the first. */
    public Day getChosen() {
        return dayOf(chosen());
    }

    private LocalDate chosen() {
        CalendarAddress at = address();
        LocalDate asked = at.day();
        if (asked != null && !asked.isBefore(at.from()) && !asked.isAfter(at.to())) {
            return asked;
        }
        LocalDate today = fmt.today();
        boolean here = today.getMonth() == at.date().getMonth()
                && today.getYear() == at.date().getYear();
        return here ? today : at.date().withDayOfMonth(1);
    }

    public List<String> getWeekdays() {
        return weekdays(TextStyle.FULL);
    }

    public List<String> getShortWeekdays() {
        return weekdays(TextStyle.SHORT_STANDALONE);
    }

    private List<String> weekdays(TextStyle style) {
        return IntStream.range(0, 7)
                .mapToObj(i -> address().first().plus(i).getDisplayName(style, fmt.locale()))
                .toList();
    }

    public String shortWeekday(LocalDate date) {
        return date.getDayOfWeek().getDisplayName(TextStyle.SHORT, fmt.locale());
    }

    public boolean today(LocalDate date) {
        return date.equals(fmt.today());
    }

    public String cellStyle(Cell cell) {
        LocalDate each = cell.date();
        boolean off = !plans.published().workingDays().isWorked(each);
        boolean outside = address().view() == View.MONTH
                && each.getMonth() != address().date().getMonth();
        return (today(each) ? "today " : "")
                + (off ? "off " : "")
                + (outside ? "outside " : "")
                + (each.equals(chosen()) ? isDayAsked() ? "chosen" : "implied" : "");
    }

    /** The day as somebody hears it. */
    public String cellWords(Cell cell) {
        String holiday = cell.holiday() == null ? "" : ", " + calendarWords.title(cell.holiday());
        return fmt.day(cell.date()) + holiday + ", " + fmt.words("calendar.count", cell.total());
    }

    /** One day of the grid can be reached with the tab key; from there the arrow keys go on. */
    public int tabIndex(Cell cell) {
        return cell.date().equals(chosen()) ? 0 : -1;
    }

    public List<Choice> getChoices() {
        return IntStream.range(0, Show.values().length)
                .mapToObj(i -> Show.values()[i])
                .map(each -> new Choice(
                        CalendarAddress.lower(each),
                        address().shown().contains(each),
                        address().toggled(each)))
                .toList();
    }

    public List<Look> getLooks() {
        return IntStream.range(0, View.values().length)
                .mapToObj(i -> View.values()[i])
                .map(each -> new Look(
                        CalendarAddress.lower(each),
                        each == address().view(),
                        address().as(each).path()))
                .toList();
    }

    public boolean isMine() {
        return address().mine();
    }

    public String getDate() {
        return address().date().toString();
    }

    /** As it stands in the address; empty for everything. */
    public String getShown() {
        return address().show();
    }

    public String getPrevious() {
        return address().step(-1).path();
    }

    public String getNext() {
        return address().step(1).path();
    }

    public String getTodays() {
        return address().at(fmt.today()).path();
    }

    public String getClosed() {
        return address().open(null).path();
    }

    public String dayHref(LocalDate date) {
        return address().open(date).path() + "#day";
    }

    /** Where a new window begins. */
    public String getWindowHref() {
        LocalDate asked = address().day();
        return "window?day=" + (asked == null ? fmt.today() : asked);
    }
}
