package org.maint.target;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.maint.plan.WorkingDays;

/**
 * When the platform is needed most: from an hour (included) to another (excluded), in the plan's zone, on working days of
 * its calendar or every day.
 */
record ServiceHours(WorkingDays days, boolean everyDay, LocalTime from, LocalTime to, ZoneId zone) {
    boolean contain(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        return !time.isBefore(from) && time.isBefore(to) && (everyDay || days.isWorked(local.toLocalDate()));
    }
}
