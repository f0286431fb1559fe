package org.maint.calendar;

import java.time.LocalDate;
import org.maint.plan.Occurrence;

/** Names an occurrence, and its run once there is one, for ever. */
record OccurrenceKey(String routine, LocalDate nominalDate) {

    static OccurrenceKey of(Occurrence occurrence) {
        return new OccurrenceKey(occurrence.routine(), occurrence.nominalDate());
    }
}
