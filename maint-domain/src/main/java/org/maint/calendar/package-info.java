/**
 * Puts what has a date on one calendar: runs that were and will be, tasks, maintenance windows, absences and holidays.
 * It decides nothing of its own but who may read it, in the portal or from a calendar program by a feed.
 */
@NullMarked
package org.maint.calendar;

import org.jspecify.annotations.NullMarked;
