package org.maint.plan;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.maint.shared.Messages;
import org.maint.shared.Text;

/**
 * Decides which days are worked: the working week, less the public holidays and the company's own days off, plus the
 * make-up days.
 */
public final class WorkingDays {
    /** No calendar of the world closes for longer; beyond it there is no working day to be found. */
    private static final int LONGEST_CLOSURE_DAYS = 366;

    private final Holidays holidays;
    private final Map<LocalDate, Text> closed = new HashMap<>();
    private final HolidayManager manager;
    private final String[] subdivisions;
    private final Map<Integer, Map<LocalDate, Text>> publicHolidays = new ConcurrentHashMap<>();

    public WorkingDays(Holidays holidays) {
        this.holidays = holidays;
        holidays.closed().forEach(day -> closed.put(day.date(), day.title()));
        String[] code = holidays.calendar().toLowerCase(Locale.ROOT).split("-", -1);
        this.manager = HolidayManager.getInstance(ManagerParameters.create(code[0]));
        this.subdivisions = java.util.Arrays.copyOfRange(code, 1, code.length);
    }

    public boolean isWorked(LocalDate date) {
        return holidays.worked().contains(date)
                || (holidays.workingWeek().contains(date.getDayOfWeek())
                        && holiday(date).isEmpty());
    }

    /** What the day off is called, if it is a holiday or a day off of the company's own. */
    public Optional<Text> holiday(LocalDate date) {
        if (holidays.worked().contains(date)) {
            return Optional.empty();
        }
        Text own = closed.get(date);
        return Optional.ofNullable(own != null ? own : ofYear(date.getYear()).get(date));
    }

    /** The holidays and the company's own days off of a year, in order; make-up days are not among them. */
    public SortedMap<LocalDate, Text> daysOff(int year) {
        SortedMap<LocalDate, Text> days = new TreeMap<>(ofYear(year));
        closed.forEach((date, title) -> {
            if (date.getYear() == year) {
                days.put(date, title);
            }
        });
        days.keySet().removeAll(holidays.worked());
        return days;
    }

    /** The date itself if it is worked, else the next one that is. */
    public LocalDate onOrAfter(LocalDate date) {
        return search(date, 1);
    }

    /** The date itself if it is worked, else the last one before that is. */
    public LocalDate onOrBefore(LocalDate date) {
        return search(date, -1);
    }

    /** The n-th working day after the date; the date itself for 0. */
    public LocalDate after(LocalDate date, int workingDays) {
        LocalDate day = date;
        for (int i = 0; i < workingDays; i++) {
            day = onOrAfter(day.plusDays(1));
        }
        return day;
    }

    private LocalDate search(LocalDate from, int step) {
        LocalDate date = from;
        for (int i = 0; i <= LONGEST_CLOSURE_DAYS; i++) {
            if (isWorked(date)) {
                return date;
            }
            date = date.plusDays(step);
        }
        throw new IllegalStateException("No working day within a year of " + from);
    }

    private Map<LocalDate, Text> ofYear(int year) {
        return publicHolidays.computeIfAbsent(year, this::compute);
    }

    private Map<LocalDate, Text> compute(int year) {
        Map<LocalDate, Text> days = new TreeMap<>();
        for (Holiday holiday : manager.getHolidays(java.time.Year.of(year), subdivisions)) {
            // Bank holidays are days on which others work: in Québec 30 September, 11 November and 26 December.
            if (holiday.getType() == HolidayType.PUBLIC_HOLIDAY) {
                days.put(holiday.getDate(), new Text(name(holiday, Locale.ENGLISH), name(holiday, Locale.FRENCH)));
            }
        }
        return days;
    }

    /** Our own name where the library has none in this language. */
    private static String name(Holiday holiday, Locale locale) {
        ResourceBundle own = Messages.bundle(locale);
        String key = "holiday." + holiday.getPropertiesKey();
        return own.containsKey(key) ? own.getString(key) : holiday.getDescription(locale);
    }
}
