package org.maint.calendar;

import java.util.EnumSet;
import java.util.Set;
import org.maint.calendar.CalendarEntry.Kind;

/**
 * What of the calendar is wanted.
 *
 * @param mine only what concerns who asks: the work of their roles, their tasks and absences; windows and holidays concern
 *     everybody
 */
public record CalendarFilter(Set<Kind> kinds, boolean mine) {
    public static final CalendarFilter ALL = new CalendarFilter(EnumSet.allOf(Kind.class), false);

    public CalendarFilter {
        kinds = Set.copyOf(kinds);
    }
}
